"""In-flow updates against the floor: PTB's parsing and the same transaction, no thinking."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, select, update
from telegram import Update

from bot.app import App, build
from bot.bench.company import REPS, load_company, open_visits
from bot.engine.arrivals import Arrival
from bot.engine.core import Core
from bot.runtime import SystemClock, SystemIds, keep_what_start_made
from bot.tools.photos import HereReader
from bot.tools.readers import Readers
from storage.database import open_database
from storage.inbox import SqlInbox
from storage.work import SqlWork

_LINES = 10
_IN_FLIGHT = 32
_ROUNDS = 3
_TEXT = "已到店 S00238,库存 12箱,一切正常"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast updates went through."""

    per_second: float
    p99_ms: float
    cpu_us: float
    """Of an update, all threads; unlike the clock it does not see who else is on the machine."""


async def measure() -> dict[str, Any]:
    """The best of three rounds of each, taken in turn on one disk."""
    floors, ours_ = [], []
    for _ in range(_ROUNDS):
        with TemporaryDirectory() as folder:
            floors.append(await _floor(Path(folder) / "floor.sqlite"))
            ours_.append(await _ours(Path(folder) / "ours"))
    floor = max(floors, key=lambda pace: pace.per_second)
    ours = max(ours_, key=lambda pace: pace.per_second)
    return {
        "name": "floor",
        "n": REPS * _LINES,
        "figure": round(ours.per_second),
        "unit": "updates/s",
        "floor": round(floor.per_second),
        "ratio": round(ours.per_second / floor.per_second, 3),
        "p99_ms": round(ours.p99_ms, 1),
        "floor_p99_ms": round(floor.p99_ms, 1),
        "cpu_us": round(ours.cpu_us),
        "floor_cpu_us": round(floor.cpu_us),
    }


async def _pace(handle: Callable[[int], Awaitable[None]], count: int) -> Pace:
    """Run ``handle`` for each number, so many at a time."""
    numbers = iter(range(count))
    took: list[float] = []

    async def lane() -> None:
        for number in numbers:
            begin = time.perf_counter()
            await handle(number)
            took.append(time.perf_counter() - begin)

    begin, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(lane() for _ in range(_IN_FLIGHT)))
    elapsed, cpu = time.perf_counter() - begin, time.process_time() - cpu
    took.sort()
    return Pace(count / elapsed, took[int(len(took) * 0.99)] * 1000, cpu / count * 1e6)


def _parsed(number: int, text: str) -> Update:
    """One update as Telegram sends it, through python-telegram-bot."""
    rep = number % REPS + 1
    raw = json.dumps(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_764_000_000,
                "chat": {"id": rep, "type": "private", "first_name": "x"},
                "from": {"id": rep, "is_bot": False, "first_name": "x"},
                "text": text,
            },
        }
    )
    return Update.de_json(json.loads(raw))


_META = MetaData()
_INBOX = Table(
    "inbox",
    _META,
    Column("channel", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", String),
)
_DIALOG = Table(
    "dialog",
    _META,
    Column("chat", Integer, primary_key=True),
    Column("version", Integer),
    Column("state", String),
)
_EVIDENCE = Table(
    "evidence",
    _META,
    Column("id", Integer, primary_key=True),
    Column("visit", Integer, index=True),
    Column("sha", String),
    Column("meta", String),
)
_OUTBOX = Table(
    "outbox",
    _META,
    Column("id", Integer, primary_key=True),
    Column("chat", Integer),
    Column("body", String),
    Column("state", String, index=True),
)


async def _floor(path: Path) -> Pace:
    """Five statements an update: inbox, dialog read and written, evidence, outbox."""
    database = open_database(path.parent / "schema.sqlite")
    database.dispose()
    database = open_database(path)
    with database.begin() as connection:
        for table in ("inbox", "outbox", "evidence"):
            connection.exec_driver_sql(f"drop table {table}")
        _META.create_all(connection)
        connection.execute(
            insert(_DIALOG), [{"chat": i + 1, "version": 0, "state": _TEXT} for i in range(REPS)]
        )
    core = Core(database)

    async def handle(number: int) -> None:
        parsed = _parsed(number, _TEXT)
        await asyncio.wrap_future(core.call(lambda c: _transaction(c, number, parsed)))

    pace = await _pace(handle, REPS * _LINES)
    core.stop()
    database.dispose()
    return pace


def _transaction(connection: Connection, number: int, parsed: Update) -> None:
    message = parsed.effective_message
    chat, text = number % REPS + 1, (message.text or "") if message else ""
    connection.execute(insert(_INBOX), {"channel": "tg", "number": number, "body": text})
    row = connection.execute(select(_DIALOG).where(_DIALOG.c.chat == chat)).one()
    changed = {"version": row.version + 1, "state": text}
    connection.execute(update(_DIALOG).where(_DIALOG.c.chat == chat).values(changed))
    evidence = {"visit": number // 4, "sha": f"{number:064x}", "meta": text}
    connection.execute(insert(_EVIDENCE), evidence)
    connection.execute(insert(_OUTBOX), {"chat": chat, "body": text, "state": "new"})


async def _ours(data: Path) -> Pace:
    """A stock line of an open visit: kept, decided, its answer in the outbox."""
    app = build(
        data, clock=SystemClock(), ids=SystemIds(), readers=Readers(HereReader()), channels={}
    )
    places = load_company(app)
    await open_visits(app, places, "telegram")
    waiting: dict[int, asyncio.Event] = {}
    decider = asyncio.create_task(_decide(app, waiting))

    async def handle(number: int) -> None:
        text = f"{1000 + number // REPS} 12箱"
        parsed = _parsed(number, text)
        letter = await app.engine.post(_arrival(parsed, app.clock.now()))
        if letter is not None:
            done = waiting.setdefault(letter, asyncio.Event())
            await done.wait()

    keep_what_start_made()  # as ``run`` does when it is ready
    pace = await _pace(handle, REPS * _LINES)
    decider.cancel()
    _check(app)
    app.close()
    return pace


async def _decide(app: App, waiting: dict[int, asyncio.Event]) -> None:
    while True:
        for letter in await app.engine.decide():
            waiting.setdefault(letter, asyncio.Event()).set()
        await asyncio.sleep(0)


def _arrival(parsed: Update, now: datetime) -> Arrival:
    message = parsed.effective_message
    if message is None or message.from_user is None:
        raise ValueError("an update without a message")
    return Arrival(
        channel="telegram",
        key=str(parsed.update_id),
        address=str(message.from_user.id),
        kind="said",
        body={"text": message.text or ""},
        at=now,
        received_at=now,
    )


def _check(app: App) -> None:
    """A figure of something that did not happen would be worth nothing."""
    broken = app.core.call(lambda c: SqlInbox(c).parked()).result()
    visits = app.core.call(lambda c: SqlWork(c, app.caches).visits.all()).result()
    counted = sum(len(visit.items) for visit in visits)
    if broken or counted != REPS * _LINES:
        raise RuntimeError(f"{len(broken)} updates broke, {counted} of {REPS * _LINES} counted")
