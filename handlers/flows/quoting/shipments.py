"""Where goods are, when no product was named: what the tables say, and what they don't."""

from domain.quotes.facts import Source
from handlers.chat import Asked, Reply
from handlers.flows.quoting.customers import dealt
from handlers.flows.quoting.gathering import store_name
from handlers.turn import Turn

_SHOWN = 6


def without_product(turn: Turn, asked: Asked) -> list[Reply] | None:
    """Of a store or a customer; nobody has told the bot which shipment is for whom."""
    if asked.store is not None:
        return [_of_store(turn, asked.store)]
    customer = turn.directory.customers.get(asked.customer or "")
    if customer is None:
        return None
    of = turn.work.quotes
    codes = dealt(turn, customer)
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


def _of_store(turn: Turn, store: str) -> Reply:
    """Deliveries are in no table; the last order is."""
    last = turn.work.sales.last_order(store, turn.settings.day(turn.now))
    return Reply("quotes/store_shipment", {"store": store_name(turn, store), "order": last})
