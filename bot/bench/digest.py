"""A month's digest of 200 reps, against reading the same rows once and adding up one column."""

import resource
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from bot.app import App, build
from bot.bench.reading import seconds_to_read
from bot.bench.seasons import Season, load_season
from bot.cli.printing import say
from bot.runtime import SystemIds
from bot.tools.figures import Figures, PoolFigures
from bot.tools.photos import HereReader
from bot.tools.pool import Pool
from bot.tools.readers import Readers
from domain.figures.digest import COUNTED
from domain.figures.query import Query
from storage.figures.counting import Counter

_ROUNDS = 3
_MIB = 1024
"""``ru_maxrss`` is in KiB."""


class _Evening:
    """Stands still at the end of the season's last day."""

    def __init__(self, day: date) -> None:
        self._now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now


async def measure(*, reps: int = 200, stores: int = 12, days: int = 30) -> dict[str, Any]:
    """The best of three rounds, in the process that counts while the bot runs."""
    last = date(2026, 11, 30)
    season = Season(reps, stores, last - timedelta(days=2 * days - 1), last)
    queries = _queries(season, days)
    with TemporaryDirectory() as folder:
        clock, readers = _Evening(last), Readers(HereReader(), figures=PoolFigures)
        app = build(Path(folder), clock=clock, ids=SystemIds(), readers=readers, channels={})
        load_season(app, season)
        cold = await _cold(app, last)
        warm = [await _ask(app, queries) for _ in range(_ROUNDS)]
        app.close()
        path = Path(app.database.url.database or "")
        floor = min(seconds_to_read(path, season.first, last) for _ in range(_ROUNDS))
        before, after, cpu = await _apart(path, queries, clock.now())
    per_day = reps * stores
    say(f"one day, {per_day} visits without a tally: {cold:.2f} s")
    say(f"memory of the process that counts: {after:.0f} MiB, {before:.0f} before it began")
    say(f"its time on a processor, whoever else wants one: {cpu:.2f} s")
    figure = min(warm)
    return {
        "name": "digest",
        "n": per_day * days,
        "figure": round(figure, 3),
        "unit": "s",
        "floor": round(floor, 4),
        "ratio": round(figure / floor, 1),
        "cold_day_s": round(cold, 3),
        "added_mib": round(after),
    }


def _queries(season: Season, days: int) -> Sequence[Query]:
    """A month by rep and by route, and the month before."""
    middle = season.last - timedelta(days=days - 1)
    return [
        Query(metrics=COUNTED, first=middle, last=season.last, by="rep"),
        Query(metrics=COUNTED, first=middle, last=season.last, by="route"),
        Query(metrics=COUNTED, first=season.first, last=middle - timedelta(days=1)),
    ]


async def _cold(app: App, day: date) -> float:
    await app.counter.answer([], app.clock.now())  # the process has begun
    return await _ask(app, [Query(metrics=COUNTED, first=day, last=day, by="route")])


async def _ask(app: App, queries: Sequence[Query]) -> float:
    """Seconds until the letter of the answer could be written, as the worker waits for it."""
    asked = orjson.loads(orjson.dumps([asdict(query) for query in queries]))
    begin = time.perf_counter()
    tool = Figures(app.core, app.clock, app.counter)
    result = await tool.run({"queries": asked, "ask": {}})
    took = time.perf_counter() - begin
    if not all(report["visits"] for report in result.body["reports"]):
        raise RuntimeError("a digest without visits")  # its figure would be worth nothing
    return took


async def _apart(path: Path, queries: Sequence[Query], now: datetime) -> tuple[float, float, float]:
    """A process that counts: peak MiB before it has begun and after it, and CPU seconds."""
    pool = Pool()
    before = await pool.call(_peak)
    cpu = await pool.call(_count, path, queries, now)
    after = await pool.call(_peak)
    pool.close()
    return before, after, cpu


def _count(path: Path, queries: Sequence[Query], now: datetime) -> float:
    counter = Counter(path)
    began = time.process_time()
    counter.answer(queries, now)
    took = time.process_time() - began
    counter.close()
    return took


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB
