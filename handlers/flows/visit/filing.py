"""Binding what a rep sent to the visit it belongs to, and saying what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.counting import Counted, Source, box, count_stock, stock_step
from domain.evidence import Evidence, Item, ItemState, Stock
from domain.filing import Filed, Outcome, close_up, file_photo
from domain.forms import StepKind
from domain.onsite import Presence, covering, is_early_fix
from domain.stock import StockLine, parse_stock
from domain.visits import Visit
from handlers.chat import Drawing, News
from handlers.flows.visit import pricing
from handlers.turn import Turn, grid_of


def home_of(turn: Turn, evidence: Evidence) -> tuple[Visit, Presence] | None:
    """The draft whose on-site window holds the evidence, by message time."""
    found = []
    for visit in turn.work.visits.drafts_of(evidence.person_id):
        presence = covering(evidence.at, visit.presences, turn.settings)
        if presence is not None:
            found.append((presence.at <= evidence.at, presence.at, visit, presence))
    if not found:
        return None
    _, _, visit, presence = max(found, key=lambda f: (f[0], f[1]))
    return visit, presence


def bind_waiting(turn: Turn, visit: Visit) -> tuple[list[News], Drawing | None]:
    """Match everything of the rep that no visit has against this one."""
    news: list[News] = []
    draw = None
    for evidence in turn.work.evidence.waiting(turn.person.id):
        presence = covering(evidence.at, visit.presences, turn.settings)
        if presence is None or not evidence.settled:
            continue
        more, picture = bind(turn, visit, evidence, presence)
        news += more
        draw = picture or draw
    return news, draw


def bind(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence
) -> tuple[list[News], Drawing | None]:
    """Put one piece of evidence into the visit."""
    turn.work.evidence.save(replace(evidence, visit_id=visit.id))
    if evidence.reading is None:
        if not evidence.text:
            return [], None
        line = parse_stock(evidence.text, turn.directory.catalogue)
        return take_stock(turn, visit, line, _source(evidence)), None
    return _bind_photo(turn, visit, evidence, presence)


def _bind_photo(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence
) -> tuple[list[News], Drawing | None]:
    if not any(step.takes for step in visit.form.steps):
        return [News("visit/news/photo_spare")], None
    early = is_early_fix(evidence.at, presence, turn.settings)
    line = parse_stock(evidence.text, turn.directory.catalogue) if evidence.text else StockLine()
    if _is_close_up(visit, line):
        return _take_close_up(turn, visit, evidence, line, early=early), None
    filed = file_photo(visit, evidence, item_id=turn.ids.new(), early_fix=early)
    news = [_filed_news(visit, filed)]
    draw = None
    if filed.outcome in {Outcome.FILED, Outcome.WARNED}:
        _order_watermark(turn, visit, filed.item, presence)
        if filed.step.kind is StepKind.PRICE:
            news = pricing.take_tag(turn, visit, filed.item, evidence)
        draw = _grid_for(visit, [filed.item, *filed.moved])
    if line.entries and stock_step(visit):
        news += take_stock(turn, visit, line, _source(evidence))
    return news, draw


def _is_close_up(visit: Visit, line: StockLine) -> bool:
    """One product named in the caption, and the shelf as a whole is there already."""
    step = stock_step(visit)
    return bool(step and len(line.entries) == 1 and visit.in_slot(step.under))


def _take_close_up(
    turn: Turn, visit: Visit, evidence: Evidence, line: StockLine, *, early: bool
) -> list[News]:
    step = stock_step(visit)
    if step is None or evidence.reading is None:
        raise ValueError(f"form {visit.form.name} takes no close-up")
    if visit.holds({evidence.reading.sha256}):
        return [News("visit/news/duplicate", {"title": step.title})]
    item = close_up(visit, evidence, item_id=turn.ids.new(), early_fix=early)
    if item.state is ItemState.REFUSED:
        visit.put(item)
        return [_refused_news(visit, item)]
    news = take_stock(turn, visit, line, _source(evidence))
    sku = line.entries[0].product.code
    counted = next((i for i in visit.in_slot(step.slot) if i.stock and i.stock.sku == sku), None)
    if counted is not None and counted.photo is None and item.photo is not None:
        visit.change(counted.id, photo=item.photo, state=item.state)
    return news


def take_stock(turn: Turn, visit: Visit, line: StockLine, source: Source) -> list[News]:
    """Count a stock line into the visit; what can't be counted is asked again."""
    ids = [turn.ids.new() for _ in line.entries]
    counted = count_stock(visit, line.entries, source, ids) if ids else Counted()
    known = {p.code for p, cells in line.boxes if box(visit, p, cells, source, turn.ids.new())}
    return [*_counted_news(turn, visit, counted), *_boxed_news(line, known)]


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
    for old, new in counted.differs:
        facts = {"old": _named(turn, old), "new": _named(turn, new), "visit": visit.id}
        yield News("visit/news/stock_differs", facts)


def _named(turn: Turn, stock: Stock) -> dict[str, object]:
    product = turn.directory.catalogue.products.get(stock.sku)
    return {
        "sku": stock.sku,
        "name": product.name if product else stock.sku,
        "quantity": stock.quantity,
        "unit": stock.unit,
        "cells": list(stock.cells),
    }


def _filed_news(visit: Visit, filed: Filed) -> News:
    if filed.outcome is Outcome.REFUSED:
        return _refused_news(visit, filed.item)
    title, number = filed.step.title, visit.form.number(filed.step.slot)
    if filed.outcome is Outcome.DUPLICATE:
        return News("visit/news/duplicate", {"title": title})
    photo = filed.item.photo
    facts = {
        "title": title,
        "number": number,
        "warned": filed.outcome is Outcome.WARNED,
        "reasons": list(photo.reasons) if photo else [],
        "score": photo.score if photo else 0,
        "early_fix": bool(photo and photo.early_fix),
        "moved": [visit.form.step(i.slot).title for i in filed.moved],
    }
    return News("visit/news/filed", facts)


def _refused_news(visit: Visit, item: Item) -> News:
    step = visit.form.step(item.slot)
    photo = item.photo
    facts = {
        "title": step.title,
        "score": photo.score if photo else 0,
        "reasons": list(photo.reasons) if photo else [],
    }
    return News("visit/news/refused", facts)


def _order_watermark(turn: Turn, visit: Visit, item: Item, presence: Presence) -> None:
    """Ask for the copy with store, time, distance and provenance burned in."""
    if item.photo is None:
        return
    store = turn.directory.stores.get(visit.store_code)
    turn.work_on(
        "watermark",
        item.id,
        visit=visit.id,
        item=item.id,
        sha256=item.photo.sha256,
        store=store.name if store else visit.store_code,
        at=item.at.isoformat(),
        received_at=item.received_at.isoformat(),
        zone=str(turn.settings.zone),
        lat=presence.point.lat,
        lon=presence.point.lon,
        distance_m=presence.distance_m,
        place=presence.provenance.value,
        photo=item.photo.provenance.value,
    )


def _grid_for(visit: Visit, items: Sequence[Item]) -> Drawing | None:
    """The shelf picture with its grid, as long as stock is to be counted."""
    step = stock_step(visit)
    if step is None or visit.filled(step):
        return None
    shelf = next((i for i in items if i.slot == step.under and i.state.passes), None)
    return grid_of(shelf.photo.sha256) if shelf and shelf.photo else None


def _source(evidence: Evidence) -> Source:
    return Source(evidence.id, evidence.at, evidence.received_at)
