"""Tables of what managers see and decide: tallies, imported visits, skips, absences, re-checks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class TallyRow(Base):
    """A visit as the figures count it, as of one version of the visit. Can always be made anew."""

    __tablename__ = "tally"

    visit_id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    rep_id: Mapped[str]
    store_code: Mapped[str]
    version: Mapped[int]
    """The version of the visit that it was made of."""
    made_by: Mapped[str]
    """What else it depends on: the way of counting and the rules in force."""
    body: Mapped[dict[str, Any]]


class PastVisitRow(Base):
    """A visit of another system, as it was imported; what it says of itself is only a claim."""

    __tablename__ = "past_visit"
    __table_args__ = (Index(None, "day", "person_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    person_id: Mapped[str]
    store_code: Mapped[str]
    position: Mapped[int]
    """Order within the rep's day."""
    claim: Mapped[str] = mapped_column(default="")
    """Its state as the other system words it."""
    shown: Mapped[dict[str, Any]]
    """Which fields were filled: storefront, shelf, price, place … to true or false."""
    stocks: Mapped[list[Any]]
    """[{sku, quantity or null, unit}]."""


class HandledRow(Base):
    """One thing that a manager decided about, and how long it took."""

    __tablename__ = "handled"
    __table_args__ = (Index(None, "closed_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    by: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime]
    decision: Mapped[str]
    visit_id: Mapped[str] = mapped_column(default="")
    store_code: Mapped[str] = mapped_column(default="")
    rep_id: Mapped[str] = mapped_column(default="")


class ReviewSeenRow(Base):
    """When a card of the queue was first shown to somebody who may decide about it."""

    __tablename__ = "review_seen"

    subject: Mapped[str] = mapped_column(primary_key=True)
    """An item's or a request's id."""
    person_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class ReviewMarkRow(Base):
    """A manager's 标记 or 知道了 on something that needs his eyes without needing a decision."""

    __tablename__ = "review_mark"

    item_id: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    """seen or marked."""
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


class SkipRow(Base):
    """A planned stop that the rep does not do, and whether a manager agrees."""

    __tablename__ = "skip"

    day: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    store_code: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str]
    """open, approved, declined or taken_back."""
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]


class AbsenceRow(Base):
    """Days on which somebody is not at work, and who stands in."""

    __tablename__ = "absence"
    __table_args__ = (Index(None, "person_id", "first"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    substitute_id: Mapped[str | None]
    state: Mapped[str]
    """open, approved, declined or ended."""
    decided_by: Mapped[str] = mapped_column(default="")


class CalendarDayRow(Base):
    """A day on which the company works or rests, other than the calendar says (调休)."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    name: Mapped[str] = mapped_column(default="")


class RecheckRow(Base):
    """A product counted again by a manager, beside what the rep had told."""

    __tablename__ = "recheck"
    __table_args__ = (Index(None, "month"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str]
    """``2026-11``."""
    store_code: Mapped[str]
    rep_id: Mapped[str]
    product_code: Mapped[str]
    told: Mapped[str]
    """Pieces, as an exact fraction: ``144`` or ``1/2``; what the rep told last."""
    counted: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class PreferenceRow(Base):
    """What a person has chosen for himself: the board, minutes of checking before."""

    __tablename__ = "preference"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
