"""Pieces of evidence as people call them."""

from typing import Any

from domain.correcting import Change, value_of
from domain.evidence import Item
from domain.visits import Visit
from handlers.turn import Turn


def thing(turn: Turn, visit: Visit, item: Item) -> dict[str, Any]:
    """What a template needs to name an item: its kind, code, name and value."""
    facts: dict[str, Any] = {
        "kind": "photo" if item.photo else "text",
        "title": visit.form.title_of(item.slot),
        "sku": "",
        "name": "",
        "said": value_of(item),
        "photo": item.photo is not None,
    }
    if item.stock is not None:
        product = turn.directory.catalogue.products.get(item.stock.sku)
        name = product.name if product else ""
        return {**facts, "kind": "stock", "sku": item.stock.sku, "name": name}
    if item.price is not None:
        return {**facts, "kind": "price", "name": item.price.label or "竞品"}
    return facts


def changed(turn: Turn, visit: Visit, change: Change) -> dict[str, Any]:
    """What a template needs to tell a change."""
    item = visit.items[change.item_id]
    return {
        "thing": thing(turn, visit, item),
        "before": change.before,
        "after": change.after,
    }
