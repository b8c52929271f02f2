"""The one client of conversation tests: a person talking to the real engine."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.app import App, build
from bot.channels.base import Parcel
from bot.channels.script import BadNetwork, ScriptChannel
from bot.demo.company import demo_sheets
from bot.engine.arrivals import Arrival
from bot.tools.photos import PhotoReader
from bot.tools.readers import Readers
from domain.visits import Visit
from handlers.capabilities import CAPABILITIES
from storage.loading import import_sheets
from storage.work import SqlWork
from tests.fakes import CountingIds, FakeClock, LabelReader, Shot
from tests.voices import ToldHearer, note

T = TypeVar("T")
START = datetime(2026, 11, 23, 10, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
REP, OTHER_REP, PROMOTER, MANAGER, ADMIN = "叶小满", "白一鸣", "江雨桐", "苏婉清", "卫宁"
DATABASE = "bihuan.sqlite"
STORE = (31.3196, 120.6773)
"""湖畔生活超市 SZ101."""


@dataclass(frozen=True)
class Heard:
    """What reached people after one thing was said or done."""

    parcels: tuple[Parcel, ...]
    writer: str = ""
    """Person id of who said or did it; empty when time alone went by."""

    @property
    def _last(self) -> Parcel | None:
        """The last message to the writer, else to anybody."""
        own = [p for p in self.parcels if p.person_id == self.writer]
        return (own or self.parcels or (None,))[-1]

    @property
    def text(self) -> str:
        """The words of the last message to the writer."""
        return self._last.text if self._last else ""

    @property
    def buttons(self) -> list[str]:
        """The labels under it."""
        return [label for label, _ in self._last.buttons] if self._last else []

    def to(self, person_id: str) -> "Heard":
        """What reached one person."""
        return Heard(tuple(p for p in self.parcels if p.person_id == person_id), person_id)

    def __len__(self) -> int:
        return len(self.parcels)


@cache
def founded() -> bytes:
    """The database of the demo company, founded once a run; every test begins with a copy."""
    with TemporaryDirectory() as folder:
        chat = Chat(Path(folder), founding=True)
        chat.close()
        return (Path(folder) / DATABASE).read_bytes()


class Chat:
    """A company with the engine running; people are named by name."""

    def __init__(
        self, data: Path, *, who: str = REP, channel: str = "console", founding: bool = False
    ) -> None:
        self.data = data
        self.clock = FakeClock(START)
        self.reader, self.hearer = LabelReader(), ToldHearer()
        self.who = who
        self.channel = channel
        self.history: list[Parcel] = []
        self._ids = CountingIds()
        self._runner = asyncio.Runner()
        self._count = 0
        if not founding:
            data.mkdir(parents=True, exist_ok=True)
            (data / DATABASE).write_bytes(founded())
        self.app = self._build()
        if founding:
            self.on_database(self._found)

    def _build(self) -> App:
        self.network = BadNetwork()
        self.channels = {name: self._script_channel(name) for name in CAPABILITIES}
        return build(
            self.data,
            clock=self.clock,
            ids=self._ids,
            readers=Readers(self._photo_reader(), self.hearer),
            channels=self.channels,
        )

    def _script_channel(self, name: str) -> ScriptChannel:
        return ScriptChannel(name, self.network)

    def _photo_reader(self) -> PhotoReader:
        return self.reader

    def _found(self, work: SqlWork) -> None:
        now = self.clock.now()
        import_sheets(
            work, demo_sheets(START.date()), at=now, by="test", batch_id="b0", file_name="demo"
        )
        for person in work.directory.organisation.people.values():
            for channel in CAPABILITIES:
                work.addresses.bind(channel, person.id, person.id, now)
            work.consent(person.id, now)

    # what people do

    def says(self, text: str, **more: Any) -> Heard:
        return self._arrives("said", {"text": text, "addressed": True}, **more)

    def at(self, place: tuple[float, float] = STORE, **more: Any) -> Heard:
        body = {"lat": place[0], "lon": place[1], "datum": "wgs84", "live": True, "accuracy_m": 20}
        return self._arrives("place", {**body, **more.pop("body", {})}, **more)

    def forwards_place(self, place: tuple[float, float] = STORE) -> Heard:
        """Somebody else's location, passed on."""
        return self.at(place, body={"forwarded": True})

    def sends(self, *shots: Shot | bytes, caption: str = "", album: str = "", **more: Any) -> Heard:
        """Photos, one after another; several at once are an album and get one answer."""
        album = album or (f"album{self._count}" if len(shots) > 1 else "")
        for shot in shots[:-1]:
            self._post_photo(shot, caption, album, more)
            self._settle(holds=True)
        self._post_photo(shots[-1], caption, album, more)
        return self._settle(by=more.get("who", ""))

    def post_text(self, text: str) -> None:
        """Say something and don't wait."""
        self._post("said", {"text": text, "addressed": True})

    def post_photo(self, shot: Shot) -> None:
        """Send a photo and don't wait."""
        self._post_photo(shot, "", "", {})

    def uploads(self, name: str, data: bytes, **more: Any) -> Heard:
        sha256 = self.app.blobs.put(data)
        return self._arrives("file", {"sha256": sha256, "name": name}, **more)

    def edits(self, key: str, text: str, **more: Any) -> Heard:
        """Word an earlier message anew."""
        return self._arrives("edit", {"of": key, "text": text}, **more)

    def speaks(self, text: str = "", *, fails: str = "", **more: Any) -> Heard:
        sha256 = self.app.blobs.put(note(text, fails=fails))
        return self._arrives("voice", {"sha256": sha256}, **more)

    def taps(self, label: str, *, who: str = "") -> Heard:
        """The newest visible button of that label."""
        for parcel in reversed(self.history):
            for shown, token in parcel.buttons:
                if label in shown:
                    return self._arrives("press", {"token": token}, who=who)
        raise AssertionError(f"no button {label!r}")

    def presses(self, token: str, *, who: str = "") -> Heard:
        """A token as some client sends it."""
        return self._arrives("press", {"token": token}, who=who)

    # what the world does

    def restarts(self) -> None:
        """A kill: nothing is flushed."""
        self.app.close()
        self.app = self._build()
        self._runner.run(self.app.engine.recover())

    def waits(self, **by: float) -> Heard:
        """Time goes by; what comes due is done at its own time."""
        goal = self.clock.now()
        before = FakeClock(goal)
        before.tick(**by)
        heard: list[Parcel] = []
        while True:
            due = self._runner.run(self.app.engine.next_due())
            if due is None or due > before.now():
                break
            self.clock.set(due)
            self._runner.run(self.app.engine.fire())
            heard += self._settle().parcels
        self.clock.set(before.now())
        return Heard(tuple(heard))

    def settle(self) -> Heard:
        """Let the bot do what is left to do."""
        return self._settle()

    def run(self, wanted: Coroutine[Any, Any, T]) -> T:
        """Run something of the engine by hand."""
        return self._runner.run(wanted)

    def spoil(self, statement: str) -> None:
        """Break something in the database, as a bug would."""
        self.app.caches.visits.clear()
        self.app.core.call(lambda c: c.exec_driver_sql(statement)).result()

    def close(self) -> None:
        self.app.close()
        self._runner.close()

    # what is stored

    def on_database(self, look: Callable[[SqlWork], T]) -> T:
        def with_work(connection: Connection) -> T:
            return look(SqlWork(connection, self.app.caches))

        return self.app.core.call(with_work).result()

    def visits(self) -> list[Visit]:
        return list(self.on_database(lambda work: work.visits.all()))

    def state(self) -> list[tuple[Any, ...]]:
        """What a visit ended as, whatever the order in which it came about."""
        found = []
        for visit in self.visits():
            for item in visit.items.values():
                price = item.price.payable_fen if item.price else None
                stock = (item.stock.sku, item.stock.quantity) if item.stock else None
                sha = item.photo.sha256 if item.photo else ""
                found.append(
                    (visit.store_code, visit.state, item.slot, item.state, sha, stock, price)
                )
        return sorted(found, key=repr)

    # the machinery

    def person_id(self, name: str) -> str:
        named = self.on_database(lambda work: work.directory.organisation.named(name))
        return named[0].id if named else name

    def _post_photo(
        self, shot: Shot | bytes, caption: str, album: str, more: Mapping[str, Any]
    ) -> None:
        data = shot if isinstance(shot, bytes) else shot.data
        body = {"sha256": self.app.blobs.put(data), "caption": caption, "album": album}
        more = dict(more)
        how = {"provenance": more.pop("provenance")} if "provenance" in more else {}
        self._post("photo", {**body, **how}, **more)

    def _arrives(self, kind: str, body: dict[str, Any], **more: Any) -> Heard:
        self._post(kind, body, **more)
        return self._settle(by=more.get("who", ""))

    def _post(
        self,
        kind: str,
        body: dict[str, Any],
        *,
        who: str = "",
        key: str = "",
        chat: str = "private",
        sent_at: datetime | None = None,
    ) -> int | None:
        self._count += 1
        self.clock.tick(seconds=1)
        address = self.person_id(who or self.who)
        return self._runner.run(
            self.app.engine.post(
                Arrival(
                    channel=self.channel,
                    key=key or f"m{self._count}",
                    address=address,
                    chat=chat,
                    kind=kind,
                    body=body,
                    at=sent_at or self.clock.now(),
                    received_at=self.clock.now(),
                )
            )
        )

    def _settle(self, *, holds: bool = False, by: str = "") -> Heard:
        self._runner.run(self.app.engine.settle(holds=holds))
        heard = []
        for channel in self.channels.values():
            heard += channel.sent
            channel.sent.clear()
        self.history += heard
        return Heard(tuple(heard), self.person_id(by or self.who))
