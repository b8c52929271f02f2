"""A question about a product: the whole card, or just the one thing that was asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.quotes.amounts import quantity_said
from domain.quotes.card import Case, build
from domain.understanding import Intent
from handlers.chat import Asked, Button, Reply
from handlers.flows.quoting import customers, history, shipments, special
from handlers.flows.quoting.cards import whole
from handlers.flows.quoting.gathering import (
    args_of,
    case_of,
    choices,
    known_of,
    visiting,
    wanted_of,
)
from handlers.turn import Turn

_SHORT: Mapping[Intent, str] = {
    Intent.LEAD_TIME: "lead",
    Intent.STOCK: "stock",
    Intent.SHIPMENT: "transit",
    Intent.CONTRACT_PRICE: "contract",
}
"""What is answered by itself when nothing else was asked."""
_PRICES = frozenset({Intent.RIVAL_PRICE, Intent.QUOTE})


def on_asked(turn: Turn, asked: Asked) -> Sequence[Reply]:
    """All facets of one product at once."""
    facets = asked.frame.facets or (asked.intent,)
    only = facets[0] if len(facets) == 1 else None
    product = turn.directory.catalogue.products.get(asked.product or "")
    if product is None:
        return _without_product(turn, asked, only or facets[0])
    special.let_go(turn, product.code)
    if product.code in turn.directory.catalogue.competitors:
        return history.of_rival(turn, product.code)
    if facets[0] is Intent.RIVAL_PRICE and _PRICES.issuperset(facets):
        return history.of_product(turn, product)
    customer = turn.directory.customers.get(asked.customer or "")
    quantity = quantity_said(str(asked.frame.slots.get("qty", "")))
    wanted = wanted_of(quantity, product)
    case = case_of(turn, product, customer, contact=asked.contact, wanted=wanted)
    if only is not None and only in _SHORT:
        return _short(turn, case, _SHORT[only])
    return _short(turn, case, "price") if visiting(turn) else whole(turn, case)


def _without_product(turn: Turn, asked: Asked, facet: Intent) -> Sequence[Reply]:
    """What can be said of a customer or a store alone; else which product."""
    without: Mapping[Intent, Callable[[Turn, Asked], Sequence[Reply] | None]] = {
        Intent.CONTRACT_PRICE: customers.contracts,
        Intent.SHIPMENT: shipments.without_product,
        Intent.RIVAL_PRICE: history.of_all,
    }
    answered = without[facet](turn, asked) if facet in without else None
    return answered or [customers.which_product(turn, asked)]


def _short(turn: Turn, case: Case, facet: str) -> list[Reply]:
    """At most three lines, and the way to the rest."""
    card = build(case, known_of(turn, case))
    args = args_of(case)
    facts: dict[str, Any] = {"n": card.numbers, "facet": facet, "asks": False}
    names = choices(turn, case.product) if facet == "contract" and case.customer is None else []
    if names:
        labels = [(f"{c.name} {c.contact}".strip(), c.code) for c in names]
        buttons = [Button(label, "quote_for", {**args, "customer": code}) for label, code in labels]
        buttons.append(Button("只看目录价", "quote_list", args))
        return [Reply("quotes/short", {**facts, "asks": True}, buttons=tuple(buttons))]
    return [Reply("quotes/short", facts, buttons=(Button("整张卡", "quote_for", args),))]
