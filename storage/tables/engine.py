"""Tables of the way of a message: inbox, threads, work, outbox, timers, rules, audit."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class InboxRow(Base):
    """Everything that arrived, before anybody thought about it."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "key"), Index("ix_inbox_state_id", "state", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    key: Mapped[str]
    """Names the delivery: the same key again has no second effect."""
    ref: Mapped[str] = mapped_column(default="")
    """The channel's own number of the message, which edits and replies name."""
    conversation: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[str | None]
    address: Mapped[str]
    chat: Mapped[str]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[str]
    """new → decided | broken."""
    note: Mapped[str] = mapped_column(default="")


class ThreadRow(Base):
    """One guided conversation of a person: its flow, step and memory as data."""

    __tablename__ = "thread"
    __table_args__ = (Index("ix_thread_conversation_state", "conversation", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str]
    flow: Mapped[str]
    subject: Mapped[str]
    """What it is about: a visit's id."""
    memory: Mapped[dict[str, Any]]
    question: Mapped[dict[str, Any] | None]
    """The open text question, with the time it was asked."""
    version: Mapped[int]
    state: Mapped[str]
    touched_at: Mapped[datetime]


class WorkRow(Base):
    """Anything slow: reading a photo, drawing a watermark."""

    __tablename__ = "work"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_work_state_id", "state", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    payload: Mapped[dict[str, Any]]
    conversation: Mapped[str]
    cause: Mapped[int]
    state: Mapped[str]
    """new → running → done | failed."""
    attempts: Mapped[int]
    lease_until: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class ReadingRow(Base):
    """What a reader found; the same bytes are never read twice by the same reader."""

    __tablename__ = "reading"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    engine: Mapped[str] = mapped_column(primary_key=True)
    """Name and version."""
    body: Mapped[dict[str, Any]]


class OutboxRow(Base):
    """What must still reach somebody, and what has."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_next_at", "state", "next_at"),
        Index("ix_outbox_conversation_state", "conversation", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str]
    person_id: Mapped[str | None]
    channel: Mapped[str]
    address: Mapped[str]
    chat: Mapped[str]
    thread_id: Mapped[int | None]
    cause: Mapped[int | None]
    """The newest inbox row it answers."""
    priority: Mapped[int]
    template: Mapped[str]
    facts: Mapped[dict[str, Any]]
    news: Mapped[list[Any]]
    buttons: Mapped[list[Any]]
    draw: Mapped[dict[str, Any] | None]
    merge_key: Mapped[str]
    created_at: Mapped[datetime]
    hold_until: Mapped[datetime | None]
    next_at: Mapped[datetime]
    state: Mapped[str]
    """new → sending → sent | dead; new rows may be held or wait for another try. quiet rows are
    pushes that wait for the end of the quiet hours."""
    attempts: Mapped[int]
    ref: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    image: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    board: Mapped[str] = mapped_column(default="", server_default="")
    """Names a message that is kept up to date: a later one of that name is an edit of it."""
    edits: Mapped[int | None]
    """The message whose place it takes, where the channel can edit."""
    pushed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It answers nothing: the person did not write first."""


class TimerRow(Base):
    """Something due at a time, fired once, even after downtime."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        Index("ix_timer_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    due_at: Mapped[datetime]
    conversation: Mapped[str]
    person_id: Mapped[str | None]
    payload: Mapped[dict[str, Any]]
    catch_up: Mapped[str]
    """all, last or none: what happens to those that came due while nobody ran."""
    state: Mapped[str]
    """waiting → fired | skipped | cancelled."""


class RuleRow(Base):
    """One version of a rule; the newest is in force, old ones stay with what began under them."""

    __tablename__ = "rule_version"

    kind: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[datetime]


class AuditRow(Base):
    """Who changed what, when. Private values never come here."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[dict[str, Any]]


class BlobRow(Base):
    """A stored file and how many rows refer to it."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    uses: Mapped[int]


class AddressRow(Base):
    """Which person writes from which account of which channel."""

    __tablename__ = "address"

    channel: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(index=True)
    bound_at: Mapped[datetime]
    off: Mapped[bool]
    """Blocked by the person, or gone: nothing is sent there any more."""


class LinkRow(Base):
    """A personal link to the console, kept as a hash."""

    __tablename__ = "link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class MarkRow(Base):
    """Small facts about the installation: whether it is the demo, which company version."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
