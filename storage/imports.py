"""Loading a workbook into the company's tables, with a log of what changed, and taking it back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from domain.company.cells import Sheet
from domain.company.decided import Decided
from domain.company.recognise import Found, Unknown, recognise
from domain.company.rows import Read, Seen, read
from domain.company.settings import DEFAULT_ZONE, ZONE
from domain.company.sheets import SHEETS
from domain.company.world import Draft
from storage.changes import PRIVATE_VALUES, PUBLIC_VALUES, SETTING, TABLES, Change, SqlChanges
from storage.company import SqlCompany
from storage.managing import SqlDecided

_CHUNK = 500
"""Keys per query; SQLite allows 32,766 parameters, older ones 999."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One file being imported."""

    id: str
    at: datetime
    by: str
    """The person's id, or ``cli``."""
    file_name: str


@dataclass(slots=True, kw_only=True)
class SheetReport:
    """What became of one sheet; counts are its data rows."""

    sheet: str
    kind: str | None
    """The canonical name; ``None`` when nobody can tell what the sheet is."""
    batch: str
    added: int = 0
    changed: int = 0
    same: int = 0
    skipped: Sequence[tuple[int, str]] = ()
    noted: Sequence[tuple[int, str]] = ()
    ignored: Sequence[tuple[str, str]] = ()
    """Header and reason of columns that were not imported."""
    message: str = ""

    def as_json(self, file: str) -> dict[str, Any]:
        """The line the command line prints."""
        out: dict[str, Any] = {
            "file": file,
            "sheet": self.sheet,
            "as": self.kind,
            "added": self.added,
            "changed": self.changed,
            "same": self.same,
            "skipped": [{"row": row, "reason": reason} for row, reason in self.skipped],
            "noted": [{"row": row, "reason": reason} for row, reason in self.noted],
            "ignored": [{"column": name, "reason": reason} for name, reason in self.ignored],
            "batch": self.batch,
        }
        return out | ({"message": self.message} if self.message else {})


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What an import did."""

    reports: Sequence[SheetReport]
    """In the order of the file."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """All values of the 公司 sheet; the caller writes the next rule version if they differ."""


def load(  # noqa: PLR0913 - what one import is made of
    connection: Connection,
    sheets: Sequence[Sheet],
    *,
    at: datetime,
    by: str,
    batch_id: str,
    settings: Mapping[str, str],
    file_name: str,
    may: Callable[[str], bool] = lambda _sheet: True,
) -> LoadResult:
    """Load every sheet that is recognised. Touches only the connection and never commits.

    ``settings`` are the company's settings now in force, which 公司 rows are counted against;
    ``may`` says whether this person may load a sheet of that canonical name.
    """
    batch = Batch(id=batch_id, at=at, by=by, file_name=file_name)
    return SqlImports(connection).apply(sheets, batch, settings, may)


class SqlImports:
    """Writes the rows of workbooks. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changes = SqlChanges(connection)

    def apply(
        self,
        sheets: Sequence[Sheet],
        batch: Batch,
        settings: Mapping[str, str],
        may: Callable[[str], bool] = lambda _sheet: True,
    ) -> LoadResult:
        """Load a file's sheets, those first that others refer to."""
        self._changes.open(batch.id, batch.file_name, batch.at, batch.by)
        known = [recognise(sheet) for sheet in sheets]
        world, seen = SqlCompany(self._connection).world(), Seen()
        for found in known:
            if isinstance(found, Found):
                world.spell(found)
        given: dict[str, str] = {}
        reports: dict[int, SheetReport] = {}
        for index in sorted(range(len(known)), key=lambda i: _turn(known[i])):
            found = known[index]
            if isinstance(found, Unknown) or not may(found.spec.name):
                reports[index] = _untouched(found, batch)
                continue
            zone = ZoneInfo(given.get(ZONE) or settings.get(ZONE) or DEFAULT_ZONE)
            rows = read(found, world, zone, seen)
            self._respect(rows)
            if found.spec.name == "公司":
                given |= {d.values["name"]: d.values["value"] for d in rows.loaded}
            reports[index] = self._write(rows, batch, settings)
        return LoadResult([reports[i] for i in range(len(known))], given)

    def _respect(self, rows: Read) -> None:
        """Let no sheet undo what was decided in chat."""
        keepers = {"门店": Decided.keep, "人员": Decided.remark}
        if keep := keepers.get(rows.found.spec.name):
            decided = SqlDecided(self._connection).read()
            for draft in rows.loaded:
                keep(decided, draft)

    def _write(self, rows: Read, batch: Batch, settings: Mapping[str, str]) -> SheetReport:
        kind = rows.found.spec.name
        if kind == "公司":
            changes = self._settings(rows.loaded, settings)
        elif kind == "客户字段值":
            private = [d for d in rows.loaded if d.values["private"]]
            public = [d for d in rows.loaded if not d.values["private"]]
            changes = self._upsert(PUBLIC_VALUES, public, batch)
            changes += self._upsert(PRIVATE_VALUES, private, batch)
        else:
            changes = self._upsert(TABLES[kind], rows.loaded, batch)
        self._changes.log(batch.id, changes)
        added = sum(c.rows for c in changes if c.before is None)
        touched = sum(c.rows for c in changes)
        return SheetReport(
            sheet=rows.found.sheet.name,
            kind=kind,
            batch=batch.id,
            added=added,
            changed=touched - added,
            same=sum(d.rows for d in rows.loaded) - touched + rows.repeats,
            skipped=rows.skipped,
            noted=rows.noted,
            ignored=rows.ignored,
        )

    def _settings(self, drafts: Iterable[Draft], settings: Mapping[str, str]) -> list[Change]:
        """Compare only: settings are rules, and the caller writes rule versions."""
        out = []
        for name, value in ((d.values["name"], d.values["value"]) for d in drafts):
            if settings.get(name) != value:
                before = {"value": settings[name]} if name in settings else None
                out.append(Change(SETTING, {"name": name}, before, {"value": value}))
        return out

    def _upsert(self, table: Table, drafts: Sequence[Draft], batch: Batch) -> list[Change]:
        """Insert what is new, update what differs; a field without a value stays as it is."""
        keys = [c.name for c in table.primary_key]
        stored = self._stored(table, keys, drafts)
        stamp = {"at": batch.at} if table is PRIVATE_VALUES else {}
        new: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        changed: list[dict[str, Any]] = []
        out: list[Change] = []
        for draft in drafts:
            record = {name: value for name, value in draft.values.items() if name in table.c}
            key = {name: record[name] for name in keys}
            before = stored.get(tuple(key.values()))
            if before is None:
                record |= stamp
                new.setdefault(tuple(sorted(record)), []).append(record)
                out.append(Change(table, key, None, _without(record, keys), draft.rows))
            elif diff := {n: v for n, v in record.items() if before[n] != v}:
                diff |= stamp
                changed.append({**before, **diff})
                old = {n: before[n] for n in diff}
                out.append(Change(table, key, old, diff, draft.rows))
        for records in new.values():
            self._connection.execute(insert(table), records)
        self._update(table, keys, changed)
        return out

    def _update(self, table: Table, keys: Sequence[str], records: Sequence[dict[str, Any]]) -> None:
        if not records:
            return
        match = [table.c[name] == bindparam(f"key_{name}") for name in keys]
        values = {
            c.name: bindparam(f"new_{c.name}", type_=c.type) for c in table.c if c.name not in keys
        }
        rows = [
            {f"{'key' if name in keys else 'new'}_{name}": value for name, value in record.items()}
            for record in records
        ]
        self._connection.execute(update(table).where(*match).values(values), rows)

    def _stored(
        self, table: Table, keys: Sequence[str], drafts: Sequence[Draft]
    ) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        """The stored rows that could be meant, by key."""
        first = table.c[keys[0]]
        wanted = sorted({d.values[keys[0]] for d in drafts})
        out: dict[tuple[Any, ...], Mapping[str, Any]] = {}
        for start in range(0, len(wanted), _CHUNK):
            query = select(table).where(first.in_(wanted[start : start + _CHUNK]))
            for row in self._connection.execute(query).mappings():
                out[tuple(row[name] for name in keys)] = dict(row)
        return out


def _turn(found: Found | Unknown) -> int:
    return SHEETS.index(found.spec) if isinstance(found, Found) else -1


def _untouched(found: Found | Unknown, batch: Batch) -> SheetReport:
    kind, message = None, ""
    if isinstance(found, Found):
        kind, message = found.spec.name, f"你不能导入「{found.spec.name}」,请找总监或管理员"
    else:
        message = found.message
    return SheetReport(sheet=found.sheet.name, kind=kind, batch=batch.id, message=message)


def _without(record: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in keys}
