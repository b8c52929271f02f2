"""Workbooks: read outside any transaction, imported inside one."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.engine.workers import Result, WorkError
from domain.company.cells import Sheet
from domain.ports import Clock, Ids
from nlu.sheets import BadBookError, read_book
from storage.blobs import Blobs
from storage.loading import import_sheets
from storage.work import SqlWork

_KEPT = 4


class Books:
    """Reads stored workbooks and keeps the last few, so that an import needs no second reading."""

    def __init__(self, blobs: Blobs, clock: Clock, ids: Ids) -> None:
        self._blobs = blobs
        self._clock = clock
        self._ids = ids
        self._read: OrderedDict[str, Sequence[Sheet]] = OrderedDict()

    def engine(self, payload: Mapping[str, Any]) -> str:  # noqa: ARG002 - none, whatever it is
        """Sheets are kept in memory, not as readings."""
        return ""

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Read a workbook (work kind ``book``)."""
        try:
            await asyncio.to_thread(self.sheets, payload["sha256"], payload["name"])
        except BadBookError as error:
            raise WorkError(error.code, final=True, note=error.message) from error
        return Result("book", {"sha256": payload["sha256"], "name": payload["name"]})

    def sheets(self, sha256: str, name: str) -> Sequence[Sheet]:
        """The sheets of a stored file.

        Raises:
            BadBookError: when it is no workbook.
        """
        if sha256 not in self._read:
            read = read_book(self._blobs.path(sha256))
            stem = Path(name).stem  # a text file's one sheet is named after the file
            self._read[sha256] = [replace(s, name=stem) if s.name == sha256 else s for s in read]
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return self._read[sha256]

    def load(
        self,
        work: SqlWork,
        sha256: str,
        name: str,
        by: str,
        *,
        dry_run: bool,
        may: Callable[[str], bool] = lambda _sheet: True,
    ) -> Sequence[Mapping[str, Any]]:
        """Implements ``storage.work.Importer``."""
        sheets = self.sheets(sha256, name)
        result = import_sheets(
            work,
            sheets,
            at=self._clock.now(),
            by=by,
            batch_id=self._ids.new(),
            file_name=name,
            may=may,
            dry_run=dry_run,
        )
        return [report.as_json(name) for report in result.reports]
