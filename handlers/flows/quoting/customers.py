"""What was agreed with a customer, when no product was named."""

from typing import Any

from domain.directory import Customer
from domain.quotes import contracts as agreed
from handlers.chat import Asked, Button, Reply
from handlers.flows.quoting.gathering import sees
from handlers.turn import Turn

_SHOWN = 8
_OFFERED = 5


def contracts(turn: Turn, asked: Asked) -> list[Reply] | None:
    """The contract prices of a customer that are valid today, the newest agreement first."""
    customer = turn.directory.customers.get(asked.customer or "")
    if customer is None:
        return None
    if not sees(turn, customer):
        return [Reply("quotes/contracts_hidden", {"customer": customer.name})]
    today = turn.settings.day(turn.now)
    every = turn.work.quotes.contracts_of(customer.code)
    valid = agreed.by_product(every, today)
    products = turn.directory.catalogue.products
    lines: list[dict[str, Any]] = [
        {
            "product": products[c.product].name if c.product in products else c.product,
            "unit": (products[c.product].unit if c.product in products else "") or "件",
            "price": c,
        }
        for c in valid[:_SHOWN]
    ]
    facts: dict[str, Any] = {
        "customer": customer.name,
        "lines": lines,
        "total": len(valid),
        "ended": agreed.last_end(every, today),
        "at": turn.now,
    }
    about = {"customer": customer.code, "contact": asked.contact, "wanted": None}
    buttons = tuple(
        Button(line["product"], "quote_for", {**about, "product": c.product}, lasting=True)
        for line, c in zip(lines, valid, strict=False)
        if c.product in products
    )
    return [Reply("quotes/contracts", facts, buttons=buttons)]


def which_product(turn: Turn, asked: Asked) -> Reply:
    """No product was named: those that were agreed on or offered before stand first."""
    customer = turn.directory.customers.get(asked.customer or "")
    codes = dealt(turn, customer) if customer else []
    products = [p for code in codes if (p := turn.directory.catalogue.products.get(code))]
    about = {"customer": customer.code if customer else "", "contact": asked.contact}
    buttons = tuple(
        Button(p.name, "quote_for", {**about, "product": p.code, "wanted": None})
        for p in products[:_OFFERED]
    )
    facts = {"customer": customer.name if customer else "", "offered": bool(buttons)}
    return Reply("quotes/which_product", facts, buttons=buttons)


def dealt(turn: Turn, customer: Customer) -> list[str]:
    """Codes of the products that a customer has a contract price or a quote for."""
    if not sees(turn, customer):
        return []
    signed = [c.product for c in turn.work.quotes.contracts_of(customer.code)]
    offered = [q.product for q in turn.work.quotes.quotes_of(customer.code)]
    return list(dict.fromkeys([*signed, *offered]))
