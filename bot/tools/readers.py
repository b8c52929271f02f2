"""Who reads what people send: pictures, voice notes, sentences; and who counts for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.tools.figures import FigureCounter, HereFigures
from bot.tools.photos import PhotoReader
from bot.tools.sentences import HereSentences, SentenceReader
from bot.tools.voices import NoReader, VoiceReader


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of one installation; without a reader of voices, voice notes are typed."""

    photos: PhotoReader
    voices: VoiceReader = field(default_factory=NoReader)
    sentences: SentenceReader = field(default_factory=HereSentences)
    figures: Callable[[Path], FigureCounter] = HereFigures
    """Makes the one that counts what is in a database file."""
