"""A chat in the browser console: pages on their WebSockets, and uploads."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App
from bot.channels.base import Channel
from bot.channels.console.channel import ConsoleChannel
from bot.channels.console.server import Console
from tests.chat import Heard
from tests.drivers.wire import Act, Piece, WireChat

_PING = {"kind": "ping"}


class _Page:
    """One person's page; it comes back when the line broke, and catches up."""

    def __init__(self, link: str) -> None:
        self.link = link
        self.items: list[Mapping[str, Any]] = []
        """What the bot said, oldest first."""
        self.looked = 0
        self._socket: ClientWebSocketResponse | None = None

    async def open(self, client: "TestClient[Any, Any]") -> None:
        if self._socket is not None:
            return
        since = self.items[-1]["message"] if self.items else 0
        self._socket = await client.ws_connect(f"/ws?token={self.link}&since={since}")
        await self._socket.receive_json(timeout=5)
        for item in (await self._socket.receive_json(timeout=5))["history"]:
            self._keep(item)

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    async def asks(self, message: Mapping[str, Any], answer: str) -> None:
        """Send, and read up to the answer; what comes before it is kept."""
        assert self._socket is not None
        await self._socket.send_json(message)
        while True:
            got = await self._socket.receive_json(timeout=5)
            if answer in got:
                return
            assert "error" not in got, got
            self._keep(got)

    def token(self, label: str) -> str:
        for item in reversed(self.items):
            for button in item["buttons"]:
                if label in button["label"]:
                    return str(button["token"])
        raise AssertionError(f"no button {label!r}")

    def _keep(self, item: Mapping[str, Any]) -> None:
        shown = {kept["message"] for kept in self.items}
        if "message" in item and item["message"] not in shown:
            self.items.append(item)


class ConsoleChat(WireChat):
    """See ``WireChat``. A page's own clock proves nothing, so nothing is late there."""

    name = "console"
    abilities = frozenset({"caption", "album", "accuracy"})

    def _account(self, person_id: str) -> str:
        return person_id

    def _hand_phone(self, person_id: str) -> None:
        """A page is opened when it is looked at."""

    async def _connect(self) -> Channel:
        self._channel = ConsoleChannel(self.clock)
        if not hasattr(self, "_pages"):
            self._pages: dict[str, _Page] = {}
            self._last: tuple[Act, str]
            self._broken = False
        return self._channel

    async def _attend(self, app: App) -> None:
        console = Console(app, self._channel, ["127.0.0.1"])
        self._client = TestClient(TestServer(console.application()))
        await self._client.start_server()

    async def _leave(self) -> None:
        for page in self._pages.values():
            await page.close()
        await self._client.close()

    async def _over(self) -> None:
        """There is no server but the bot's own."""

    def waits(self, **by: float) -> Heard:
        """By then the line holds again."""
        self._broken = False
        return super().waits(**by)

    def _page(self, person_id: str) -> _Page:
        if person_id not in self._pages:
            link, now = self._ids.secret(), self.clock.now()
            self.on_database(lambda work: work.links.make(person_id, link, now))
            self._pages[person_id] = _Page(link)
        return self._pages[person_id]

    async def _do(self, act: Act) -> None:
        self._last = act, str(uuid.uuid1())
        await self._send(*self._last)

    async def _send(self, act: Act, message_id: str) -> None:
        page, body = self._page(act.who), act.body
        if "data" in body:
            given = {n: body[n] for n in ("caption", "name") if n in body}
            if body.get("album"):
                given["album"] = f"chosen-at-once-{body['album']}"
            query = {"token": page.link, "id": message_id, "kind": act.kind, **given}
            async with self._client.post("/upload", params=query, data=body["data"]) as answer:
                assert answer.status == 200, await answer.text()
            return
        await page.open(self._client)
        more = {"token": page.token(body["label"])} if act.kind == "tap" else body
        kind = "press" if act.kind == "tap" else act.kind
        await page.asks({"id": message_id, "kind": kind, **more}, "ack")

    async def _again(self) -> None:
        await self._send(*self._last)

    async def _break(self) -> None:
        for page in self._pages.values():
            await page.close()
        self._broken = True

    async def _work(self, *, holds: bool) -> None:
        await self.app.engine.settle(holds=holds)

    async def _seen(self, person_id: str) -> Sequence[Piece]:
        if self._broken:
            return []
        page = self._page(person_id)
        await page.open(self._client)
        await page.asks(_PING, "pong")
        fresh, page.looked = page.items[page.looked :], len(page.items)
        return [await self._piece(item, page.link) for item in fresh]

    async def _piece(self, item: Mapping[str, Any], link: str) -> Piece:
        picture = b""
        if item["image"]:
            async with self._client.get(item["image"], params={"token": link}) as answer:
                assert answer.status == 200
                picture = await answer.read()
        buttons = tuple((b["label"], b["token"]) for b in item["buttons"])
        return Piece(item["text"], buttons, picture)
