"""Where goods are, when no product was named: what the tables say, and what they don't."""

from domain.quotes.facts import Source
from handlers.chat import Asked, Reply
from handlers.flows.quoting.gathering import sees, store_name
from handlers.turn import Turn

_SHOWN = 6


def without_product(turn: Turn, asked: Asked) -> list[Reply] | None:
    """Of a store or a customer; nobody has told the bot which shipment is for whom."""
    if asked.store is not None:
        today = turn.settings.day(turn.now)
        last = turn.work.sales.last_order(asked.store, today)
        facts = {"store": store_name(turn, asked.store), "order": last}
        return [Reply("quotes/store_shipment", facts)]
    customer = turn.directory.customers.get(asked.customer or "")
    if customer is None:
        return None
    of = turn.work.quotes
    dealt = [*of.contracts_of(customer.code), *of.quotes_of(customer.code)]
    codes = list(dict.fromkeys(one.product for one in dealt)) if sees(turn, customer) else []
    products, today = turn.directory.catalogue.products, turn.settings.day(turn.now)
    lines = [
        {
            "product": products[s.product].name if s.product in products else s.product,
            "unit": (products[s.product].unit if s.product in products else "") or "件",
            "shipment": s,
            "late_days": max((today - s.due).days, 0),
        }
        for s in of.on_the_way(codes)
    ]
    facts = {
        "customer": customer.name,
        "lines": lines[:_SHOWN],
        "total": len(lines),
        "connected": Source.TRANSIT in of.loaded(),
        "day": today,
    }
    return [Reply("quotes/customer_shipment", facts)]
