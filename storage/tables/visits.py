"""Tables of visits: the visit, its items, locations, and evidence still without a visit."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class VisitRow(Base):
    """One rep, one store."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_rep_id_state", "rep_id", "state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    rep_id: Mapped[str]
    store_code: Mapped[str] = mapped_column(index=True)
    form_name: Mapped[str]
    form_version: Mapped[int]
    form_for: Mapped[dict[str, Any]]
    """Roles and store kind that the form was compiled for."""
    opened_at: Mapped[datetime] = mapped_column(index=True)
    arrived_at: Mapped[datetime | None]
    state: Mapped[str]
    submitted_at: Mapped[datetime | None]
    closed_reason: Mapped[str]
    presences: Mapped[list[Any]]
    version: Mapped[int]
    """Counts the writings, so that a visit read before need not be read again."""
    touched_at: Mapped[datetime]
    reopened: Mapped[str] = mapped_column(default="", server_default="")
    """The slot that a manager gave back, after a submission."""
    late_entry: Mapped[bool] = mapped_column(default=False, server_default=false())
    """补录: made up for without being there."""


class ItemRow(Base):
    """One piece of evidence in a slot of a visit."""

    __tablename__ = "item"

    id: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    slot: Mapped[str]
    state: Mapped[str]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    source: Mapped[int]
    sha256: Mapped[str | None] = mapped_column(index=True)
    body: Mapped[dict[str, Any]]


class FixRow(Base):
    """Every location that was sent, accepted or not."""

    __tablename__ = "fix"

    source: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    lat: Mapped[float]
    lon: Mapped[float]
    datum: Mapped[str]
    """As sent; lat and lon are kept in WGS-84."""
    accuracy_m: Mapped[float | None]
    provenance: Mapped[str]
    standing: Mapped[str]
    store_code: Mapped[str | None]
    distance_m: Mapped[float | None]
    visit_id: Mapped[str | None]


class EvidenceRow(Base):
    """What a rep sent, until a visit covers its time."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_person_id_visit_id", "person_id", "visit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[str]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    sha256: Mapped[str]
    text: Mapped[str]
    album: Mapped[str]
    provenance: Mapped[str]
    reading: Mapped[dict[str, Any] | None]
    failed: Mapped[str]
    visit_id: Mapped[str | None]
    """A visit's id once bound; ``-`` when it was set aside for good."""


class PrintRow(Base):
    """The fingerprint of a storefront that somebody sent, whatever became of it."""

    __tablename__ = "print"

    item_id: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(index=True)
    store_code: Mapped[str]
    rep_id: Mapped[str]
    at: Mapped[datetime]
    """Message time."""
    sha256: Mapped[str] = mapped_column(index=True)
    phash: Mapped[str]
    dhash: Mapped[str]
    p0: Mapped[int] = mapped_column(index=True)
    """The phash in four parts of 16 bits: a near one shares a part but for one bit."""
    p1: Mapped[int] = mapped_column(index=True)
    p2: Mapped[int] = mapped_column(index=True)
    p3: Mapped[int] = mapped_column(index=True)
    d0: Mapped[int] = mapped_column(index=True)
    """The dhash likewise."""
    d1: Mapped[int] = mapped_column(index=True)
    d2: Mapped[int] = mapped_column(index=True)
    d3: Mapped[int] = mapped_column(index=True)


class RequestRow(Base):
    """Something that only a manager may decide: a store that stands elsewhere."""

    __tablename__ = "request"
    __table_args__ = (Index("ix_request_state_store_code", "state", "store_code"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    store_code: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]
    state: Mapped[str]
    """open → approved | declined."""
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
