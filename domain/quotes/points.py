"""三条话术: what to say next, each grounded in numbers of the card. Rules, no invention."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.quotes.lines import ENDS_SOON, Numbers, State
from domain.quotes.rivals import Held

MOST = 3
_OLD_PRICE = 30
"""From so many days on a competitor's price is asked for anew before anything is built on it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to say; its words are a template's."""

    kind: str
    facts: Mapping[str, Any]


def points(n: Numbers) -> tuple[Point, ...]:
    """Three points: one about the competitor, one about supply, one about the price; then more."""
    first = [next(group(n), None) for group in (_rival, _supply, _price)]
    rest = [p for group in (_time, _price, _ask) for p in group(n)]
    chosen: dict[str, Point] = {}
    for point in (*first, *rest):
        if point is not None:
            chosen.setdefault(point.kind, point)
    return tuple(chosen.values())[:MOST]


def _rival(n: Numbers) -> Iterator[Point]:
    """Against the price seen last."""
    if not n.rivals.held:
        return
    held = n.rivals.held[0]
    facts = {"rival": held, "stress": _strength(n)}
    if held.days > _OLD_PRICE:
        yield Point("rival_old", facts)
    elif held.ours is not None:
        yield Point(_direction(held), facts)


def _direction(held: Held) -> str:
    if held.by_fen == 0:
        return "rival_same"
    return "rival_cheaper" if held.by_fen < 0 else "rival_dearer"


def _strength(n: Numbers) -> str:
    """What to speak of in the place of a price: what is there, or what surely comes."""
    if n.lead.supply.stock and not n.stock.stale:
        return "stock"
    return "coming" if n.lead.supply.coming else ""


def _supply(n: Numbers) -> Iterator[Point]:
    there, order = n.lead.supply, n.lead.delivery
    if there.stock is None and not there.coming:
        return
    if there.stock and n.stock.stale:
        yield Point("check_stock", {})
    elif order is not None:
        enough = order.now >= order.pieces
        yield Point("enough" if enough else "split", {})
    elif there.stock and there.coming:
        yield Point("stock_then", {})
    elif there.stock:
        yield Point("stock_only", {})
    else:
        yield Point("coming" if there.coming else "sold_out", {})


def _price(n: Numbers) -> Iterator[Point]:
    if n.agreed_fen is not None:
        yield Point("special", {"offer": n.offer_fen})
    if n.contract.state is State.SHOWN:
        yield from _agreed(n)
    elif n.contract.state is State.HIDDEN:
        yield Point("hidden", {})
    elif n.quoted.state is State.SHOWN:
        yield Point("from_quote", {})
    elif n.listed.state is State.SHOWN:
        yield Point("from_list", {})


def _agreed(n: Numbers) -> Iterator[Point]:
    pieces = n.lead.delivery.pieces if n.lead.delivery else None
    least = n.contract.min_qty or 0
    if least > 1 and pieces is not None and pieces < least:
        yield Point("min_qty", {})
    if n.quoted.state is State.SHOWN and n.quoted.fen != n.contract.fen:
        by = abs(n.quoted.fen - n.contract.fen)
        above = n.quoted.fen > n.contract.fen
        yield Point("quote_above" if above else "quote_below", {"by": by})
    if n.contract.share is not None and n.contract.share < 0:
        yield Point("discount", {"by": n.listed.fen - n.contract.fen})


def _time(n: Numbers) -> Iterator[Point]:
    if n.contract.days_left is not None and n.contract.days_left <= ENDS_SOON:
        yield Point("ends_soon", {})


def _ask(n: Numbers) -> Iterator[Point]:
    """What to ask when the numbers give no more to say; each names the number that is missing."""
    if n.wanted is None:
        yield Point("how_many", {})
    if n.stock.state is not State.SHOWN:
        yield Point("no_stock_known", {})
    if not n.rivals.held:
        yield Point("rival_unknown", {})
    if n.transit.state is not State.SHOWN:
        yield Point("no_transit_known", {})
    yield Point("when", {})
