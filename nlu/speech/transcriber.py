"""A voice note as text: decoded, cut to speech, heard, put right, and doubted."""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from domain.voice import HOT_WORDS, SHORTEST_S, VoiceReading
from nlu.errors import UnreadableError
from nlu.speech import gates, weights
from nlu.speech.decoding import RATE_HZ, Samples, decode
from nlu.speech.errors import Unheard
from nlu.speech.mending import mended
from nlu.speech.prompting import CONTEXT
from nlu.speech.recognising import Recogniser
from nlu.speech.spelling import as_said
from nlu.speech.vad import stretches

READER_VERSION = "1"
"""Changes with anything here that may change a text: what was heard before is heard again."""


Cut = Callable[[Samples], Iterable[Samples]]
"""Finds the stretches of speech in a note."""


class Transcriber:
    """Hears voice notes with one engine."""

    def __init__(self, recogniser: Recogniser, *, cut: Cut = stretches) -> None:
        self._recogniser = recogniser
        self._cut = cut

    def hear(self, path: Path, hot_words: Sequence[str] = ()) -> VoiceReading:
        """The text of a file.

        Raises:
            UnreadableError: with a code of ``Unheard``; ``no_speech`` when nobody speaks.
        """
        sound = decode(path)
        if len(sound) < SHORTEST_S * RATE_HZ:
            raise UnreadableError(Unheard.NO_SPEECH, f"less than {SHORTEST_S:g} s")
        words = list(dict.fromkeys(w.strip() for w in hot_words if w.strip()))[:HOT_WORDS]
        heard = [self._heard(speech, words) for speech in self._cut(sound)]
        told = [(text, logprob, s) for text, logprob, s in heard if text]
        if not told:
            raise UnreadableError(Unheard.NO_SPEECH, "nobody speaks")
        seconds = sum(s for _, _, s in told)
        logprob = sum(p * s for _, p, s in told) / seconds
        return VoiceReading(
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            text="".join(text for text, _, _ in told),
            confidence=round(math.exp(logprob), 2),
            seconds=round(len(sound) / RATE_HZ, 1),
        )

    def _heard(self, speech: Samples, words: Sequence[str]) -> tuple[str, float, float]:
        """Text, mean log probability and seconds of a stretch; no text when it was invented."""
        seconds = len(speech) / RATE_HZ
        listening = self._recogniser.listen(speech, words)
        guess = listening.guess
        text = gates.without_credits(guess.text)
        doubt = gates.Doubt(guess.logprob, listening.silence, seconds)
        if gates.invented(text, doubt, told=(*words, CONTEXT)):
            return "", guess.logprob, seconds
        return as_said(mended(text, listening.weigh, words)), guess.logprob, seconds


@cache
def transcriber(model: str = "") -> Transcriber:
    """The transcriber with a model, loaded once a process.

    Raises:
        UnreadableError: ``no_engine``.
    """
    from nlu.speech.whisper import Whisper  # noqa: PLC0415 - heavy

    return Transcriber(Whisper(model))


def engine_key(model: str = "") -> str:
    """Name and version of what would hear, as readings are kept by; empty for nothing. Cheap."""
    try:
        engine = version("faster-whisper")
    except PackageNotFoundError:
        return ""
    name = model or weights.PACKAGED
    if name == weights.PACKAGED and not weights.present():
        return ""
    return f"{READER_VERSION}+whisper-{engine}-{name}"
