"""A chat on Telegram: polling, files, keyboards, all through the Bot API's test server."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.app import App
from bot.channels.base import Channel
from storage.blobs import Blobs
from tests.drivers.wire import Act, Piece, WireChat
from tests.fakes import FakeClock
from tests.peers.seconds import Seconds
from tests.peers.telegram.people import Group, User
from tests.peers.telegram.schema import RefusedError
from tests.peers.telegram.server import TelegramServer
from tests.peers.telegram.world import Shown
from tests.telegram.office import bot

_FIRST_ACCOUNT = 7000
_STRANGER = 9999


class _StorySeconds(Seconds):
    """The story's time, and what the bot waited on top of it."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock

    def __call__(self) -> float:
        return self._clock.now().timestamp() + self.now


class TelegramChat(WireChat):
    """See ``WireChat``."""

    name = "telegram"
    abilities = frozenset(
        {"edit", "forward", "file", "caption", "album", "accuracy", "late", "group"}
    )
    server: TelegramServer | None = None

    def _account(self, person_id: str) -> str:
        number = person_id.removeprefix("Q")
        return str(_FIRST_ACCOUNT + int(number) if number.isdecimal() else _STRANGER)

    def _hand_phone(self, person_id: str) -> None:
        self._user(person_id)

    async def _connect(self) -> Channel:
        if self.server is None:
            self._seconds = _StorySeconds(self.clock)
            self.server = await TelegramServer(self.clock, seconds=self._seconds).start()
            self.server.rates.on = True
            self._users: dict[str, User] = {}
            self._groups: dict[str, Group] = {}
            self._written: dict[str, Shown] = {}
            self._looked: dict[int, int] = {}
        self._bot = bot(self.server, Blobs(self.data / "blobs"), self.clock, self._seconds)
        return self._bot.channel

    async def _attend(self, app: App) -> None:
        await self._bot.attend(app.engine)

    async def _leave(self) -> None:
        await self._bot.stop()

    async def _over(self) -> None:
        await self._server.stop()

    @property
    def _server(self) -> TelegramServer:
        assert self.server is not None
        return self.server

    def _user(self, person_id: str) -> User:
        if person_id not in self._users:
            number = int(self._account(person_id))
            self._users[person_id] = self._server.user(number, person_id)
        return self._users[person_id]

    async def _do(self, act: Act) -> None:
        user, at = self._user(act.who), self.clock.now() - act.late
        shown = getattr(self, f"_{act.kind}")(user, act, at)
        if act.key:
            self._written[act.key] = shown

    async def _again(self) -> None:
        self._server.updates.repeat()

    async def _break(self) -> None:
        self._server.trouble.append(RefusedError(500, "Internal Server Error"))

    async def _work(self, *, holds: bool) -> None:
        while await self._bot.poll_once():
            await self.app.engine.settle(holds=holds)
        await self.app.engine.settle(holds=holds)
        await self._bot.idle()
        assert not [r for r in self._server.refused if "Internal" not in r], self._server.refused

    async def _seen(self, person_id: str) -> Sequence[Piece]:
        private = self._news(self._user(person_id).chat.id, "private", self._user(person_id).seen)
        groups = [
            piece
            for name, group in self._groups.items()
            for piece in self._news(group.chat.id, name, group.seen)
        ]
        return [*private, *groups]

    def _news(self, chat: int, name: str, seen: Sequence[Shown]) -> list[Piece]:
        fresh = [shown for shown in seen if shown.number > self._looked.get(chat, 0)]
        if fresh:
            self._looked[chat] = fresh[-1].number
        return [
            Piece(s.text, tuple(b for row in s.inline for b in row), s.photo, name) for s in fresh
        ]

    # acts

    def _said(self, user: User, act: Act, at: datetime) -> Shown:
        if act.chat == "private":
            return user.says(act.body["text"], at=at)
        if act.chat not in self._groups:
            number = -100_000 - len(self._groups)
            self._groups[act.chat] = self._server.group(number, act.chat)
        return user.says(act.body["text"], chat=self._groups[act.chat], at=at)

    def _place(self, user: User, act: Act, at: datetime) -> Shown:
        body = act.body
        forwarded = bool(body.get("forwarded"))
        return user.shares(
            body["lat"], body["lon"], accuracy=body["accuracy_m"], forwarded=forwarded, at=at
        )

    def _photo(self, user: User, act: Act, at: datetime) -> Shown:
        body = act.body
        how: dict[str, Any] = {"album": body["album"], "forwarded": bool(body.get("forwarded"))}
        return user.sends_photo(body["data"], body["caption"], at=at, **how)

    def _picture_file(self, user: User, act: Act, at: datetime) -> Shown:
        return user.sends_file(act.body["data"], "IMG_2025.jpg", "image/jpeg", at=at)

    def _file(self, user: User, act: Act, at: datetime) -> Shown:
        return user.sends_file(act.body["data"], act.body["name"], at=at)

    def _voice(self, user: User, act: Act, at: datetime) -> Shown:
        return user.speaks(act.body["data"], at=at)

    def _tap(self, user: User, act: Act, at: datetime) -> None:
        del at  # a query has no time of its own
        user.taps(act.body["label"])

    def _edit(self, user: User, act: Act, at: datetime) -> None:
        user.edits(self._written[act.body["of"]], act.body["text"], at=at)
