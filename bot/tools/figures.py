"""Figures: counted beside the chat, on a connection that only reads."""

import asyncio
import gc
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.engine.core import Core
from bot.engine.workers import Result, WorkError
from bot.tools.pool import Pool
from domain.figures.metrics import METRICS
from domain.figures.query import DIMENSIONS, Query, Report
from domain.ports import Clock
from storage.codec import decode, encode
from storage.figures import tallies
from storage.figures.counting import Counter

_Rows = Sequence[Mapping[str, Any]]
_CHUNKS = 4
"""Chunks of tallies that are made before they are kept: a time limit loses no more than these."""


class FigureCounter(Protocol):
    """Counts somewhere that nobody waits for."""

    async def renewed(self, queries: Sequence[Query], now: datetime) -> Sequence[_Rows]:
        """Tallies that must be kept before the queries can be answered, in chunks; none at last."""
        ...

    async def answer(self, queries: Sequence[Query], now: datetime) -> Sequence[Report]:
        """The answers."""
        ...

    def close(self) -> None:
        """End what was begun for it."""
        ...


class Figures:
    """Implements ``Tool`` for the work kind ``figures``."""

    def __init__(self, core: Core, clock: Clock, counter: FigureCounter) -> None:
        self._core = core
        self._clock = clock
        self._counter = counter

    def engine(self, payload: Mapping[str, Any]) -> str:  # noqa: ARG002 - like every tool
        """None: the same question has another answer tomorrow."""
        return ""

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Answer the queries, with what the visits are now."""
        queries, now = _queries(payload["queries"]), self._clock.now()
        while chunks := await self._counter.renewed(queries, now):
            for rows in chunks:  # one transaction each: no chat waits for more than one
                await self._keep(rows)
        reports = await self._counter.answer(queries, now)
        return Result("reported", {"reports": encode(reports), "ask": payload["ask"]})

    async def _keep(self, rows: _Rows) -> None:
        await asyncio.wrap_future(self._core.call(lambda c: tallies.write(c, rows)))


class HereFigures:
    """Counts in this process, on a thread: scripts and tests."""

    def __init__(self, path: Path) -> None:
        self._counter = Counter(path)

    async def renewed(self, queries: Sequence[Query], now: datetime) -> Sequence[_Rows]:
        """Make some of the tallies that are behind."""
        return await asyncio.to_thread(self._counter.renewed, queries, now, _CHUNKS)

    async def answer(self, queries: Sequence[Query], now: datetime) -> Sequence[Report]:
        """Count."""
        return await asyncio.to_thread(self._counter.answer, queries, now)

    def close(self) -> None:
        """Let go of the file."""
        self._counter.close()


class PoolFigures:
    """Counts in a process of its own: here it would make every message wait for its turn."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pool = Pool()

    async def renewed(self, queries: Sequence[Query], now: datetime) -> Sequence[_Rows]:
        """Make some of the tallies that are behind."""
        return await self._pool.call(_renewed, self._path, queries, now)

    async def answer(self, queries: Sequence[Query], now: datetime) -> Sequence[Report]:
        """Count."""
        return await self._pool.call(_answer, self._path, queries, now)

    def close(self) -> None:
        """End the process."""
        self._pool.close()


_COUNTERS: dict[Path, Counter] = {}
"""The process's one."""


def _renewed(path: Path, queries: Sequence[Query], now: datetime) -> Sequence[_Rows]:
    return _counter(path).renewed(queries, now, _CHUNKS)


def _answer(path: Path, queries: Sequence[Query], now: datetime) -> Sequence[Report]:
    gc.disable()  # nothing here goes in circles, and looking for circles takes a sixth of the time
    try:
        return _counter(path).answer(queries, now)
    finally:
        gc.enable()


def _counter(path: Path) -> Counter:
    if path not in _COUNTERS:
        _COUNTERS[path] = Counter(path)
    return _COUNTERS[path]


def _queries(asked: Sequence[Mapping[str, Any]]) -> Sequence[Query]:
    try:
        queries = [decode(Query, one) for one in asked]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise WorkError("bad_query", final=True, note=repr(error)) from error
    for query in queries:
        named = {*query.metrics, *filter(None, [query.entries_of])}
        known = query.metrics and named <= METRICS.keys() and query.by in DIMENSIONS
        if not known or query.last < query.first:
            raise WorkError("bad_query", final=True, note=repr(query))
    return queries
