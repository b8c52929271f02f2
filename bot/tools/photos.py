"""Photos: read in a process of its own, so that a bad picture takes nobody along."""

import asyncio
import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any, Protocol

from bot.engine.workers import Result, WorkError
from domain.readings import PhotoReading
from nlu.errors import UnreadableError
from storage.blobs import Blobs
from storage.codec import encode


class PhotoReader(Protocol):
    """Reads one picture file."""

    @property
    def engine(self) -> str:
        """Name and version: what it found once it need not find again."""
        ...

    async def read(self, path: Path) -> PhotoReading:
        """Measure it.

        Raises:
            UnreadableError: when it is no picture.
        """
        ...


class Photos:
    """Work kind ``photo``."""

    def __init__(self, blobs: Blobs, reader: PhotoReader) -> None:
        self._blobs = blobs
        self._reader = reader

    @property
    def engine(self) -> str:
        """The reader's."""
        return self._reader.engine

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Read one stored photo."""
        try:
            reading = await self._reader.read(self._blobs.path(payload["sha256"]))
        except UnreadableError as error:
            raise WorkError(error.code, final=True, note=error.message) from error
        return Result("measured", {"reading": encode(reading)})


class HereReader:
    """Reads in this process, on a thread: scripts and tests."""

    def __init__(self) -> None:
        self.ocr_off = False
        self._engine: Any = None

    @property
    def engine(self) -> str:
        """Without OCR a photo says less, so that is another engine."""
        return engine_name(ocr=not self.ocr_off)

    async def read(self, path: Path) -> PhotoReading:
        """Measure a picture."""
        return await asyncio.to_thread(self._read, path)

    def _read(self, path: Path) -> PhotoReading:
        from nlu.ocr import find_engine  # noqa: PLC0415 - heavy, and only photos need it
        from nlu.photos import read_photo  # noqa: PLC0415

        if self._engine is None:
            self._engine = find_engine()
        return read_photo(path, ocr=None if self.ocr_off else self._engine)


class PoolReader:
    """Reads in worker processes; one that dies is replaced, and counts as an attempt."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    @property
    def engine(self) -> str:
        """What the processes read with."""
        return engine_name(ocr=True)

    async def read(self, path: Path) -> PhotoReading:
        """Measure a picture."""
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=spawn)
        pool = self._pool
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(pool, _read_in_pool, str(path))
        except BrokenProcessPool as error:
            self._drop(pool)
            raise WorkError("killed", final=False) from error
        except asyncio.CancelledError:
            self._drop(pool)  # the time limit: the process may hang for good
            raise

    def close(self) -> None:
        """End the worker processes."""
        if self._pool is not None:
            self._drop(self._pool)

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        """Kill one pool; another worker may have made the next one already."""
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - no public kill
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def engine_name(*, ocr: bool) -> str:
    """The reader's version and which OCR engine is installed."""
    from nlu.photos import READER_VERSION  # noqa: PLC0415 - heavy, and only photos need it

    found = find_spec("rapidocr") is not None or which("tesseract") is not None
    return f"{READER_VERSION}+ocr" if ocr and found else READER_VERSION


_ENGINE: list[Any] = []


def _read_in_pool(path: str) -> PhotoReading:
    """Runs in a worker process, which keeps its engine."""
    from nlu.ocr import find_engine  # noqa: PLC0415
    from nlu.photos import read_photo  # noqa: PLC0415

    if not _ENGINE:
        _ENGINE.append(find_engine())
    return read_photo(Path(path), ocr=_ENGINE[0])
