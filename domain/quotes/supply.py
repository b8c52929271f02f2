"""When how many pieces can be had, worked out from stock and what is on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.quotes.facts import Shipment


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What arrives on one day at the earliest."""

    due: date
    qty: float
    upto: float
    """Pieces that there are by then, with those in stock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What can be promised: nothing that is overdue or that nobody knows of."""

    stock: float | None
    """Pieces; ``None``: nobody knows."""
    coming: tuple[Coming, ...]

    @property
    def total(self) -> float:
        """Pieces in stock and on their way."""
        return self.coming[-1].upto if self.coming else self.stock or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of an order, and from which day it can be had."""

    due: date
    qty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an order can be met."""

    pieces: float
    now: float
    """From stock."""
    later: tuple[Share, ...]
    lacking: float
    """Nobody knows when: a question to 供应链."""


def supply(stock: float | None, transit: Sequence[Shipment], today: date) -> Supply:
    """What is there and what comes; shipments whose day is over are not counted on."""
    days: dict[date, float] = {}
    for one in sorted(transit, key=lambda s: s.due):
        if one.due >= today and one.qty > 0:
            days[one.due] = days.get(one.due, 0.0) + one.qty
    upto, coming = stock or 0.0, []
    for due, qty in days.items():
        upto += qty
        coming.append(Coming(due=due, qty=qty, upto=upto))
    return Supply(stock=stock, coming=tuple(coming))


def delivery(of: Supply, pieces: float) -> Delivery:
    """Share an order out: from stock first, then from what arrives, the earliest first."""
    now = min(of.stock or 0.0, pieces)
    left, later = pieces - now, []
    for one in of.coming:
        part = min(one.qty, left)
        if part > 0:
            later.append(Share(due=one.due, qty=part))
            left -= part
    return Delivery(pieces=pieces, now=now, later=tuple(later), lacking=left)


def overdue(transit: Sequence[Shipment], today: date) -> list[Shipment]:
    """Shipments that should have arrived, oldest first: whether they did, nobody has said."""
    return sorted((s for s in transit if s.due < today), key=lambda s: s.due)
