"""The demo company on WeCom: the engine on a real file, the bot's web server, WeCom's server."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.app import App, build
from bot.channels.base import Desk, Parcel
from bot.channels.wecom.callback import PATH
from bot.channels.wecom.channel import WeComChannel
from bot.channels.wecom.messenger import messenger
from bot.engine.arrivals import Arrival
from bot.tools.readers import Readers
from storage.blobs import Blobs
from storage.database import open_readonly
from storage.tables.base import table
from storage.tables.engine import InboxRow
from storage.work import SqlWork
from tests.chat import DATABASE, START, founded
from tests.fakes import CountingIds, FakeClock, LabelReader
from tests.peers.wecom import Member, WeComServer

T = TypeVar("T")
REP = "Q011"
"""叶小满, under the userid that everybody of the demo company is bound by."""
_INBOX = table(InboxRow)


class Office:
    """The demo company's installation, and WeCom before it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.clock = FakeClock(START)
        self.server = WeComServer(self.clock)
        self.waited: list[float] = []
        """Seconds that the bot waited; the clock went on by them."""

    async def open(self) -> None:
        ids = CountingIds()
        blobs = Blobs(self.data / "blobs")
        self.bot = messenger(self.server.env, blobs, self.clock, ids, sleep=self._sleep)
        self.app: App = build(
            self.data,
            clock=self.clock,
            ids=ids,
            readers=Readers(LabelReader()),
            channels={"wecom": self.bot.channel},
        )
        self.web = TestServer(self._application())
        await self.web.start_server()
        self.server.callback = str(self.web.make_url(PATH))

    async def close(self) -> None:
        await self.bot.stop()
        await self.web.close()
        self.app.close()

    async def restart(self) -> None:
        """Another process on the same data."""
        await self.close()
        await self.open()
        await self.start()
        await self.app.engine.recover()

    async def start(self, desk: Desk | None = None) -> None:
        await self.bot.start(desk or self.app.engine)
        await self.bot.quiet()

    @property
    def channel(self) -> WeComChannel:
        """What the relay sends by."""
        found = self.bot.channel
        assert isinstance(found, WeComChannel)
        return found

    def rep(self) -> Member:
        return self.server.member(REP)

    async def settle(self) -> None:
        """Let the bot do what there is to do; a second goes by."""
        await self.bot.quiet()
        await self.app.engine.settle()
        self.clock.tick(seconds=1)

    def on_database(self, look: Callable[[SqlWork], T]) -> T:
        return self.app.core.call(lambda c: look(SqlWork(c, self.app.caches))).result()

    def inbox(self) -> list[Any]:
        """Rows as another process sees them: what is here is committed."""
        engine = open_readonly(self.data / DATABASE)
        with engine.connect() as connection:
            rows = connection.execute(select(_INBOX).order_by(_INBOX.c.id)).all()
        engine.dispose()
        return list(rows)

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.clock.tick(seconds=seconds)

    def _application(self) -> web.Application:
        application = web.Application()
        application.add_routes(self.bot.routes())
        return application


@asynccontextmanager
async def office(data: Path) -> AsyncIterator[Office]:
    """Everybody of the demo company is bound by their number, and has agreed."""
    _found(data)
    opened = Office(data)
    async with opened.server:
        await opened.open()
        await opened.start()
        yield opened
        await opened.close()


def _found(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    (data / DATABASE).write_bytes(founded())


class Notebook:
    """A desk that only writes down what it gets, and can be full."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.switched: list[tuple[str, str, bool]] = []
        self.failures = 0
        """How many of the next arrivals can't be kept."""

    async def post(self, arrival: Arrival) -> int | None:
        if self.failures > 0:
            self.failures -= 1
            raise OSError("disk full")
        if arrival.key in {a.key for a in self.arrivals}:
            return None
        self.arrivals.append(arrival)
        return len(self.arrivals)

    async def reachable(self, channel: str, address: str, *, yes: bool) -> None:
        self.switched.append((channel, address, yes))

    async def mark(self, name: str, value: str) -> None:
        raise AssertionError(f"WeCom marks nothing, and not {name} {value}")


def parcel(text: str = "已提交", out_id: int = 7, address: str = REP, **more: object) -> Parcel:
    return Parcel(
        out_id=out_id,
        cause=1,
        address=address,
        chat="private",
        person_id=REP,
        text=text,
        **more,  # type: ignore[arg-type]
    )
