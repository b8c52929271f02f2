"""Voice notes: heard in a process of its own, so that a hung or broken one can be ended."""

import asyncio
import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.engine.workers import Result, WorkError
from bot.tools.pool import Pool
from domain.voice import VoiceReading
from nlu.errors import UnreadableError
from nlu.speech.errors import UnknownFormatError
from storage.blobs import Blobs

MODEL = "BIHUAN_WHISPER"
"""Environment: a larger model, by its name or its folder."""


class VoiceReader(Protocol):
    """Hears one voice note."""

    def engine(self) -> str:
        """Name and version: what was heard once need not be again. Empty: there is none."""
        ...

    async def read(self, path: Path, hot_words: Sequence[str]) -> VoiceReading:
        """Turn it into text.

        Raises:
            UnreadableError: when there is none, or nobody to hear it.
        """
        ...


class Voices:
    """Work kind ``voice``. The names of the writer's day travel in the payload."""

    def __init__(self, blobs: Blobs, reader: VoiceReader) -> None:
        self._blobs = blobs
        self._reader = reader

    def engine(self, payload: Mapping[str, Any]) -> str:
        """The reader's, with what it listens for."""
        name = self._reader.engine()
        heard_for = hashlib.sha256("\n".join(_hot_words(payload)).encode()).hexdigest()
        return f"{name}+{heard_for[:12]}" if name else ""

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Hear one stored note."""
        path = self._blobs.path(payload["sha256"])
        try:
            reading = await self._reader.read(path, _hot_words(payload))
        except UnknownFormatError as error:
            raise WorkError(error.code, final=True, note=error.name) from error
        except UnreadableError as error:
            raise WorkError(error.code, final=True) from error
        body = {"text": reading.text, "confidence": reading.confidence}
        return Result("transcribed", {**body, "sha256": payload["sha256"]})


def _hot_words(payload: Mapping[str, Any]) -> Sequence[str]:
    return tuple(payload.get("hotwords", ()))


class NoReader:
    """Nobody hears: voice notes are answered by a request to type."""

    def engine(self) -> str:
        """None."""
        return ""

    async def read(self, path: Path, hot_words: Sequence[str]) -> VoiceReading:  # noqa: ARG002
        """Refuse."""
        raise UnreadableError("no_engine", "no speech engine")


class HereHearer:
    """Hears in this process, on a thread: scripts and tests."""

    def __init__(self, model: str = "") -> None:
        self.off = False
        self._model = model

    def engine(self) -> str:
        """The model's, unless it was switched off."""
        return "" if self.off else engine_key(self._model)

    async def read(self, path: Path, hot_words: Sequence[str]) -> VoiceReading:
        """Hear a note."""
        if self.off:
            raise UnreadableError("no_engine", "switched off")
        return await asyncio.to_thread(_read, str(path), tuple(hot_words), self._model)


class PoolHearer:
    """Hears in one worker process; one that dies or hangs is replaced, and counts as an attempt."""

    def __init__(self, model: str = "") -> None:
        self._model = model
        self._pool = Pool()

    def engine(self) -> str:
        """What the process hears with."""
        return engine_key(self._model)

    async def read(self, path: Path, hot_words: Sequence[str]) -> VoiceReading:
        """Hear a note."""
        return await self._pool.call(_read, str(path), tuple(hot_words), self._model)

    def close(self) -> None:
        """End the worker process."""
        self._pool.close()


def chosen_model() -> str:
    """The model that the environment names; empty for the packaged one."""
    return os.environ.get(MODEL, "")


def engine_key(model: str) -> str:
    """Name and version of what hears; empty when it is not installed. Cheap."""
    from nlu.speech.transcriber import engine_key as key  # noqa: PLC0415 - few ever speak

    return key(model)


def _read(path: str, hot_words: tuple[str, ...], model: str) -> VoiceReading:
    """Runs in a worker process or on a thread."""
    from nlu.speech.transcriber import transcriber  # noqa: PLC0415 - heavy, only voice needs it

    return transcriber(model).hear(Path(path), hot_words)
