"""Notes, tags and orders by word of mouth, on SQL. Private fields are read by nobody here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from domain.memory.drafts import DraftLine
from domain.memory.jotting import What
from domain.memory.notes import HeldTag, Kind, Note, Subject
from domain.ports.memory import Jotted, Recorded
from storage.tables.base import table
from storage.tables.company import CustomerFieldRow, CustomerRow, CustomerValueRow
from storage.tables.memory import JottedRow, NoteRow, TagRow

_NOTE = table(NoteRow)
_TAG = table(TagRow)
_JOTTED = table(JottedRow)
_CUSTOMER = table(CustomerRow)
_FIELD = table(CustomerFieldRow)
_VALUE = table(CustomerValueRow)
_LABEL = "标签"
_NOTE_FIELDS = (
    *("id", "text", "contact", "by", "at", "source", "span", "first", "last"),
    *("sha256", "checked", "ended_at"),
)
_TAG_FIELDS = (
    *("id", "note_id", "key", "value", "about", "negated", "sure", "who", "said"),
    *("by", "at", "ended_at", "ended_by"),
)
_JOT_FIELDS = ("id", "contact", "text", "by", "at", "source", "ended_at")


class SqlMemory:
    """Implements ``domain.ports.Memory``. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_note(self, note: Note) -> None:
        """Keep a note."""
        values = {name: getattr(note, name) for name in _NOTE_FIELDS}
        self._connection.execute(insert(_NOTE), {**values, **_subject_row(note.subject)})

    def note(self, note_id: str) -> Note | None:
        """One note, ended or not."""
        row = self._connection.execute(select(_NOTE).where(_NOTE.c.id == note_id)).first()
        return _note(row) if row else None

    def notes_of(self, subject: Subject) -> Sequence[Note]:
        """The notes in force about somebody, newest first."""
        stmt = select(_NOTE).where(
            _NOTE.c.kind == subject.kind.value,
            _NOTE.c.subject == subject.code,
            _NOTE.c.ended_at.is_(None),
        )
        rows = self._connection.execute(stmt.order_by(_NOTE.c.at.desc(), _NOTE.c.source.desc()))
        return [_note(row) for row in rows]

    def last_note(self, by: str) -> Note | None:
        """The newest note in force of a person."""
        stmt = select(_NOTE).where(_NOTE.c.by == by, _NOTE.c.ended_at.is_(None))
        row = self._connection.execute(stmt.order_by(_NOTE.c.source.desc()).limit(1)).first()
        return _note(row) if row else None

    def check_note(self, note_id: str, text: str) -> None:
        """Write what a person says is on a photographed note."""
        stmt = update(_NOTE).where(_NOTE.c.id == note_id)
        self._connection.execute(stmt.values(text=text, checked=True))

    def end_note(self, note_id: str, at: datetime) -> None:
        """It does not count any more."""
        stmt = update(_NOTE).where(_NOTE.c.id == note_id, _NOTE.c.ended_at.is_(None))
        self._connection.execute(stmt.values(ended_at=at))

    def add_tag(self, tag: HeldTag) -> None:
        """Keep a tag."""
        values = {name: getattr(tag, name) for name in _TAG_FIELDS}
        self._connection.execute(insert(_TAG), {**values, **_subject_row(tag.subject)})

    def tag(self, tag_id: str) -> HeldTag | None:
        """One tag, ended or not."""
        row = self._connection.execute(select(_TAG).where(_TAG.c.id == tag_id)).first()
        return _tag(row) if row else None

    def tags_of(self, subject: Subject) -> Sequence[HeldTag]:
        """The tags in force of somebody, newest first."""
        here = (_TAG.c.kind == subject.kind.value) & (_TAG.c.subject == subject.code)
        return self._tags(here)

    def tags_from(self, note_id: str) -> Sequence[HeldTag]:
        """The tags in force that a note gave."""
        return self._tags(_TAG.c.note_id == note_id)

    def tagged(self, keys: Sequence[str] = ()) -> Sequence[HeldTag]:
        """All tags in force, of some keys or of all."""
        return self._tags(_TAG.c.key.in_(keys) if keys else _TAG.c.key.is_not(None))

    def _tags(self, where: Any) -> list[HeldTag]:
        stmt = select(_TAG).where(where, _TAG.c.ended_at.is_(None))
        rows = self._connection.execute(stmt.order_by(_TAG.c.at.desc(), _TAG.c.id.desc()))
        return [_tag(row) for row in rows]

    def confirm_tag(self, tag_id: str) -> None:
        """A guess turned out to be so."""
        self._connection.execute(update(_TAG).where(_TAG.c.id == tag_id).values(sure=True))

    def end_tag(self, tag_id: str, at: datetime, by: str) -> None:
        """It does not count any more; ``by`` is what took its place, or who took it back."""
        stmt = update(_TAG).where(_TAG.c.id == tag_id, _TAG.c.ended_at.is_(None))
        self._connection.execute(stmt.values(ended_at=at, ended_by=by))

    def revive(self, by: str) -> int:
        """Let count again what ended because of a tag that is taken back; how many."""
        stmt = update(_TAG).where(_TAG.c.ended_by == by, _TAG.c.ended_at.is_not(None))
        return self._connection.execute(stmt.values(ended_at=None, ended_by="")).rowcount

    def recorded(self, customers: Sequence[str] = ()) -> Sequence[Recorded]:
        """What the company's records say of some customers, or of all; public fields only."""
        labels = select(_CUSTOMER.c.code, _CUSTOMER.c.tags)
        values = (
            select(_VALUE.c.customer_code, _VALUE.c.field, _VALUE.c.value, _VALUE.c.author_id)
            .join(_FIELD, _FIELD.c.name == _VALUE.c.field)
            .where(_FIELD.c.private.is_(False))
            .order_by(_VALUE.c.customer_code, _VALUE.c.field)
        )
        if customers:
            labels = labels.where(_CUSTOMER.c.code.in_(customers))
            values = values.where(_VALUE.c.customer_code.in_(customers))
        found = [
            Recorded(Subject(Kind.CUSTOMER, row.code), _LABEL, str(label))
            for row in self._connection.execute(labels.order_by(_CUSTOMER.c.code))
            for label in row.tags
        ]
        for row in self._connection.execute(values):
            subject = Subject(Kind.CUSTOMER, row.customer_code)
            found.append(Recorded(subject, row.field, row.value, row.author_id or ""))
        return found

    def jot(self, jotted: Jotted) -> None:
        """Keep an order or a count that was confirmed."""
        values = {name: getattr(jotted, name) for name in _JOT_FIELDS}
        lines = [_line_row(line) for line in jotted.lines]
        row = {**values, **_subject_row(jotted.subject), "what": jotted.what.value, "lines": lines}
        self._connection.execute(insert(_JOTTED), row)

    def jotted(self, jotted_id: str) -> Jotted | None:
        """One of them, ended or not."""
        row = self._connection.execute(select(_JOTTED).where(_JOTTED.c.id == jotted_id)).first()
        return _jotted(row) if row else None

    def last_jotted(self, by: str) -> Jotted | None:
        """The newest in force of a person."""
        stmt = select(_JOTTED).where(_JOTTED.c.by == by, _JOTTED.c.ended_at.is_(None))
        row = self._connection.execute(stmt.order_by(_JOTTED.c.source.desc()).limit(1)).first()
        return _jotted(row) if row else None

    def jotted_between(self, begin: datetime, end: datetime) -> Sequence[Jotted]:
        """Those in force that were said in a span of time, oldest first."""
        stmt = select(_JOTTED).where(
            _JOTTED.c.at >= begin, _JOTTED.c.at < end, _JOTTED.c.ended_at.is_(None)
        )
        rows = self._connection.execute(stmt.order_by(_JOTTED.c.at, _JOTTED.c.id))
        return [_jotted(row) for row in rows]

    def end_jotted(self, jotted_id: str, at: datetime) -> None:
        """It does not count any more."""
        stmt = update(_JOTTED).where(_JOTTED.c.id == jotted_id, _JOTTED.c.ended_at.is_(None))
        self._connection.execute(stmt.values(ended_at=at))


def _subject_row(subject: Subject) -> dict[str, str]:
    return {"kind": subject.kind.value, "subject": subject.code}


def _about(row: Row[Any]) -> Subject:
    return Subject(Kind(row.kind), row.subject)


def _note(row: Row[Any]) -> Note:
    return Note(subject=_about(row), **{name: getattr(row, name) for name in _NOTE_FIELDS})


def _tag(row: Row[Any]) -> HeldTag:
    return HeldTag(subject=_about(row), **{name: getattr(row, name) for name in _TAG_FIELDS})


def _line_row(line: DraftLine) -> dict[str, Any]:
    return {
        "what": line.what.value,
        "said": line.said,
        "options": list(line.options),
        "quantity": line.quantity,
        "unit": line.unit,
    }


def _jotted(row: Row[Any]) -> Jotted:
    known = {name: getattr(row, name) for name in _JOT_FIELDS}
    lines = tuple(_line(line) for line in row.lines)
    return Jotted(what=What(row.what), subject=_about(row), lines=lines, **known)


def _line(row: Mapping[str, Any]) -> DraftLine:
    return DraftLine(
        what=What(row["what"]),
        said=row["said"],
        options=tuple(row["options"]),
        quantity=row["quantity"],
        unit=row["unit"],
    )
