"""Counting stock into a visit: what is new, what was known, what contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.catalogue import Product
from domain.evidence import Correction, Item, ItemState, Stock
from domain.forms import Step, StepKind
from domain.stock import StockEntry
from domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Source:
    """The message that a count comes from."""

    id: int
    at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """What one line changed. Each list names products by SKU."""

    new: tuple[Stock, ...] = ()
    same: tuple[Stock, ...] = ()
    differs: tuple[tuple[Stock, Stock], ...] = ()
    """(as recorded, as said now): asked before anything is overwritten."""
    off_grade: tuple[Stock, ...] = ()
    """Recorded, but not of the grade that the step counts."""


def stock_step(visit: Visit) -> Step | None:
    """The form's stock step, if it has one."""
    steps = visit.form.of_kind(StepKind.SKU_STOCK)
    return steps[0] if steps else None


def count_stock(
    visit: Visit, entries: Sequence[StockEntry], source: Source, ids: Sequence[str]
) -> Counted:
    """Put counts into the visit, one item a product. ``ids`` gives one id for each entry.

    Raises:
        ValueError: when the visit's form asks for no stock.
    """
    step = stock_step(visit)
    if step is None:
        raise ValueError(f"form {visit.form.name} counts no stock")
    known = {i.stock.sku: i for i in visit.in_slot(step.slot) if i.stock}
    found: dict[str, list[Stock]] = {"new": [], "same": [], "off_grade": []}
    differs: list[tuple[Stock, Stock]] = []
    for entry, item_id in zip(entries, ids, strict=True):
        stock = _stock(entry)
        old = known.get(stock.sku)
        if old is None or old.stock is None or old.stock.quantity is None:
            known[stock.sku] = _put(visit, step, stock, source, item_id, old)
            counts = not step.grade or stock.grade == step.grade
            found["new" if counts else "off_grade"].append(stock)
        elif (old.stock.quantity, old.stock.unit) == (stock.quantity, stock.unit):
            known[stock.sku] = _boxed(visit, old, stock)
            found["same"].append(stock)
        else:
            differs.append((old.stock, stock))
    return Counted(
        new=tuple(found["new"]),
        same=tuple(found["same"]),
        differs=tuple(differs),
        off_grade=tuple(found["off_grade"]),
    )


def recount(visit: Visit, sku: str, quantity: int, unit: str, source: Source) -> Stock | None:
    """Overwrite a count after the rep said so, and keep what it was beside it.

    Returns:
        The new count, or ``None`` when the product was not counted.
    """
    step = stock_step(visit)
    for item in visit.in_slot(step.slot) if step else ():
        if item.stock and item.stock.sku == sku:
            stock = replace(item.stock, quantity=quantity, unit=unit)
            made = Correction(
                at=source.received_at,
                by=visit.rep_id,
                before=counted_words(item.stock),
                after=counted_words(stock),
                source=source.id,
            )
            visit.change(item.id, stock=stock, corrections=(*item.corrections, made))
            return stock
    return None


def counted_words(stock: Stock) -> str:
    """A count as people read it; empty while there is none."""
    return "" if stock.quantity is None else f"{stock.quantity}{stock.unit}"


def _from(source: Source) -> dict[str, Any]:
    return {"source": source.id, "at": source.at, "received_at": source.received_at}


def _stock(entry: StockEntry) -> Stock:
    return Stock(
        sku=entry.product.code,
        quantity=entry.quantity,
        unit=entry.unit,
        grade=entry.product.grade,
        cells=entry.cells,
    )


def box(
    visit: Visit, product: Product, cells: tuple[str, ...], source: Source, item_id: str
) -> bool:
    """Place a product on the shelf picture; whether its number is known already."""
    step = stock_step(visit)
    if step is None:
        return False
    old = next(
        (i for i in visit.in_slot(step.slot) if i.stock and i.stock.sku == product.code), None
    )
    if old is None or old.stock is None:
        placed = Stock(sku=product.code, quantity=None, unit="", grade=product.grade, cells=cells)
        _put(visit, step, placed, source, item_id)
        return False
    visit.change(old.id, stock=replace(old.stock, cells=cells))
    return old.stock.quantity is not None


def _put(
    visit: Visit,
    step: Step,
    stock: Stock,
    source: Source,
    item_id: str,
    boxed: Item | None = None,
) -> Item:
    """A new count, in the place of a box that had none."""
    if boxed is not None and boxed.stock is not None:
        counted = replace(stock, cells=stock.cells or boxed.stock.cells)
        return visit.change(boxed.id, stock=counted, **_from(source))
    item = Item(
        id=item_id,
        slot=step.slot,
        state=ItemState.ACCEPTED,
        **_from(source),
        stock=stock,
    )
    visit.put(item)
    return item


def _boxed(visit: Visit, old: Item, stock: Stock) -> Item:
    """Said again with grid cells: the box is new even though the number is not."""
    if not old.stock or not stock.cells or stock.cells == old.stock.cells:
        return old
    return visit.change(old.id, stock=replace(old.stock, cells=stock.cells))
