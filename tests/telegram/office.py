"""The demo company on Telegram: the engine on a real file, the bot's web server, Telegram's server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.app import App, build
from bot.channels.base import Parcel
from bot.channels.pace import Pace
from bot.channels.telegram.channel import OVERALL
from bot.channels.telegram.messenger import TelegramMessenger, messenger
from bot.channels.telegram.settings import WEBHOOK_PATH
from bot.engine.arrivals import Arrival
from bot.tools.readers import Readers
from storage.blobs import Blobs
from storage.database import open_readonly
from storage.tables.base import table
from storage.tables.engine import InboxRow
from storage.work import SqlWork
from tests.chat import DATABASE, START, founded
from tests.fakes import CountingIds, FakeClock, LabelReader
from tests.peers.seconds import Seconds
from tests.peers.telegram.people import User
from tests.peers.telegram.server import TelegramServer

T = TypeVar("T")
REP, REP_ID = "Q011", 7001
"""叶小满, and her account."""
_INBOX = table(InboxRow)


class Office:
    """An installation, and Telegram before it. Nothing runs in the background."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        (data / DATABASE).write_bytes(founded())
        self.data = data
        self.clock = FakeClock(START)
        self.seconds = Seconds()
        self.server = TelegramServer(self.clock, seconds=self.seconds)
        self.env: dict[str, str] = {}
        self._ids = CountingIds()

    async def open(self, **more: str) -> None:
        """Begin, or begin again after a kill."""
        self.env |= more
        blobs = Blobs(self.data / "blobs")
        self.bot = bot(self.server, blobs, self.clock, self.seconds, **self.env)
        self.app: App = build(
            self.data,
            clock=self.clock,
            ids=self._ids,
            readers=Readers(LabelReader()),
            channels={"telegram": self.bot.channel},
        )
        await self.app.engine.recover()
        await self.bot.attend(self.app.engine)

    async def kill(self) -> None:
        """Nothing is flushed."""
        await self.bot.stop()
        self.app.close()

    def rep(self) -> User:
        """叶小满, bound and agreed."""
        return self.user(REP_ID, REP)

    def user(self, account: int, person_id: str) -> User:
        """Somebody of the company with an account."""
        now = self.clock.now()
        self.on_database(lambda w: w.addresses.bind("telegram", str(account), person_id, now))
        return self.server.user(account, person_id)

    async def settle(self) -> None:
        """Let the bot see and do what there is; a second goes by."""
        while await self.bot.poll_once():
            await self.app.engine.settle()
        await self.app.engine.settle()
        await self.bot.idle()
        self.clock.tick(seconds=1)
        self.seconds.tick(1)

    def on_database(self, look: Callable[[SqlWork], T]) -> T:
        return self.app.core.call(lambda c: look(SqlWork(c, self.app.caches))).result()

    def inbox(self) -> list[Any]:
        """Rows as another process sees them: what is here is committed."""
        engine = open_readonly(self.data / DATABASE)
        with engine.connect() as connection:
            rows = connection.execute(
                select(_INBOX).where(_INBOX.c.channel == "telegram").order_by(_INBOX.c.id)
            ).all()
        engine.dispose()
        return list(rows)


@asynccontextmanager
async def office(data: Path) -> AsyncIterator[Office]:
    """The demo company at 10:02 on a Monday."""
    opened = Office(data)
    await opened.server.start()
    await opened.open()
    yield opened
    await opened.kill()
    await opened.server.stop()


def bot(
    server: TelegramServer, blobs: Blobs, clock: FakeClock, seconds: Seconds, **env: str
) -> TelegramMessenger:
    """The messenger, connected to the test server; its pauses take no time."""
    pace = Pace(OVERALL, clock=seconds, sleep=seconds.sleep)
    return messenger({**server.env, **env}, blobs, clock, CountingIds(), pace=pace, sleep=never)


async def never(seconds: float) -> None:
    """A wait that only ends when it is given up."""
    del seconds
    await asyncio.Event().wait()


@asynccontextmanager
async def hooked(telegram: TelegramMessenger) -> AsyncIterator[str]:
    """The bot's web server; its address, before Telegram is told of it."""
    application = web.Application()
    application.add_routes(telegram.routes())
    server = TestServer(application)
    await server.start_server()
    yield str(server.make_url(WEBHOOK_PATH))
    await server.close()


def parcel(text: str = "好的", **more: Any) -> Parcel:
    """A message to 叶小满."""
    facts: Mapping[str, Any] = {
        "out_id": 1,
        "cause": None,
        "address": str(REP_ID),
        "chat": "private",
        "person_id": REP,
        "text": text,
        **more,
    }
    return Parcel(**facts)


class Notebook:
    """A desk that only writes down what it gets, and can fail."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.switched: list[tuple[str, str, bool]] = []
        self.marks: dict[str, str] = {}
        self.failures: list[Exception] = []
        """What the next arrivals meet."""

    async def post(self, arrival: Arrival) -> int | None:
        if self.failures:
            raise self.failures.pop(0)
        if arrival.key in {a.key for a in self.arrivals}:
            return None
        self.arrivals.append(arrival)
        return len(self.arrivals)

    async def reachable(self, channel: str, address: str, *, yes: bool) -> None:
        self.switched.append((channel, address, yes))

    async def mark(self, name: str, value: str) -> None:
        self.marks[name] = value
