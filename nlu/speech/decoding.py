"""A voice note as samples: 16 kHz, one channel, -1 to 1."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from domain.voice import LARGEST_BYTES, LONGEST_S
from nlu.errors import UnreadableError
from nlu.speech import containers
from nlu.speech.errors import Unheard, UnknownFormatError
from nlu.speech.formats import HEAD, Format, format_of

RATE_HZ = 16000
Samples = npt.NDArray[np.float32]
_BAD_SHARE = 0.5
"""Of the packets: with more of them broken, what is left is no sentence."""
_SHORT_SHARE, _SHORT_S = 0.9, 0.3
_AMR = {"amrnb": ("libopencore_amrnb", 8000), "amrwb": ("libopencore_amrwb", 16000)}
"""FFmpeg's own AMR decoders give up at comfort noise, which phones write when nobody speaks."""
_WHOLE_HOUR_S = 3600.0
"""A recorder that did not know the length yet writes the largest number there is."""


def decode(path: Path, *, longest_s: float = LONGEST_S) -> Samples:
    """Read a file's sound.

    Raises:
        UnreadableError: ``not_found``, ``too_large``, ``unsupported`` (naming the format),
            ``broken``, or ``too_long`` as soon as it is clear, not after all of it.
    """
    data = _bytes_of(path)
    found = format_of(data[:HEAD])
    if not found.demuxer:
        raise UnknownFormatError(found.name)
    if containers.cut_off(data, found):
        raise UnreadableError(Unheard.BROKEN, f"{found.name}: the end is missing")
    return _decoded(data, found, longest_s)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            mib = LARGEST_BYTES // 2**20
            raise UnreadableError(Unheard.TOO_LARGE, f"more than {mib} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(Unheard.NOT_FOUND, error.strerror or "can't be read") from error
    if not data:
        raise UnreadableError(Unheard.BROKEN, "the file is empty")
    return data


def _decoded(data: bytes, found: Format, longest_s: float) -> Samples:
    import av  # noqa: PLC0415 - 0.2 s, and most runs hear nothing

    try:
        with av.open(
            io.BytesIO(data), "r", format=found.demuxer, metadata_errors="ignore"
        ) as opened:
            context: Any = opened.streams.audio[0].codec_context if opened.streams.audio else None
            if context is None:  # also for a codec that FFmpeg does not know
                raise UnknownFormatError(f"{found.name} without sound that can be read")
            return _Listening(opened, found, longest_s).samples()
    except (av.FFmpegError, ValueError, EOFError) as error:
        # Some of its errors are of builtin kinds as well: an end of file, a wrong value.
        raise UnreadableError(Unheard.BROKEN, f"{found.name}: {error}") from error


class _Listening:
    """One pass over an opened file."""

    def __init__(self, opened: Any, found: Format, longest_s: float) -> None:
        import av  # noqa: PLC0415

        self._opened = opened
        self._stream = opened.streams.audio[0]
        self._context: Any = self._stream.codec_context
        if self._context.name in _AMR:
            decoder, rate_hz = _AMR[self._context.name]
            self._context = av.CodecContext.create(decoder, "r")
            self._context.sample_rate = rate_hz
            self._context.layout = "mono"
        self._resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
        self._found = found
        self._longest_s = longest_s
        self._packets = self._bad = 0

    def samples(self) -> Samples:
        """All of it.

        Raises:
            UnreadableError: ``too_long`` or ``broken``.
        """
        pieces: list[Samples] = []
        count = 0
        for piece in self._pieces():
            pieces.append(piece)
            count += piece.size
            if count > self._longest_s * RATE_HZ:
                raise UnreadableError(Unheard.TOO_LONG, f"longer than {self._longest_s:g} s")
        if not count or self._bad > _BAD_SHARE * self._packets or self._cut_short(count):
            raise UnreadableError(Unheard.BROKEN, f"{self._found.name}: only {count} samples")
        return np.nan_to_num(np.clip(np.concatenate(pieces), -1.0, 1.0))

    def _pieces(self) -> Iterator[Samples]:
        import av  # noqa: PLC0415

        for packet in self._opened.demux(self._stream):
            self._packets += 1
            try:
                frames = self._context.decode(packet if packet.size else None)
            except av.FFmpegError:
                self._bad += 1  # a glitch of the network; the sentence goes on
                continue
            for frame in frames:
                yield from self._resampled(frame)
        yield from self._resampled(None)

    def _resampled(self, frame: Any) -> Iterator[Samples]:
        for one in self._resampler.resample(frame):
            yield one.to_ndarray().reshape(-1).astype(np.float32, copy=False)

    def _cut_short(self, count: int) -> bool:
        """Whether much less came than the file says that it holds."""
        told = self._opened.duration
        told_s = told / 1_000_000 if told else 0.0
        if not 0 < told_s < _WHOLE_HOUR_S or self._found.demuxer not in containers.TELL_LENGTH:
            return False
        return count / RATE_HZ < told_s * _SHORT_SHARE - _SHORT_S
