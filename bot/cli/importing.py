"""``import``: workbooks from the command line, with preview and undo."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.app import write_shipped_rules
from bot.cli.printing import out, say
from bot.engine.clerk import CHANNEL
from bot.lock import DataLock, LockedError
from bot.runtime import SystemClock, SystemIds
from nlu.sheets import BadBookError, read_book
from storage.blobs import Blobs
from storage.database import open_database, open_readonly
from storage.inbox import Letter, SqlInbox
from storage.loading import import_sheets, undo_batch
from storage.work import Caches, SqlWork

_PATIENCE_S = 120
_LOOK_EVERY_S = 0.2
_Reports = Sequence[Mapping[str, Any]]


def import_files(data: Path, files: Sequence[str], *, dry_run: bool) -> int:
    """Load each file in its own transaction; one line a sheet."""
    if not files:
        say("import: name at least one file")
        return 1
    done = 0
    with _desk(data) as desk:
        for name in files:
            for report in desk.load(name, dry_run=dry_run):
                out(report)
                done += bool(report.get("as"))
    return 0 if done else 1


def undo(data: Path, batch: str) -> int:
    """Take a batch back where nobody changed its rows since."""
    with _desk(data) as desk:
        report = desk.undo(batch)
    out(report)
    return 0 if report["state"] == "undone" else 1


class _Desk:
    """Imports in this process."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.clock = SystemClock()
        self.ids = SystemIds()
        self.database = open_database(data / "bihuan.sqlite")
        self.caches = Caches()
        self.do(lambda work: write_shipped_rules(work, self.clock))

    def do(self, what: Callable[[SqlWork], Any]) -> Any:
        with self.database.begin() as connection:
            return what(SqlWork(connection, self.caches))

    def load(self, name: str, *, dry_run: bool) -> _Reports:
        """One report a sheet, or the one error of the file."""
        try:
            sheets = read_book(name)
        except BadBookError as error:
            return [{"file": name, "error": error.code, "message": error.message}]

        def work_on(work: SqlWork) -> _Reports:
            result = import_sheets(
                work,
                sheets,
                at=self.clock.now(),
                by=CHANNEL,
                batch_id=self.ids.new(),
                file_name=Path(name).name,
                dry_run=dry_run,
            )
            return [report.as_json(name) for report in result.reports]

        reports: _Reports = self.do(work_on)
        return reports

    def undo(self, batch: str) -> Mapping[str, Any]:
        report: Mapping[str, Any] = self.do(
            lambda work: undo_batch(work, batch, by=CHANNEL, at=self.clock.now())
        )
        return report


class _Counter(_Desk):
    """Hands everything to the running bot and waits for its answer."""

    def load(self, name: str, *, dry_run: bool) -> _Reports:
        path = Path(name)
        if not path.is_file():
            return super().load(name, dry_run=dry_run)  # says what is wrong with it
        sha256 = Blobs(self.data / "blobs").put(path.read_bytes())
        body = {"sha256": sha256, "name": path.name, "dry_run": dry_run}
        return [{**report, "file": name} for report in self._ask("file", body)]

    def undo(self, batch: str) -> Mapping[str, Any]:
        return self._ask("undo", {"batch": batch})[0]

    def _ask(self, kind: str, body: Mapping[str, Any]) -> _Reports:
        now = self.clock.now()

        def post(work: SqlWork) -> int:
            number = work.inbox.add(
                Letter(
                    channel=CHANNEL,
                    key=self.ids.new(),
                    conversation=CHANNEL,
                    person_id=None,
                    address="",
                    chat="private",
                    kind=kind,
                    body=body,
                    at=now,
                    received_at=now,
                )
            )
            if number is None:
                raise LookupError("an id came twice")
            if kind == "file":
                work.jobs.add("book", str(number), body, CHANNEL, number)
            return number

        return self._wait(self.do(post))

    def _wait(self, number: int) -> _Reports:
        """Look without locking: the bot may be busy with just this."""
        window = open_readonly(self.data / "bihuan.sqlite")
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            with window.connect() as connection:
                answer = SqlInbox(connection).answered(number)
            if answer:
                window.dispose()
                return _parsed(answer)
            time.sleep(_LOOK_EVERY_S)
        window.dispose()
        return [{"error": "no_answer", "state": "no_answer", "message": "机器人没有回应"}]


def _parsed(answer: str) -> _Reports:
    """The answer, or that its letter broke and is parked."""
    try:
        reports: _Reports = json.loads(answer)
    except ValueError:
        return [{"error": "broken", "state": "broken", "message": "导入出错,详情见 doctor"}]
    return reports


@contextmanager
def _desk(data: Path) -> Iterator[_Desk]:
    """Work alone on the directory, or through the bot that runs on it."""
    lock = DataLock(data)
    try:
        lock.acquire()
    except LockedError:
        counter = _Counter(data)
        yield counter
        counter.database.dispose()
        return
    try:
        desk = _Desk(data)
        yield desk
        desk.database.dispose()
    finally:
        lock.release()
