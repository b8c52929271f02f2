"""What was agreed with a customer, when no product was named."""

from typing import Any

from domain.quotes import contracts as agreed
from handlers.chat import Asked, Button, Reply
from handlers.flows.quoting.gathering import sees
from handlers.turn import Turn

_SHOWN = 8


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
    lines = [
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
