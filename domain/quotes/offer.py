"""What a customer may see of a card: a price, its terms, what is there. Nothing else."""

from dataclasses import dataclass
from datetime import date

from domain.quotes.lines import Numbers, State
from domain.quotes.supply import Coming, Delivery

_COMING = 2
"""Days of arrival on an offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer to forward. Competitors, quotes, and what not to promise have no place in it."""

    company: str
    rep: str
    product: str
    unit: str
    customer: str
    contact: str
    fen: int
    taxed: bool | None
    """``None``: it has to be asked."""
    min_qty: float | None
    until: date | None
    """The last day of the price; ``None``: it has to be agreed on."""
    wanted: str
    """The quantity as it was said; empty when none was."""
    stock: float | None
    coming: tuple[Coming, ...]
    delivery: Delivery | None


def offer_of(n: Numbers, *, company: str, rep: str, special: bool) -> Offer | None:
    """The offer of a card, at the special price where that is wanted and agreed; ``None``: no price.

    The terms of a contract are those of its price; a list price or a special one has none.
    """
    agreed = n.agreed_fen if special else None
    fen = n.offer_fen if agreed is None else agreed
    if fen is None:
        return None
    terms = n.contract if n.contract.state is State.SHOWN and agreed is None else None
    return Offer(
        company=company,
        rep=rep,
        product=n.product,
        unit=n.unit,
        customer=n.customer,
        contact=n.contact,
        fen=fen,
        taxed=terms.taxed if terms else None,
        min_qty=terms.min_qty if terms else None,
        until=terms.until if terms else None,
        wanted=n.wanted.said if n.wanted else "",
        stock=None if n.stock.stale else n.lead.supply.stock,
        coming=n.lead.supply.coming[:_COMING],
        delivery=None if n.stock.stale else n.lead.delivery,
    )
