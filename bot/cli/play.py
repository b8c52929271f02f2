"""``play``: a scripted conversation on the real engine, with a simulated clock."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import App, build
from bot.channels.base import Parcel
from bot.channels.kinds import type_of
from bot.channels.script import BadNetwork, ScriptChannel
from bot.cli.printing import out, say
from bot.cli.script import Line, ScriptError, read_script
from bot.cli.shown import Shown
from bot.cli.stage import arrival_of
from bot.runtime import SystemIds
from bot.tools.photos import HereReader
from bot.tools.readers import Readers
from bot.tools.voices import HereHearer, chosen_model
from domain.people import Organisation
from handlers.capabilities import CAPABILITIES
from nlu.sheets import BadBookError, read_book
from storage.blobs import Blobs
from storage.loading import import_sheets
from storage.work import SqlWork

_NEWCOMER, _PNG = "new", "image/png"
_SPEECH = frozenset({"asr", "speech", "voice", "whisper"})
"""What a script may call the engine that hears."""


class ScriptClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The script's time."""
        return self._now

    def move(self, to: datetime) -> None:
        """Go forward; never back."""
        self._now = max(self._now, to)


class Player:
    """Plays one script in one data directory."""

    def __init__(self, data: Path, script: Path, lines: Sequence[Line]) -> None:
        self._data = data
        self._folder = script.parent
        self._lines = lines
        self._clock = ScriptClock(lines[0].at.astimezone(UTC))
        self._reader = HereReader()
        self._hearer = HereHearer(chosen_model())
        self._network = BadNetwork()
        read = Blobs(data / "blobs").read
        self._channels = {name: ScriptChannel(name, self._network, read) for name in CAPABILITIES}
        self._line_of: dict[int, int] = {}
        self._shown = Shown()
        self._app = self._build()

    def _build(self) -> App:
        return build(
            self._data,
            clock=self._clock,
            ids=SystemIds(),
            readers=Readers(self._reader, self._hearer),
            channels=self._channels,
        )

    def import_company(self, book: Path) -> None:
        """Load the workbook; everyone in it is bound and has consented, newcomers excepted.

        Raises:
            BadBookError: when it is no workbook.
        """
        sheets = read_book(book)
        newcomers = {line.who for line in self._lines if line.data.get(_NEWCOMER)}
        now = self._clock.now()
        with self._app.database.begin() as connection:
            work = SqlWork(connection, self._app.caches)
            import_sheets(work, sheets, at=now, by="play", batch_id="play", file_name=book.name)
            for person in work.directory.organisation.people.values():
                for channel in CAPABILITIES:
                    work.addresses.bind(channel, person.id, person.id, now)
                if person.name not in newcomers and person.id not in newcomers:
                    work.consent(person.id, now)

    async def play(self) -> None:
        """Play every line, and once more at the end what is left to send."""
        for index, line in enumerate(self._lines):
            await self._advance(line.at, line.number)
            await self._perform(line)
            await self._run(line.number, burst=self._burst_goes_on(index))
        await self._finish()

    def close(self) -> None:
        """Let go of the data directory."""
        self._app.close()

    def _burst_goes_on(self, index: int) -> bool:
        line = self._lines[index]
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        return bool(line.album and after and (after.who, after.album) == (line.who, line.album))

    async def _advance(self, to: datetime, number: int) -> None:
        """Move the clock, firing what is due in order, each at its own time."""
        engine = self._app.engine
        while (due := await engine.next_due()) is not None and due <= to:
            self._clock.move(due)
            await engine.fire()
            await self._run(number)
        self._clock.move(to.astimezone(UTC))

    async def _finish(self) -> None:
        """Sends that failed late get their further tries; no other timer fires past the end."""
        last = self._lines[-1].number
        for _ in range(20):
            await self._run(last)
            call = self._app.core.call(lambda c: SqlWork(c, self._app.caches).outbox.next_due())
            again = await asyncio.wrap_future(call)
            if again is None:
                return
            self._clock.move(again)

    async def _run(self, number: int, *, burst: bool = False) -> None:
        await self._app.engine.settle(holds=burst)
        for channel in self._channels.values():
            for parcel in channel.sent:
                self._print(parcel, number)
            channel.sent.clear()

    async def _perform(self, line: Line) -> None:
        if line.data.get("restart"):
            self._app.close()  # every commit is on the disk; nothing else is kept
            self._app = self._build()
            await self._app.engine.recover()
        elif "fault" in line.data:
            self._fault(line.data["fault"])
        elif line.what in {"press", "press_of"}:
            await self._press(line)
        elif line.what:
            await self._arrive(line)

    def _fault(self, fault: dict[str, Any]) -> None:
        if "send" in fault:
            self._network.failures = int(fault["send"])
        if fault.get("engine") == "ocr":
            self._reader.ocr_off = bool(fault.get("off"))
        if fault.get("engine") in _SPEECH:
            self._hearer.off = bool(fault.get("off"))

    async def _arrive(self, line: Line) -> None:
        address = self._address(line.who)
        arrival, note = await asyncio.to_thread(
            arrival_of, line, address, self._folder, self._app.blobs
        )
        if arrival is None:
            out({"line": line.number, "to": line.who, "error": "bad_file", "message": note})
            return
        number = await self._app.engine.post(arrival)
        if number is not None:
            self._line_of[number] = line.number

    async def _press(self, line: Line) -> None:
        token = self._button(line)
        if token is None:
            out({"line": line.number, "to": line.who, "error": "no_button"})
            return
        data = {**line.data, "token": token}
        await self._arrive(
            Line(number=line.number, at=line.at, who=line.who, what="press", data=data)
        )

    def _button(self, line: Line) -> str | None:
        """The token of the button that is meant: the newest message first, equal before containing."""
        if line.what == "press_of":
            shown = self._shown.at(int(line.data["press_of"]))
        else:
            shown = self._shown.to(self._address(line.who), line.data.get("chat", "private"))
        wanted = str(line.data.get("press", ""))
        for parcel in shown:
            exact = [t for label, t in parcel.buttons if label == wanted]
            near = [t for label, t in parcel.buttons if wanted in label]
            if found := exact or near:
                return found[0]
        return None

    def _address(self, who: str) -> str:
        """The account of a name; people of the workbook write from an account named by their id."""
        organisation = self._organisation()
        if who in organisation.people:
            return who
        named = organisation.named(who)
        return named[0].id if len(named) == 1 else who

    def _organisation(self) -> Organisation:
        call = self._app.core.call(lambda c: SqlWork(c, self._app.caches).directory)
        return call.result().organisation

    def _print(self, parcel: Parcel, fired_by: int) -> None:
        """One line; ``fired_by`` is the script's line that let it go out."""
        place, edit_of = self._shown.note(parcel)
        person = self._organisation().people.get(parcel.person_id or "")
        private = parcel.chat == "private"
        line = self._line_of.get(parcel.cause, fired_by) if parcel.cause else fired_by
        out(
            {
                "n": place,
                "line": line,
                "at": self._local(self._clock.now()),
                "to": (person.name if person else parcel.address) if private else None,
                "chat": parcel.chat,
                "text": parcel.text,
                "buttons": [label for label, _ in parcel.buttons],
                "image": self._image(parcel, place),
                "file": None,
                "edit_of": edit_of,
            }
        )

    def _image(self, parcel: Parcel, number: int) -> str | None:
        """The picture as a file that can be opened, named after the message."""
        if not parcel.image:
            return None
        folder = self._data / "play"
        folder.mkdir(exist_ok=True)
        once = (c.seen.pop(parcel.out_id, None) for c in self._channels.values())
        seen = next((picture for picture in once if picture is not None), None)
        data = seen if seen is not None else self._app.blobs.read(parcel.image)
        path = folder / f"{number:04d}.{'png' if type_of(data[:16]) == _PNG else 'jpg'}"
        path.write_bytes(data)
        return str(path)

    def _local(self, moment: datetime) -> str:
        return moment.astimezone(self._app.caches.rules.zone).isoformat()


def play(data: Path, script: Path, company: Path) -> int:
    """The command; returns the exit code."""
    try:
        lines = _checked(data, script)
        if lines:
            _play(data, script, company, lines)
    except (ScriptError, BadBookError, OSError) as error:
        say(str(error))
        return 1
    return 0


def _checked(data: Path, script: Path) -> list[Line]:
    lines = read_script(script)
    if data.exists() and any(data.iterdir()):
        raise ScriptError(f"{data}: the data directory must be empty or absent")
    return lines


def _play(data: Path, script: Path, company: Path, lines: Sequence[Line]) -> None:
    player = Player(data, script, lines)
    try:
        player.import_company(company)
        asyncio.run(player.play())
    finally:
        player.close()
