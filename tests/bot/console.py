"""The console as a browser would use it: aiohttp's client on the real engine and a real file."""

import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse, ClientWebSocketResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.app import App, build
from bot.channels.console.channel import ConsoleChannel
from bot.channels.console.pages import NEEDED, Pages
from bot.channels.console.server import Console
from bot.cli.serve import install
from bot.tools.readers import Readers
from storage.blobs import Blobs
from storage.database import open_readonly
from storage.tables.base import table
from storage.tables.engine import InboxRow
from storage.work import SqlWork
from tests.fakes import CountingIds, FakeClock, LabelReader

T = TypeVar("T")
REP, OTHER, MANAGER = "Q011", "Q012", "Q004"
OTHER_NAME = "bihuan.example"
"""A name that the server goes by, and that is not this machine's own."""
START = datetime(2026, 11, 23, 10, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
BASE = "http://127.0.0.1:8080/"
SZ101 = {"kind": "place", "lat": 31.3196, "lon": 120.6773, "live": True, "accuracy_m": 20}
_INBOX = table(InboxRow)


class Tab:
    """One open page."""

    def __init__(self, desk: "Desk", socket: ClientWebSocketResponse) -> None:
        self._desk = desk
        self.socket = socket

    async def sends(self, **message: Any) -> dict[str, Any]:
        """Send, and read up to the answer."""
        message.setdefault("id", new_id())
        await self.socket.send_json(message)
        while True:
            got = await self.next()
            if "ack" in got or "error" in got:
                return got

    async def says(self, text: str) -> dict[str, Any]:
        """Say something and get the bot's answer."""
        await self.sends(kind="said", text=text)
        return await self.hears()

    async def hears(self) -> dict[str, Any]:
        """Let the bot do what there is to do; the next message of it."""
        await self._desk.settle()
        while True:
            got = await self.next()
            if "message" in got:
                return got

    async def next(self) -> dict[str, Any]:
        got: dict[str, Any] = await self.socket.receive_json(timeout=5)
        return got

    async def quiet(self) -> bool:
        """Whether nothing is waiting: a ping comes back first."""
        await self.socket.send_json({"kind": "ping"})
        return await self.next() == {"pong": True}


class Desk:
    """An installation of the demo company and a client before it."""

    def __init__(self, app: App, client: "TestClient[Any, Any]", data: Path) -> None:
        self.app = app
        self.client = client
        self.data = data

    async def settle(self) -> None:
        await self.app.engine.settle()
        clock = self.app.clock
        assert isinstance(clock, FakeClock)
        clock.tick(seconds=1)

    @asynccontextmanager
    async def tab(self, who: str, since: int = 0, token: str = "") -> AsyncIterator[Tab]:
        """A page that has been greeted; ``history`` is read by whoever wants it."""
        token = token or self.link(who)
        async with self.client.ws_connect(f"/ws?token={token}&since={since}") as socket:
            tab = Tab(self, socket)
            assert (await tab.next())["hello"]["person"] == who
            yield tab

    async def history(self, who: str, since: int = 0) -> list[dict[str, Any]]:
        """What a page that is opened now shows."""
        async with self.tab(who, since) as tab:
            items: list[dict[str, Any]] = (await tab.next())["history"]
            return items

    async def upload(self, who: str, data: bytes, **query: str) -> ClientResponse:
        asked = {"token": self.link(who), "id": new_id(), "kind": "photo", **query}
        return await self.client.post("/upload", params=asked, data=data)

    def link(self, who: str) -> str:
        """A fresh personal link."""
        token = self.app.ids.secret()
        self.on_database(lambda work: work.links.make(who, token, self.app.clock.now()))
        return token

    def revoke(self, who: str) -> None:
        self.on_database(lambda work: work.links.revoke(who, self.app.clock.now()))

    def on_database(self, look: Callable[[SqlWork], T]) -> T:
        return self.app.core.call(lambda c: look(SqlWork(c, self.app.caches))).result()

    def inbox(self, kind: str) -> list[Any]:
        """Rows as another process sees them: what is here is committed."""
        engine = open_readonly(self.data / "bihuan.sqlite")
        with engine.connect() as connection:
            rows = connection.execute(select(_INBOX).where(_INBOX.c.kind == kind)).all()
        engine.dispose()
        return list(rows)


@asynccontextmanager
async def desk(data: Path, library: Path | None = None) -> AsyncIterator[Desk]:
    """A console with nothing running in the background: ``settle`` does the bot's work."""
    clock = FakeClock(START)
    channel = ConsoleChannel(clock, Blobs(data / "blobs").read)
    app = build(
        data,
        clock=clock,
        ids=CountingIds(),
        readers=Readers(LabelReader()),
        channels={"console": channel},
    )
    install(app, BASE)
    console = Console(app, channel, ["127.0.0.1", OTHER_NAME], Pages(library or fetched(data)))
    async with TestClient(TestServer(console.application())) as client:
        yield Desk(app, client, data)
    app.close()


def fetched(data: Path) -> Path:
    """A directory that looks as if the browser libraries had been fetched."""
    library = data / "library"
    library.mkdir(exist_ok=True)
    (library / NEEDED).write_text("// deep-chat", "utf-8")
    return library


def new_id() -> str:
    return str(uuid.uuid1())


def said(items: list[dict[str, Any]]) -> list[str]:
    """What stands in a history, line by line, with > before one's own."""
    return [("> " if "mine" in i else "") + i["text"].split("\n")[0] for i in items]


def text_of(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False)
