"""Sentences: read in a process of their own, which knows the company's names."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from bot.engine.core import Core
from bot.engine.workers import Result, WorkError
from bot.tools.pool import Pool
from domain.understanding import Frame
from nlu.language.entities import Entities
from storage.codec import encode
from storage.work import Caches, SqlWork

P = ParamSpec("P")
T = TypeVar("T")


class SentenceReader(Protocol):
    """Understands sentences about one company."""

    @property
    def version(self) -> str | None:
        """Of the names that it knows; ``None`` when it knows none yet."""
        ...

    async def learn(self, entities: Entities) -> None:
        """Know these names from now on."""
        ...

    async def read(self, text: str, state: str, today: date) -> Frame:
        """Understand one message."""
        ...


class Sentences:
    """Work kind ``understand``."""

    def __init__(self, core: Core, caches: Caches, reader: SentenceReader) -> None:
        self._core = core
        self._caches = caches
        self._reader = reader

    def engine(self, payload: Mapping[str, Any]) -> str:  # noqa: ARG002 - nothing is kept
        """The same words may mean something else tomorrow."""
        return ""

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Understand one message, with the names that the company has now."""
        version, zone = await asyncio.wrap_future(self._core.call(self._now))
        if self._reader.version != version:
            await self._reader.learn(await asyncio.wrap_future(self._core.call(self._names)))
        at = datetime.fromisoformat(payload["at"]).astimezone(zone)
        frame = await self._reader.read(payload["text"], payload["state"], at.date())
        more = {name: payload[name] for name in ("spoken", "picked", "at")}
        return Result("understood", {"frame": encode(frame), **more})

    def _now(self, connection: Any) -> tuple[str, Any]:
        from bot.tools.vocabulary import version_of  # noqa: PLC0415 - the reader's modules are many

        self._caches.refresh(connection)
        work = SqlWork(connection, self._caches)
        return version_of(work), work.rules.settings().zone

    def _names(self, connection: Any) -> Entities:
        from bot.tools.vocabulary import vocabulary  # noqa: PLC0415

        return vocabulary(SqlWork(connection, self._caches))


class HereSentences:
    """Reads in this process, on a thread: scripts and tests."""

    def __init__(self) -> None:
        self.version: str | None = None
        self._reader: Any = None

    async def learn(self, entities: Entities) -> None:
        """Build the index."""
        from nlu.language.reader import Reader  # noqa: PLC0415 - heavy, and few messages need it

        self._reader = await asyncio.to_thread(Reader, entities)
        self.version = entities.version

    async def read(self, text: str, state: str, today: date) -> Frame:
        """Understand one message."""
        frame: Frame = await asyncio.to_thread(self._reader.read, text, state, today)
        return frame


class PoolSentences:
    """Reads in one worker process; when that dies, the next one learns the names again."""

    def __init__(self) -> None:
        self.version: str | None = None
        self._pool = Pool()

    async def learn(self, entities: Entities) -> None:
        """Hand the names over; the process builds its index."""
        await self._call(_learn, entities)
        self.version = entities.version

    async def read(self, text: str, state: str, today: date) -> Frame:
        """Understand one message."""
        return await self._call(_understand, text, state, today)

    def close(self) -> None:
        """End the process."""
        self.version = None
        self._pool.close()

    async def _call(self, what: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        try:
            return await self._pool.call(what, *args, **more)
        except (WorkError, asyncio.CancelledError):
            self.version = None  # the process is gone, and what it knew
            raise


_READER: dict[str, Any] = {}
"""The process's one reader."""


def _learn(entities: Entities) -> None:
    from nlu.language.reader import Reader  # noqa: PLC0415 - in the worker process only

    _READER["reader"] = Reader(entities)


def _understand(text: str, state: str, today: date) -> Frame:
    frame: Frame = _READER["reader"].read(text, state, today)
    return frame
