"""Where somebody speaks: Silero's detector, which faster-whisper ships."""

from collections.abc import Iterator, Sequence

import numpy as np

from nlu.errors import UnreadableError
from nlu.speech.decoding import RATE_HZ, Samples
from nlu.speech.errors import Unheard

_STRETCH_S = 20.0
_SURE = 0.5
_PAUSE_MS, _PAD_MS = 1200, 400
_LOUD = 0.3
_LOUDER_AT_MOST = 8.0


def stretches(sound: Samples) -> Iterator[Samples]:
    """The speech in a note, in pieces of at most 20 s cut where it pauses.

    Raises:
        UnreadableError: ``no_engine`` without faster-whisper.
    """
    even = _even(sound)
    piece: list[Samples] = []
    for begin, end in _spans(even):
        if piece and sum(map(len, piece)) + end - begin > _STRETCH_S * RATE_HZ:
            yield np.concatenate(piece)
            piece = []
        piece.append(even[begin:end])
    if piece:
        yield np.concatenate(piece)


def _spans(sound: Samples) -> Sequence[tuple[int, int]]:
    try:
        from faster_whisper.vad import VadOptions, get_speech_timestamps  # noqa: PLC0415 - heavy
    except ImportError as error:
        raise UnreadableError(Unheard.NO_ENGINE, f"faster-whisper is missing: {error}") from error
    options = VadOptions(
        threshold=_SURE,
        min_silence_duration_ms=_PAUSE_MS,
        speech_pad_ms=_PAD_MS,
        max_speech_duration_s=_STRETCH_S,
    )
    return [(found["start"], found["end"]) for found in get_speech_timestamps(sound, options)]


def _even(sound: Samples) -> Samples:
    """Without the offset that cheap microphones add, and a whisper somewhat louder."""
    centred = sound - np.float32(sound.mean()) if len(sound) else sound
    peak = float(np.abs(centred).max(initial=0.0))
    if not 0.0 < peak < _LOUD:
        return centred
    return centred * np.float32(min(_LOUD / peak, _LOUDER_AT_MOST))
