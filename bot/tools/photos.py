"""Photos: read in a process of its own, so that a bad picture takes nobody along."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.engine.workers import Result, WorkError
from bot.tools.pool import Pool
from domain.readings import PhotoReading
from nlu.errors import UnreadableError
from storage.blobs import Blobs
from storage.codec import encode


class PhotoReader(Protocol):
    """Reads one picture file."""

    def engine(self, ocr: str) -> str:
        """Name and version with that setting of 价签识别: what was found once need not be again."""
        ...

    async def read(self, path: Path, ocr: str) -> PhotoReading:
        """Measure it.

        Raises:
            UnreadableError: when it is no picture.
        """
        ...


class Photos:
    """Work kind ``photo``. The engine that was set when the photo came travels in the payload."""

    def __init__(self, blobs: Blobs, reader: PhotoReader) -> None:
        self._blobs = blobs
        self._reader = reader

    def engine(self, payload: Mapping[str, Any]) -> str:
        """The reader's."""
        return self._reader.engine(_setting(payload))

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Read one stored photo."""
        path = self._blobs.path(payload["sha256"])
        try:
            reading = await self._reader.read(path, _setting(payload))
        except UnreadableError as error:
            raise WorkError(error.code, final=True, note=error.message) from error
        return Result("measured", {"reading": encode(reading)})


def _setting(payload: Mapping[str, Any]) -> str:
    return str(payload.get("ocr", "auto"))


class HereReader:
    """Reads in this process, on a thread: scripts and tests."""

    def __init__(self) -> None:
        self.ocr_off = False
        self._keys: dict[str, str] = {}

    def engine(self, ocr: str) -> str:
        """Without OCR a photo says less, so that is another engine."""
        return _reader_key("off" if self.ocr_off else ocr, self._keys)

    async def read(self, path: Path, ocr: str) -> PhotoReading:
        """Measure a picture."""
        return await asyncio.to_thread(_read, str(path), "off" if self.ocr_off else ocr)


class PoolReader:
    """Reads in worker processes; one that dies is replaced, and counts as an attempt."""

    def __init__(self, workers: int) -> None:
        self._pool = Pool(workers)
        self._keys: dict[str, str] = {}

    def engine(self, ocr: str) -> str:
        """What the processes read with."""
        return _reader_key(ocr, self._keys)

    async def read(self, path: Path, ocr: str) -> PhotoReading:
        """Measure a picture."""
        return await self._pool.call(_read, str(path), ocr)

    def close(self) -> None:
        """End the worker processes."""
        self._pool.close()


def tag_engines() -> Sequence[str]:
    """Names of the installed engines that read price tags, best first."""
    from nlu.engines import engine_names  # noqa: PLC0415 - heavy, and few ask

    return engine_names()


def _reader_key(ocr: str, known: dict[str, str]) -> str:
    """The reader's version and its OCR engine's; looked up once, since it asks the file system."""
    if ocr not in known:
        from nlu.engines import engine_key  # noqa: PLC0415 - heavy, and only photos need it
        from nlu.photos import READER_VERSION  # noqa: PLC0415

        known[ocr] = "+".join(filter(None, (READER_VERSION, engine_key(ocr))))
    return known[ocr]


_ENGINES: dict[str, Any] = {}
"""By name; a process keeps what it has built, models and all."""


def _read(path: str, ocr: str) -> PhotoReading:
    """Runs in a worker process or on a thread."""
    from nlu.engines import chosen, find_engine  # noqa: PLC0415 - heavy, and only photos need it
    from nlu.photos import read_photo  # noqa: PLC0415

    name = chosen(ocr)
    if name not in _ENGINES:
        _ENGINES[name] = find_engine(ocr)
    return read_photo(Path(path), ocr=_ENGINES[name])
