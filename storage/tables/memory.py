"""Tables of what people told about stores and customers, and of orders by word of mouth."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class NoteRow(Base):
    """What somebody told; public within the district."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_kind_subject", "kind", "subject"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """store or customer."""
    subject: Mapped[str]
    """Its code."""
    text: Mapped[str]
    contact: Mapped[str]
    by: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    source: Mapped[int]
    """The inbox number of the message that told it."""
    span: Mapped[str]
    first: Mapped[date | None]
    last: Mapped[date | None]
    sha256: Mapped[str]
    checked: Mapped[bool]
    ended_at: Mapped[datetime | None]


class TagRow(Base):
    """A tag that a note gave."""

    __tablename__ = "tag"
    __table_args__ = (
        Index("ix_tag_kind_subject", "kind", "subject"),
        Index("ix_tag_key_value", "key", "value"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    note_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    subject: Mapped[str]
    key: Mapped[str]
    value: Mapped[str]
    about: Mapped[str]
    negated: Mapped[bool]
    sure: Mapped[bool]
    who: Mapped[str]
    said: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(index=True)
    """Id of the tag that took its place, or of who took it back."""


class JottedRow(Base):
    """An order or a count by word of mouth, confirmed by its writer."""

    __tablename__ = "jotted"

    id: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str]
    """order or stock."""
    kind: Mapped[str]
    subject: Mapped[str]
    lines: Mapped[list[Any]]
    contact: Mapped[str]
    text: Mapped[str]
    by: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    source: Mapped[int]
    ended_at: Mapped[datetime | None]
