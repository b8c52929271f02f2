"""``import``: workbooks from the command line, with preview and undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from bot.app import write_shipped_rules
from bot.cli.printing import out, say
from bot.runtime import SystemClock, SystemIds
from nlu.sheets import BadBookError, read_book
from storage.database import open_database, savepoint
from storage.loading import import_sheets, undo_batch
from storage.work import Caches, SqlWork

_BY = "cli"


def import_files(data: Path, files: Sequence[str], *, dry_run: bool) -> int:
    """Load each file in its own transaction; one line a sheet."""
    if not files:
        say("import: name at least one file")
        return 1
    desk = _open(data)
    done = sum(desk.load(name, dry_run=dry_run) for name in files)
    desk.close()
    return 0 if done else 1


def undo(data: Path, batch: str) -> int:
    """Take a batch back where nobody changed its rows since."""
    desk = _open(data)
    with desk.database.begin() as connection:
        work = desk.work(connection)
        report = undo_batch(work, batch, by=_BY, at=desk.clock.now())
    desk.close()
    out(report)
    return 1 if report["state"] == "unknown" else 0


@dataclass(frozen=True, slots=True)
class _Desk:
    database: Engine
    clock: SystemClock
    caches: Caches

    def work(self, connection: Connection) -> SqlWork:
        return SqlWork(connection, self.caches)

    def load(self, name: str, *, dry_run: bool) -> bool:
        try:
            sheets = read_book(name)
        except BadBookError as error:
            out({"file": name, "error": error.code, "message": error.message})
            return False
        with self.database.begin() as connection:
            work = self.work(connection)
            with savepoint(connection, "book", keep=not dry_run):
                result = import_sheets(
                    work,
                    sheets,
                    at=self.clock.now(),
                    by=_BY,
                    batch_id=SystemIds().new(),
                    file_name=Path(name).name,
                )
            if dry_run:
                work.forget()
        for report in result.reports:
            out(report.as_json(name))
        return any(report.kind for report in result.reports)

    def close(self) -> None:
        self.database.dispose()


def _open(data: Path) -> _Desk:
    database = open_database(data / "bihuan.sqlite")
    desk = _Desk(database, SystemClock(), Caches())
    with database.begin() as connection:
        write_shipped_rules(desk.work(connection), desk.clock)
    return desk
