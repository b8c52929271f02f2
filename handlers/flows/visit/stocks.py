"""Stock in a visit: counted, placed, corrected, asked again."""

from collections.abc import Iterator, Sequence
from typing import Any

from domain.counting import Counted, Source, box, count_stock, recount, stock_step
from domain.evidence import Evidence, Stock
from domain.stock import StockLine, Trouble
from domain.visits import Visit, VisitState
from handlers.chat import Button, Drawing, News, Pressed, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.late import made_up
from handlers.flows.visit.stale import stale
from handlers.turn import Turn, grid_of

_ASKED = frozenset({Trouble.VAGUE, Trouble.NEGATIVE, Trouble.NOT_WHOLE, Trouble.NO_QUANTITY})
"""Troubles with a known product: a bare number is their answer."""


def take_stock(turn: Turn, visit: Visit, line: StockLine, source: Source) -> list[News]:
    """Count a stock line into the visit; what can't be counted is asked again."""
    first = turn.ids.new() if line.entries else ""
    ids = [f"{first}-{at:03}" for at in range(len(line.entries))]  # in the order of the words
    counted = count_stock(visit, line.entries, source, ids) if ids else Counted()
    made_up(turn, visit, source.id)
    known = {p.code for p, cells in line.boxes if box(visit, p, cells, source, turn.ids.new())}
    unclear = [sku for trouble, sku in line.troubles if trouble in _ASKED and sku not in known]
    if unclear:
        turn.ask(turn.enter("visit", visit.id), "stock", visit=visit.id, sku=unclear[0])
    return [*_counted_news(turn, visit, counted), *_boxed_news(line, known)]


def boxes_drawn(visit: Visit, line: StockLine) -> Drawing | None:
    """The shelf picture with every product that was placed on it, when a line placed one."""
    step = stock_step(visit)
    placed = line.boxes or any(entry.cells for entry in line.entries)
    shelves = [i for i in visit.in_slot(step.under) if i.photo] if step and placed else []
    if step is None or not shelves or shelves[-1].photo is None:
        return None
    stocks = [i.stock for i in visit.in_slot(step.slot) if i.stock and i.stock.cells]
    return grid_of(shelves[-1].photo.sha256, [(s.sku, s.cells) for s in stocks])


def _boxed_news(line: StockLine, known: set[str]) -> Iterator[News]:
    for product, cells in line.boxes:
        facts = {"sku": product.code, "name": product.name, "cells": list(cells)}
        yield News("visit/news/boxed", facts)
    for trouble, said in line.troubles:
        if said not in known:
            yield News("visit/news/stock_trouble", {"trouble": trouble.value, "said": said})


def _counted_news(turn: Turn, visit: Visit, counted: Counted) -> Iterator[News]:
    step = stock_step(visit)
    have, need = (len(visit.counted(step)), step.at_least) if step else (0, 0)
    if counted.new or counted.same:
        stocks = [_named(turn, s) for s in (*counted.new, *counted.same)]
        yield News("visit/news/stock", {"stocks": stocks})
    for stock in counted.off_grade:
        facts = {"stock": _named(turn, stock), "grade": step.grade if step else ""}
        yield News("visit/news/off_grade", {**facts, "have": have, "need": need})
    for number, (old, new) in enumerate(counted.differs):
        facts = {"old": _named(turn, old), "new": _named(turn, new)}
        buttons = _correction(visit, counted.differs) if number == 0 else ()
        yield News("visit/news/stock_differs", facts, buttons)


def _named(turn: Turn, stock: Stock) -> dict[str, object]:
    product = turn.directory.catalogue.products.get(stock.sku)
    return {
        "sku": stock.sku,
        "name": product.name if product else stock.sku,
        "quantity": stock.quantity,
        "unit": stock.unit,
        "cells": list(stock.cells),
    }


def source_of(evidence: Evidence) -> Source:
    return Source(evidence.id, evidence.at, evidence.received_at)


def _correction(visit: Visit, differs: Sequence[tuple[Stock, Stock]]) -> tuple[Button, ...]:
    """「改为10箱」 for what contradicts the record: all of it at once, or none."""
    changes = [
        {"sku": new.sku, "was": old.quantity, "quantity": new.quantity, "unit": new.unit}
        for old, new in differs
    ]
    args = {"visit": visit.id, "changes": changes}
    if len(changes) > 1:
        return (Button("全部改", "recount", args), Button("都不改", "keep_count", args))
    old, new = differs[0]
    return (
        Button(f"改为{new.quantity}{new.unit}", "recount", args),
        Button(f"还是{old.quantity}{old.unit}", "keep_count", args),
    )


def on_recount(turn: Turn, event: Pressed) -> list[Reply]:
    """「改为10箱」, as long as nothing newer was recorded since it was asked."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return stale(turn)
    news = [_change(visit, event, change) for change in event.args["changes"]]
    turn.enter("visit", visit.id)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, merge=False)]


def _change(visit: Visit, event: Pressed, change: dict[str, Any]) -> News:
    step = stock_step(visit)
    items = visit.counted(step) if step else {}
    item = items.get(change["sku"])
    now = item.stock.quantity if item and item.stock else None
    if now != change["was"]:
        return News("visit/news/recounted", {"sku": change["sku"], "late": True, "quantity": now})
    message = event.message
    source = Source(message.id, message.at, message.received_at)
    stock = recount(visit, change["sku"], change["quantity"], change["unit"], source)
    said = f"{stock.quantity}{stock.unit}" if stock else ""
    return News("visit/news/recounted", {"sku": change["sku"], "late": False, "quantity": said})


def on_keep_count(turn: Turn, event: Pressed) -> list[Reply]:
    """「还是12箱」: nothing changes."""
    visit = turn.work.visits.get(event.args["visit"])
    return [board(turn, visit, merge=False)] if visit else stale(turn)
