"""Visits that another system recorded: figures count them apart, and no gate was ever passed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStock:
    """One product that the record names."""

    sku: str
    quantity: float | None
    """``None``: seen, and nobody wrote how many. 0: out of stock."""
    unit: str = ""
    """箱, 瓶 … as it was written; empty when it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """One imported visit. What it says of its own state is only a claim."""

    id: str
    day: date
    rep_id: str
    store_code: str
    position: int
    """Order within the rep's day, from 1."""
    claim: str = ""
    """Its state as the other system words it."""
    shown: Mapping[str, bool]
    """Which of ``storefront``, ``shelf``, ``price``, ``place`` and ``stock`` were there; what the file
    has no column for is not in it."""
    stocks: tuple[PastStock, ...] = ()
