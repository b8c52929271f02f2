"""A stand-in for the engine that hears, and sound files made on the spot."""

import asyncio
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

from domain.voice import VoiceReading
from nlu.errors import UnreadableError
from nlu.speech.errors import UnknownFormatError

_OGG, _AMR = b"OggS", b"#!AMR\n"
Sound = npt.NDArray[np.float32]


def note(text: str = "", *, fails: str = "", magic: bytes = _OGG) -> bytes:
    """A voice note that carries what ``ToldHearer`` will hear in it, or why it will not."""
    return magic + (f"!{fails}" if fails else text).encode()


class ToldHearer:
    """Keeps ``VoiceReader``'s promise, reading what the note carries."""

    def __init__(self) -> None:
        self.off = True
        self.confidence = 0.9
        self.listened_for: list[Sequence[str]] = []

    def engine(self) -> str:
        return "" if self.off else "told-1"

    async def read(self, path: Path, hot_words: Sequence[str]) -> VoiceReading:
        if self.off:
            raise UnreadableError("no_engine", "switched off")
        self.listened_for.append(hot_words)
        data = await asyncio.to_thread(path.read_bytes)
        told = data.removeprefix(_OGG).removeprefix(_AMR).decode()
        if told.startswith("!unsupported:"):
            raise UnknownFormatError(told.partition(":")[2])
        if told.startswith("!"):
            raise UnreadableError(told[1:], "as told")
        return VoiceReading(hashlib.sha256(data).hexdigest(), told, self.confidence, 3.0)


def tone(seconds: float, rate: int, *, level: float = 0.25) -> Sound:
    """440 Hz."""
    at = np.arange(int(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * 440 * at)).astype(np.float32)


def recorded(container: str, codec: str, rate: int, *, seconds: float = 2.0) -> bytes:
    """A tone as some app would have recorded it."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as opened:
        stream: Any = opened.add_stream(codec, rate=rate, layout="mono")
        samples = (tone(seconds, rate) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            stream.format, "mono", rate, stream.codec_context.frame_size or 0
        )
        for piece in (*resampler.resample(frame), *resampler.resample(None), None):
            opened.mux(stream.encode(piece))
    return out.getvalue()


def amr_with_pauses(head: bytes, sizes: Sequence[int], *, speech: int, comfort: int) -> bytes:
    """A second of AMR by hand: frames of speech, comfort noise and nothing, as a phone writes them."""
    dice = np.random.default_rng(7)
    frames = []
    for i in range(50):
        kind = speech if i % 5 < 3 else comfort if i % 5 == 3 else 15
        payload = dice.bytes(sizes[kind]) if kind < len(sizes) else b""
        frames.append(bytes([kind << 3 | 4]) + payload)
    return head + b"".join(frames)
