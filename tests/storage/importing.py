"""A company database in a file, and imports into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import Connection, create_engine, select

from domain.company.cells import Cell
from nlu.sheets import read_book
from storage.changes import TABLES, SqlChanges, UndoReport
from storage.imports import SheetReport, load
from storage.tables.base import Base

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
Book = Mapping[str, list[list[Cell]]]


def write_book(path: Path, sheets: Book) -> Path:
    """An xlsx file as a spreadsheet program would save it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@dataclass
class Company:
    """One installation: its database, its settings, its clock."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    imports: int = 0

    def __post_init__(self) -> None:
        self.engine = create_engine(f"sqlite:///{self.folder / 'company.db'}")
        Base.metadata.create_all(self.engine)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One transaction."""
        with self.engine.begin() as connection:
            yield connection

    def load(self, book: Book | Path, *, dry: bool = False) -> dict[str, SheetReport]:
        """Import a workbook; reports by sheet name."""
        path = book if isinstance(book, Path) else write_book(self.folder / "book.xlsx", book)
        self.imports += 1
        with self.engine.connect() as connection:
            result = load(
                connection,
                read_book(path),
                at=START + timedelta(hours=self.imports),
                by="cli",
                batch_id=f"B{self.imports}",
                settings=self.settings,
                file_name=path.name,
            )
            if dry:
                connection.rollback()
            else:
                connection.commit()
                self.settings |= result.settings
        return {report.sheet: report for report in result.reports}

    def undo(self, batch_id: str) -> UndoReport:
        """Take a batch back."""
        with self.connection() as connection:
            report = SqlChanges(connection).undo(batch_id, self.settings)
        for name, value in report.settings.items():
            self.settings.pop(name)
            self.settings |= {} if value is None else {name: value}
        return report

    def content(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of the company's own tables."""
        names = [*(t.name for t in TABLES.values()), "customer_value", "private_value"]
        with self.connection() as connection:
            return {
                name: [
                    dict(r)
                    for r in connection.execute(select(Base.metadata.tables[name])).mappings()
                ]
                for name in names
            }

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table."""
        return self.content()[table]


def counts(report: SheetReport) -> tuple[int, int, int, int]:
    """Added, changed, same, skipped."""
    return report.added, report.changed, report.same, len(report.skipped)
