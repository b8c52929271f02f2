"""Prices and orders as the company keeps them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPrice:
    """A competitor's price seen once."""

    id: str
    at: datetime
    competitor_code: str
    price_fen: int
    """As printed, for ``pack`` pieces."""
    pack: int = 1
    store_code: str | None = None
    source: str = ""
    """照片, 人工 …"""
    visit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of a store's order."""

    order_no: str
    day: date
    product_code: str
    qty: float
    """In ``unit``; below zero when goods came back."""
    unit: str = ""
    amount_fen: int | None = None
    payment: str = ""
