"""Competitors' prices held against ours: the newest one, and how it came about."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from domain.catalogue import Competitor, Product
from domain.numbers import plain
from domain.prices import gap, whole_fen
from domain.quotes.facts import RivalPrice

_SIZE = re.compile(r"\d{1,5}(?:\.\d{1,3})?\s?(?:ml|kg|毫升|千克|公斤|[lg升克斤])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """The own price that another is held against."""

    what: str
    """零售价, 合同价 or 目录价."""
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One competitor's price beside ours."""

    code: str
    name: str
    fen: int
    """For one piece."""
    at: datetime
    place: str
    """The store's name; empty when it was not seen in one."""
    source: str
    ours: Ours | None
    by_fen: int
    """Theirs minus ours; 0 as well when there is none of ours."""
    share: float
    """Of ours; −0.09 is 9 % cheaper."""
    days: int
    """Since it was seen."""


def piece_fen(price: RivalPrice) -> Fraction:
    """The price of a single piece."""
    return Fraction(price.price_fen, max(price.pack, 1))


def ours_beside(price: RivalPrice, product: Product, contract_fen: int | None) -> Ours | None:
    """What a price is held against: a shelf's against our retail price, an offer against our offer."""
    if price.store and product.retail_fen:
        return Ours(what="零售价", fen=product.retail_fen)
    if contract_fen is not None:
        return Ours(what="合同价", fen=contract_fen)
    if product.list_fen:
        return Ours(what="目录价", fen=product.list_fen)
    return Ours(what="零售价", fen=product.retail_fen) if product.retail_fen else None


def named_in(text: str, competitors: Iterable[Competitor]) -> Competitor | None:
    """The competitor's product that the words name, its size left out or not; the longest name."""
    said = _plain(text)
    found = [c for c in competitors if (name := _plain(c.name)) and name in said]
    return max(found, key=lambda c: len(c.name), default=None)


def _plain(name: str) -> str:
    return "".join(_SIZE.sub("", plain(name).lower()).split())


def newest(prices: Sequence[RivalPrice], now: datetime) -> list[RivalPrice]:
    """The newest price of each competitor's product, the one seen last first."""
    found: dict[str, RivalPrice] = {}
    for price in sorted(prices, key=lambda p: (p.at, p.id)):
        if price.at <= now:
            found[price.competitor] = price
    return sorted(found.values(), key=lambda p: (p.at, p.id), reverse=True)


def by_store(
    prices: Sequence[RivalPrice], now: datetime, *, most: int
) -> Mapping[tuple[str, str | None], Sequence[RivalPrice]]:
    """Each product's prices in each store, newest first, at most so many; the freshest store first."""
    found: dict[tuple[str, str | None], list[RivalPrice]] = {}
    for price in sorted(prices, key=lambda p: (p.at, p.id), reverse=True):
        if price.at <= now:
            found.setdefault((price.competitor, price.store), []).append(price)
    return {key: seen[:most] for key, seen in found.items()}


def held(
    price: RivalPrice,
    ours: Ours | None,
    now: datetime,
    *,
    name: str,
    place: Callable[[str], str],
) -> Held:
    """A price beside ours."""
    fen = piece_fen(price)
    against = gap(fen, ours.fen if ours else None)
    return Held(
        code=price.competitor,
        name=name,
        fen=whole_fen(fen),
        at=price.at,
        place=place(price.store) if price.store else "",
        source=price.source,
        ours=ours,
        by_fen=against.by_fen if against else 0,
        share=against.share if against else 0.0,
        days=(now - price.at).days,
    )
