"""One chat over a real wire: what people do, and what they see of the answers."""

import asyncio
import hashlib
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from bot.app import App, build
from bot.channels.base import Channel, Parcel
from bot.engine.arrivals import PRIVATE
from bot.tools.readers import Readers
from storage.work import SqlWork
from tests.chat import MANAGER, REP, START, Chat, Heard
from tests.fakes import FakeClock, Shot
from tests.voices import note

_BETWEEN_S = 6
"""Seconds between two things that people do."""
_WARM = timedelta(minutes=2)
"""How long the bot has been running when the story begins."""
_CAST = (REP, MANAGER)
"""Who has the chat open from the beginning."""


@dataclass(frozen=True)
class Act:
    """Something that somebody does."""

    who: str
    """Person id."""
    kind: str
    body: Mapping[str, Any]
    chat: str = PRIVATE
    late: timedelta = timedelta(0)
    """How long ago it was done: the messenger brings it only now."""
    key: str = ""
    """Under which a later edit finds it."""


@dataclass(frozen=True)
class Piece:
    """One message as it stands on a phone."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    """Label, and what a tap brings back."""
    picture: bytes = b""
    chat: str = PRIVATE


class WireChat(Chat):
    """What the three have in common. ``name`` and ``abilities`` are the messenger's."""

    name: ClassVar[str]
    abilities: ClassVar[frozenset[str]]
    """What people can do there: ``edit`` a message, ``forward``, send a picture as a ``file``, add a
    ``caption``, tell how exact a place is (``accuracy``), be delivered ``late``, speak in a ``group``."""

    def __init__(self, data: Path) -> None:
        self._open_at: set[str] = set()
        self._ids_of: dict[str, str] = {}
        super().__init__(data, channel=self.name)
        self.clock.tick(seconds=_WARM.total_seconds())
        self.run(self._arrive_at_work())

    def can(self, ability: str) -> bool:
        """Whether people can do that on this channel."""
        return ability in self.abilities

    # what people do

    def uploads(self, name: str, data: bytes, **more: Any) -> Heard:
        """Send a document."""
        return self._arrives("file", {"name": name, "data": data}, **more)

    def speaks(self, text: str = "", *, fails: str = "", **more: Any) -> Heard:
        """Send a voice note."""
        data = note(text, fails=fails, magic=b"#!AMR\n")
        return self._arrives("voice", {"data": data}, **more)

    def taps(self, label: str, *, who: str = "") -> Heard:
        """The newest button of that label on that person's phone."""
        return self._arrives("tap", {"label": label}, who=who)

    def sends_file(self, shot: Shot) -> Heard:
        """A picture as a file, as it was made."""
        return self._arrives("picture_file", {"data": shot.data})

    # what the world does

    def delivers_again(self) -> None:
        """The messenger brings the newest message once more."""
        self.run(self._again())

    def line_breaks(self) -> None:
        """The next answer does not get through at once."""
        self.run(self._break())

    def waits(self, **by: float) -> Heard:
        """Time goes by, and people look at their phones again."""
        heard = super().waits(**by)
        return Heard((*heard.parcels, *self._settle().parcels))

    def restarts(self) -> None:
        """A kill: nothing is flushed."""
        self.run(self._leave())
        super().restarts()

    def close(self) -> None:
        """Everything is over, the messenger's server too."""
        self.run(self._leave())
        self.run(self._over())
        super().close()

    # the machinery

    def person_id(self, name: str) -> str:
        """Nobody changes their name in a story."""
        if name not in self._ids_of:
            self._ids_of[name] = super().person_id(name)
        return self._ids_of[name]

    def _build(self) -> App:
        if not hasattr(self, "app"):
            self.clock = FakeClock(START - _WARM)
        return self.run(self._put_together())

    async def _put_together(self) -> App:
        channel = await self._connect()
        app = build(
            self.data,
            clock=self.clock,
            ids=self._ids,
            readers=Readers(self._photo_reader(), self.hearer),
            channels={self.name: channel},
        )
        await self._attend(app)
        return app

    async def _arrive_at_work(self) -> None:
        """Everybody has this channel and no other."""
        now = self.clock.now()

        def move(work: SqlWork) -> None:
            work.connection.exec_driver_sql("delete from address")
            for person_id in work.directory.organisation.people:
                work.addresses.bind(self.name, self._account(person_id), person_id, now)

        await asyncio.to_thread(self.on_database, move)
        for person_id in self.on_database(lambda work: [*work.directory.organisation.people]):
            self._hand_phone(person_id)
        for name in _CAST:
            self._open_at.add(self.person_id(name))

    def _post_photo(
        self, shot: Shot | bytes, caption: str, album: str, more: Mapping[str, Any]
    ) -> None:
        data = shot if isinstance(shot, bytes) else shot.data
        self._post("photo", {"data": data, "caption": caption, "album": album}, **more)

    def _post(self, kind: str, body: dict[str, Any], **more: Any) -> int | None:
        who = self.person_id(more.pop("who", "") or self.who)
        sent_at = more.pop("sent_at", None)
        provenance = more.pop("provenance", "")
        if provenance:
            body = {**body, "forwarded": provenance == "forwarded"}
        assert self.can("group") or more.get("chat", PRIVATE) == PRIVATE, "no groups here"
        self._count += 1
        self.clock.tick(seconds=_BETWEEN_S)
        late = self.clock.now() - sent_at if sent_at else timedelta(0)
        assert self.can("late") or not late, "nothing is late on this channel"
        self._open_at.add(who)
        self.run(self._do(Act(who, kind, body, late=late, **more)))
        return None

    def _settle(self, *, holds: bool = False, by: str = "") -> Heard:
        self.run(self._work(holds=holds))
        heard = []
        for person_id in sorted(self._open_at):
            pieces = self.run(self._seen(person_id))
            heard += [self._as_parcel(person_id, piece) for piece in self._joined(pieces)]
        self.history += heard
        return Heard(tuple(heard), self.person_id(by or self.who))

    def _joined(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What belongs to one answer, as one."""
        answers: list[Piece] = []
        for piece in pieces:
            if answers and self._goes_on(answers[-1], piece):
                text = "\n".join(t for t in (answers[-1].text, piece.text) if t)
                answers[-1] = replace(piece, text=text, picture=answers[-1].picture)
            else:
                answers.append(piece)
        return answers

    def _goes_on(self, before: Piece, piece: Piece) -> bool:
        """Whether a message is the rest of the one before: the words after a picture that had none."""
        return bool(before.picture and not before.text and not piece.picture)

    def _as_parcel(self, person_id: str, piece: Piece) -> Parcel:
        return Parcel(
            out_id=0,
            cause=None,
            address=self._account(person_id),
            chat=piece.chat,
            person_id=person_id,
            text=piece.text,
            buttons=piece.buttons,
            image=hashlib.sha256(piece.picture).hexdigest() if piece.picture else "",
        )

    # what is each messenger's own

    @abstractmethod
    def _account(self, person_id: str) -> str:
        """How the messenger calls a person."""

    @abstractmethod
    def _hand_phone(self, person_id: str) -> None:
        """Give somebody the messenger; the bot may write to them."""

    @abstractmethod
    async def _connect(self) -> Channel:
        """Make the messenger, and its server when there is none yet."""

    @abstractmethod
    async def _attend(self, app: App) -> None:
        """Let the bot take what comes."""

    @abstractmethod
    async def _leave(self) -> None:
        """The bot's process ends."""

    @abstractmethod
    async def _over(self) -> None:
        """The messenger's server ends."""

    @abstractmethod
    async def _do(self, act: Act) -> None:
        """Somebody does something; returns when the bot has it, or can get it."""

    @abstractmethod
    async def _again(self) -> None:
        """See ``delivers_again``."""

    @abstractmethod
    async def _break(self) -> None:
        """See ``line_breaks``."""

    @abstractmethod
    async def _work(self, *, holds: bool) -> None:
        """Let the bot do what there is to do."""

    @abstractmethod
    async def _seen(self, person_id: str) -> Sequence[Piece]:
        """What has come to a phone since the last look."""
