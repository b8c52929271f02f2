"""What figures are made of: one record for each thing that is counted."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from domain.unclosed import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A confirmed price that is far from the last one of its kind, or from our own product's."""

    item_id: str
    competitor: str
    """Competitor code; empty where the product is not linked."""
    label: str
    """The product as people read it."""
    unit_fen: int
    """The price of one piece, in fen."""
    change: float | None = None
    """Share of change to the last price; ``None`` when it is no alarm by that."""
    gap: float | None = None
    """Share of difference to our own product; ``None`` when it is no alarm by that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One visit as the figures count it. Made by ``domain.figures.tallying.tally``.

    A visit counts for the day on which it was opened. All counts are of that one visit.
    """

    id: str
    rep_id: str
    store_code: str
    """The store's code, or the customer's."""
    form: str
    """``store_visit`` or ``customer_visit``; ``past`` for an imported record."""
    day: date
    opened_at: datetime
    arrived_at: datetime | None = None
    submitted_at: datetime | None = None
    state: str
    """``VisitState``'s value; ``claimed`` for an imported record that says it was done, else ``open``."""
    present: tuple[date, ...] = ()
    """Days with an accepted location, or on which it was opened."""
    counts: bool = True
    """``False`` for a start at the wrong door: it is in no figure."""
    closed: bool = False
    """Submitted with every mandatory item valid, and nothing left for a manager."""
    on_time: bool = False
    """Closed on the day it was opened."""
    why: Why | None = None
    """Why it is not closed."""
    reason: str = ""
    """The rep's words for a visit that was given up or waived."""
    lacking: tuple[str, ...] = ()
    """Titles of the steps that nothing fills."""
    waiting: tuple[str, ...] = ()
    """Titles of the steps that are filled and wait for a manager."""
    steps_due: int = 0
    steps_valid: int = 0
    """Mandatory items, and those that are accepted, with or without a warning."""
    fields_due: int = 0
    fields_valid: int = 0
    """Fields, stricter: filled, accepted without a warning, not flagged."""
    invalid: tuple[str, ...] = ()
    """Titles of the fields that are due and not valid."""
    places_due: int = 0
    places: int = 0
    fronts_due: int = 0
    fronts_sharp: int = 0
    skus_due: int = 0
    skus_done: int = 0
    prices_due: int = 0
    priced: int = 0
    prices: int = 0
    """Confirmed prices: what an alarm may come of."""
    shelves_due: int = 0
    shelves: int = 0
    no_competitor: bool = False
    blurry: bool = False
    """拍照糊: a photo accepted with a low score, or refused for its picture at least once."""
    photos: int = 0
    """Photos that count."""
    photos_sharp: int = 0
    photos_proven: int = 0
    """Photos of a camera that the channel vouches for, or taken inside the on-site window."""
    score_sum: int = 0
    """Clarity 0-100 of the photos that count, added up."""
    alarms: tuple[Alarm, ...] = ()
    flags: int = 0
    """Items that wait for a manager."""
    late_entry: bool = False

    @property
    def sku_missing(self) -> bool:
        """SKU漏: fewer main products with a stock number than are due."""
        return self.skus_done < self.skus_due

    @property
    def price_missing(self) -> bool:
        """价格空: a competitor's price is due and none is confirmed."""
        return self.priced < self.prices_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A planned stop of a rep's day."""

    day: date
    rep_id: str
    store_code: str
    position: int
    excused: str = ""
    """Why it need not be done, as a manager approved it: it leaves the denominator."""
    asked: str = ""
    """Why the rep would skip it, while nobody has decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """One thing that a manager decided about in his queue."""

    id: str
    kind: str
    """The cause of the item, or the kind of the request."""
    by: str
    """Person id."""
    opened_at: datetime
    """When its card was shown to who decided."""
    closed_at: datetime
    decision: str
    """approved, returned, marked, seen, declined."""
    visit_id: str = ""
    store_code: str = ""
    rep_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """A store's stock as the rep told it and as a manager counted it again."""

    id: str
    day: date
    store_code: str
    rep_id: str
    by: str
    """Person id of who counted again."""
    lines: tuple[tuple[str, Fraction, Fraction], ...]
    """(SKU, pieces as told, pieces as counted again)."""


@dataclass(frozen=True, slots=True)
class RepDay:
    """Everything of one rep on one day."""

    rep_id: str
    day: date
    visits: tuple[Tally, ...] = ()
    """Opened that day, in the order of arrival."""
    stops: tuple[Stop, ...] = ()
    """Planned for that day, in order; those that a visit of an earlier day did are left out."""
