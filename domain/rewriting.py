"""An edited message: what of a visit came from it, and what its new words change."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.correcting import Change, recounting
from domain.evidence import Item
from domain.stock import StockEntry, StockLine
from domain.undoing import order, told_by
from domain.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What the new words of a stock line mean for a visit."""

    changes: tuple[Change, ...] = ()
    gone: tuple[Item, ...] = ()
    """No longer in the words."""
    fresh: tuple[StockEntry, ...] = ()
    """Not in them before."""
    overtaken: tuple[Item, ...] = ()
    """Worded anew, but changed by a later message since: left alone."""


def said_in(visit: Visit, message: int) -> Sequence[Item]:
    """What the visit holds by that message: as it is, or as it was before a correction."""
    return [i for i in order(visit) if message in _sources(i)]


def _sources(item: Item) -> set[int]:
    typed = item.price.typed_in if item.price else 0
    return {item.source, typed, *(c.source for c in item.corrections)}


def is_still(item: Item, message: int) -> bool:
    """Whether the item's value is the one of that message."""
    if item.price is not None and not item.corrections:
        return item.price.typed_in == message
    return told_by(item) == message


def rewrite(visit: Visit, message: int, line: StockLine) -> Rewritten:
    """Hold the new words of a message against what was counted by the old ones."""
    of_it = [i for i in said_in(visit, message) if i.stock is not None]
    said = {entry.product.code: entry for entry in line.entries}
    placed = {product.code for product, _ in line.boxes}
    changes: list[Change] = []
    gone: list[Item] = []
    overtaken: list[Item] = []
    for item in of_it:
        sku = item.stock.sku if item.stock else ""
        entry = said.pop(sku, None)
        if not is_still(item, message):
            if entry is None or f"{entry.quantity}{entry.unit}" != _as_said(item, message):
                overtaken.append(item)
        elif entry is None:
            if sku not in placed or (item.stock and item.stock.quantity is not None):
                gone.append(item)
        elif _differs(item, entry):
            changes.append(recounting(item, entry.quantity, entry.unit))
    return Rewritten(
        changes=tuple(changes),
        gone=tuple(gone),
        fresh=tuple(said.values()),
        overtaken=tuple(overtaken),
    )


def _differs(item: Item, entry: StockEntry) -> bool:
    stock = item.stock
    return stock is not None and (stock.quantity, stock.unit) != (entry.quantity, entry.unit)


def _as_said(item: Item, message: int) -> str:
    """The value that the message gave, before others changed it."""
    after = [c.after for c in item.corrections if c.source == message]
    return after[-1] if after else item.corrections[0].before
