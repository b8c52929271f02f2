"""别承诺: what the numbers of the card don't carry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.quotes.lines import ENDS_SOON, Numbers, State

MOST = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """One promise not to make; its words are a template's."""

    kind: str
    facts: Mapping[str, Any]


def limits(n: Numbers) -> tuple[Limit, ...]:
    """The promises not to make, the likeliest first."""
    return tuple(one for group in (_dates, _prices, _stock) for one in group(n))[:MOST]


def _dates(n: Numbers) -> Iterator[Limit]:
    there = n.lead.supply
    if there.coming:
        yield Limit("before", {"due": there.coming[0].due})
    elif there.stock is None:
        yield Limit("any_date", {})
    late = [s for s in n.transit.shipments if s.late_days]
    if late:
        yield Limit("overdue", {"shipment": late[0]})


def _prices(n: Numbers) -> Iterator[Limit]:
    if n.contract.state is State.HIDDEN:
        yield Limit("others_price", {})
    elif n.offer_fen is not None:
        agreed = "contract" if n.contract.state is State.SHOWN else "list"
        kind, fen = ("special", n.agreed_fen) if n.agreed_fen is not None else (agreed, n.offer_fen)
        yield Limit("below", {"kind": kind, "fen": fen})


def _stock(n: Numbers) -> Iterator[Limit]:
    if n.stock.stale:
        yield Limit("stale", {})
    there = n.lead.supply
    if there.stock is not None or there.coming:
        yield Limit("beyond", {})
    left = n.contract.days_left
    if n.contract.state is State.SHOWN and left is not None and left <= ENDS_SOON:
        yield Limit("after_end", {})
