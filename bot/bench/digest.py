"""A month's digest of 200 reps, against reading the same rows once and adding up one column."""

import resource
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from bot.app import App, build
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
        floor = min(_floor(path, season) for _ in range(_ROUNDS))
        grown = await _memory(path, queries, clock.now())
    per_day = reps * stores
    say(f"one day, {per_day} visits without a tally: {cold:.2f} s")
    say(f"memory of the process that counts: {grown[1]:.0f} MiB, {grown[0]:.0f} before it began")
    figure = min(warm)
    return {
        "name": "digest",
        "n": per_day * days,
        "figure": round(figure, 3),
        "unit": "s",
        "floor": round(floor, 4),
        "ratio": round(figure / floor, 1),
        "cold_day_s": round(cold, 3),
        "added_mib": round(grown[1]),
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


def _floor(path: Path, season: Season) -> float:
    """Seconds for every row of the digest, once, with nothing but the driver."""
    begin, total = time.perf_counter(), 0
    connection = sqlite3.connect(path)
    rows = "select visit_id, rep_id, store_code, version, body from tally where day between ? and ?"
    for row in connection.execute(rows, (season.first.isoformat(), season.last.isoformat())):
        total += row[3]
    connection.close()
    return time.perf_counter() - begin if total else 0.0


async def _memory(path: Path, queries: Sequence[Query], now: datetime) -> tuple[float, float]:
    """Peak MiB of a process that counts: before it has begun, and after it."""
    pool = Pool()
    before = await pool.call(_peak)
    await pool.call(_count, path, queries, now)
    after = await pool.call(_peak)
    pool.close()
    return before, after


def _count(path: Path, queries: Sequence[Query], now: datetime) -> int:
    counter = Counter(path)
    reports = counter.answer(queries, now)
    counter.close()
    return len(reports)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB
