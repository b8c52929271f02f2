"""A chat on WeCom: encrypted callbacks, its API, cards, through WeCom's test server."""

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import App
from bot.channels.base import Channel
from bot.channels.wecom.callback import PATH
from bot.channels.wecom.messenger import messenger
from domain.geo import Point, to_gcj02
from storage.blobs import Blobs
from tests.drivers.wire import Act, Piece, WireChat
from tests.peers.wecom import Member, WeComServer
from tests.peers.wecom.caller import Caller


class _Postman(Caller):
    """Remembers what it delivered last, and may have been kept waiting."""

    last: Mapping[str, Any]
    late_s = 0

    async def deliver(self, fields: Mapping[str, Any]) -> bool:
        self.last = {**fields, "CreateTime": fields["CreateTime"] - self.late_s}
        return await super().deliver(self.last)


class WeComChat(WireChat):
    """See ``WireChat``. Places are picked on its map, in Chinese coordinates."""

    name = "wecom"
    abilities = frozenset({"late"})
    server: WeComServer | None = None

    def _account(self, person_id: str) -> str:
        return person_id if person_id.isascii() else "nobody"

    def _hand_phone(self, person_id: str) -> None:
        self._server.member(self._account(person_id))

    async def _connect(self) -> Channel:
        if self.server is None:
            self.server = WeComServer(self.clock)
            await self.server.__aenter__()
            old = self.server.caller
            self._postman = self.server.caller = _Postman(
                self.clock, old.corp_id, old.agent_id, old.token, old.aes_key
            )
            self._looked: dict[str, int] = {}
        blobs = Blobs(self.data / "blobs")
        self._bot = messenger(self.server.env, blobs, self.clock, self._ids, sleep=self._sleep)
        application = web.Application()
        application.add_routes(self._bot.routes())
        self._web = TestServer(application)
        await self._web.start_server()
        self.server.callback = str(self._web.make_url(PATH))
        return self._bot.channel

    async def _attend(self, app: App) -> None:
        await self._bot.start(app.engine)
        await self._bot.quiet()

    async def _leave(self) -> None:
        await self._bot.stop()
        await self._web.close()

    async def _over(self) -> None:
        await self._server.__aexit__(None, None, None)

    @property
    def _server(self) -> WeComServer:
        assert self.server is not None
        return self.server

    async def _sleep(self, seconds: float) -> None:
        self.clock.tick(seconds=seconds)

    async def _do(self, act: Act) -> None:
        member = self._server.member(self._account(act.who))
        self._postman.late_s = int(act.late.total_seconds())
        doing: Awaitable[bool] = getattr(self, f"_{act.kind}")(member, act.body)
        assert await doing, "WeCom gave up: the bot did not take it"

    async def _again(self) -> None:
        self._postman.late_s = 0
        assert await self._postman.deliver(self._postman.last)

    async def _break(self) -> None:
        self._server.fails("message/send", -1)

    async def _work(self, *, holds: bool) -> None:
        await self._bot.quiet()
        await self.app.engine.settle(holds=holds)
        await self._bot.quiet()

    async def _seen(self, person_id: str) -> Sequence[Piece]:
        member = self._server.member(self._account(person_id))
        assert member.dropped == 0, "more than WeCom lets through"
        fresh = member.seen[self._looked.get(person_id, 0) :]
        self._looked[person_id] = len(member.seen)
        return [Piece(s.text, tuple(s.keys.items()), s.picture) for s in fresh]

    def _goes_on(self, before: Piece, piece: Piece) -> bool:
        """A card is the end of the words before it."""
        card = bool(piece.buttons and not before.buttons)
        return card or super()._goes_on(before, piece)

    # acts

    def _said(self, member: Member, body: Mapping[str, Any]) -> Awaitable[bool]:
        return member.says(body["text"])

    def _place(self, member: Member, body: Mapping[str, Any]) -> Awaitable[bool]:
        assert not body.get("forwarded"), "WeCom marks no forwards"
        shifted = to_gcj02(Point(body["lat"], body["lon"]))
        return member.picks(round(shifted.lat, 6), round(shifted.lon, 6))

    def _photo(self, member: Member, body: Mapping[str, Any]) -> Awaitable[bool]:
        assert not body["caption"], "WeCom's pictures have no words"
        assert not body.get("forwarded"), "WeCom marks no forwards"
        return member.sends_photo(body["data"])

    def _file(self, member: Member, body: Mapping[str, Any]) -> Awaitable[bool]:
        return member.sends_file(body["name"], body["data"])

    def _voice(self, member: Member, body: Mapping[str, Any]) -> Awaitable[bool]:
        return member.sends_voice(body["data"])

    def _tap(self, member: Member, body: Mapping[str, Any]) -> Awaitable[bool]:
        return member.taps(body["label"])
