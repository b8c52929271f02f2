"""Binding what a rep sent to the visit it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from domain import making_up, unplaced
from domain.counting import stock_step
from domain.evidence import Evidence, Item, ItemState, Photo
from domain.filing import Filed, Outcome, file_photo, photo_for, unsure, without_kind
from domain.forms import StepKind
from domain.judging import FOR_GOOD, Bench
from domain.onsite import Presence, covering, is_early_fix
from domain.readings import PhotoKind
from domain.reuse import Print
from domain.stock import StockLine, parse_stock
from domain.visits import Visit, VisitState
from handlers.chat import Drawing, News, Pressed, Reply
from handlers.flows.visit import pricing, wayout
from handlers.flows.visit.asking import KIND_WORDS
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import home_of
from handlers.flows.visit.stale import stale
from handlers.flows.visit.stocks import source_of, take_stock
from handlers.flows.visit.telling import filed_news, refused_news
from handlers.flows.visit.watermarking import order_watermark
from handlers.reviewing import ask_manager
from handlers.turn import Turn, grid_of
from handlers.unplaced import wants_place

Bound = tuple[list[News], Drawing | None]


def bind_waiting(turn: Turn, visit: Visit) -> Bound:
    """Match everything of the rep that no visit has against this one."""
    news: list[News] = []
    draw = None
    for evidence in turn.work.evidence.waiting(turn.person.id):
        presence = covering(
            evidence.at, visit.presences, turn.settings, photo=bool(evidence.sha256)
        )
        said = unplaced.takes(visit, evidence.at, turn.settings)
        if evidence.settled and (presence is not None or said):
            more, picture = bind(turn, visit, evidence, presence)
            news += more
            draw = picture or draw
        elif evidence.settled and _too_old(turn, visit, evidence):
            turn.work.evidence.set_aside(evidence.id)
            facts = {"at": evidence.at, "evidence": evidence.id}
            news.append(News("visit/news/photo_too_old", facts))
    return news, draw


def _too_old(turn: Turn, visit: Visit, evidence: Evidence) -> bool:
    """A photo from so long before the arrival that no location will ever cover it."""
    item = unplaced.stand_in(visit)
    begin = visit.arrived_at or (item.at if item else evidence.at)
    others = [v for v in turn.work.visits.drafts_of(turn.person.id) if v.id != visit.id]
    covered = any(
        covering(evidence.at, v.presences, turn.settings, photo=bool(evidence.sha256))
        or unplaced.takes(v, evidence.at, turn.settings)
        for v in others
    )
    early = evidence.at < begin - turn.settings.early_fix
    return bool(evidence.sha256) and early and not covered


def bind(turn: Turn, visit: Visit, evidence: Evidence, presence: Presence | None) -> Bound:
    """Put one piece of evidence into the visit; without a presence it is made up for (补录)."""
    if unsure(visit, evidence):
        thread = turn.enter("visit", visit.id)
        turn.remember(thread, "which_kind", evidence.id)
        return [News("visit/news/which_kind")], None
    turn.work.evidence.save(replace(evidence, visit_id=visit.id))
    line = parse_stock(evidence.text, turn.directory.catalogue) if evidence.text else StockLine()
    if evidence.reading is None:
        return take_stock(turn, visit, line, source_of(evidence)), None
    return _bind_photo(turn, visit, evidence, presence, line)


def on_file_as(turn: Turn, event: Pressed) -> list[Reply]:
    """The rep says what the picture shows."""
    evidence = turn.work.evidence.get(event.args["evidence"])
    visit = turn.work.visits.get(event.args["visit"])
    if (
        evidence is None
        or visit is None
        or evidence.visit_id is not None
        or visit.state is not VisitState.DRAFT
    ):
        return stale(turn)
    thread = turn.enter("visit", event.args["visit"])
    turn.remember(thread, "which_kind", None)
    kind = event.args["kind"]
    if not kind:
        turn.work.evidence.set_aside(evidence.id)
        return [board(turn, visit, merge=False)]
    home = home_of(turn, evidence)
    if home is None:
        return [Reply("visit/send_place", {"wants": wants_place(turn)})]
    visit, presence = home
    said = f"{without_kind(evidence.text)} {KIND_WORDS[PhotoKind(kind)]}"
    told = replace(evidence, text=said.strip())
    news, draw = bind(turn, visit, told, presence)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, draw=draw, merge=False)]


def bench_of(turn: Turn, visit: Visit, presence: Presence | None) -> Bench:
    """What pictures are judged by."""

    def look(photo: Photo) -> Sequence[Print]:
        return turn.work.prints.near(photo.sha256, photo.phash, photo.dhash)

    there = presence is not None or unplaced.stand_in(visit) is not None
    reason = "" if there else making_up.reason(visit)
    return Bench(settings=turn.settings, look=look, there=there, reason=reason)


def _bind_photo(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence | None, line: StockLine
) -> Bound:
    if not any(step.takes for step in visit.form.steps):
        return [News("visit/news/photo_spare")], None
    twin = visit.holds({evidence.sha256})
    draw = None
    if twin is not None:
        news = [_duplicate(visit, twin)]
    elif wayout.shows_no_competitor(turn, visit, evidence):
        news = _take_for(turn, visit, evidence, presence)
    elif _is_close_up(visit, line):
        return _take_close_up(turn, visit, evidence, presence, line), None
    else:
        news, draw = _file(turn, visit, evidence, presence)
    if line and stock_step(visit):
        news += take_stock(turn, visit, line, source_of(evidence))
    return news, draw


def _duplicate(visit: Visit, twin: Item) -> News:
    return News("visit/news/duplicate", {"title": visit.form.title_of(twin.slot)})


def _early(turn: Turn, evidence: Evidence, presence: Presence | None) -> bool:
    return presence is not None and is_early_fix(evidence.at, presence, turn.settings)


def _file(turn: Turn, visit: Visit, evidence: Evidence, presence: Presence | None) -> Bound:
    filed = file_photo(
        visit,
        evidence,
        item_id=turn.ids.new(),
        early_fix=_early(turn, evidence, presence),
        bench=bench_of(turn, visit, presence),
    )
    if filed.outcome is Outcome.DUPLICATE:
        return [_duplicate(visit, filed.item)], None
    for item in (filed.item, *filed.moved):
        keep_print(turn, visit, item)
    if filed.outcome is Outcome.REFUSED:
        return _refused(turn, visit, filed, presence), None
    return _taken(turn, visit, filed, evidence, presence), _grid_for(
        visit, [filed.item, *filed.moved]
    )


def _refused(turn: Turn, visit: Visit, filed: Filed, presence: Presence | None) -> list[News]:
    """Not taken, unless the rep has said before why there is no better one."""
    if wayout.takes_after_all(turn, visit, filed.item):
        order_watermark(turn, visit, visit.items[filed.item.id], presence)
        return [wayout.taken_news(visit, visit.items[filed.item.id])]
    return [refused_news(turn, visit, filed.item, filed.like)]


def _taken(
    turn: Turn, visit: Visit, filed: Filed, evidence: Evidence, presence: Presence | None
) -> list[News]:
    order_watermark(turn, visit, filed.item, presence)
    if visit.form.step(filed.item.slot).kind is StepKind.PRICE:
        news = pricing.take_tag(turn, visit, filed.item, evidence)
    else:
        news = [filed_news(visit, filed)]
    if filed.item.state is ItemState.PENDING:
        ask_manager(turn, visit, filed.item)
    for moved in filed.moved:
        source = turn.work.evidence.get(moved.source)
        if visit.form.step(moved.slot).kind is StepKind.PRICE and source is not None:
            news += pricing.take_tag(turn, visit, moved, source)
    return news


def keep_print(turn: Turn, visit: Visit, item: Item) -> None:
    """Remember a storefront, so that no other visit is shown with it.

    A picture that was refused as somebody else's would make its owner a copyist.
    """
    photo = item.photo
    storefront = visit.form.step(item.slot).takes is PhotoKind.STOREFRONT
    if photo is None or not photo.phash or not storefront or item.cause in FOR_GOOD:
        return
    turn.work.prints.add(
        Print(
            item_id=item.id,
            visit_id=visit.id,
            store_code=visit.store_code,
            rep_id=visit.rep_id,
            at=item.at,
            sha256=photo.sha256,
            phash=photo.phash,
            dhash=photo.dhash,
        )
    )


def _shown(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence | None, kind: StepKind
) -> Item:
    """The picture judged for the step of that kind, not yet in the visit."""
    return photo_for(
        visit,
        evidence,
        visit.form.of_kind(kind)[0],
        item_id=turn.ids.new(),
        early_fix=_early(turn, evidence, presence),
        bench=bench_of(turn, visit, presence),
    )


def _take_for(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence | None
) -> list[News]:
    """A picture of a shelf without the competitor (无竞品), for the price step."""
    item = _shown(turn, visit, evidence, presence, StepKind.PRICE)
    if item.state is ItemState.REFUSED:
        visit.put(item)
        return [refused_news(turn, visit, item)]
    item = wayout.without_competitor(turn, visit, item)
    order_watermark(turn, visit, item, presence)
    return [wayout.taken_news(visit, item)]


def _is_close_up(visit: Visit, line: StockLine) -> bool:
    """One product named in the caption, and the shelf as a whole is there already."""
    step = stock_step(visit)
    return bool(step and len(line.entries) == 1 and visit.in_slot(step.under))


def _take_close_up(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence | None, line: StockLine
) -> list[News]:
    """A picture of one product, with its number in the caption."""
    item = _shown(turn, visit, evidence, presence, StepKind.SKU_STOCK)
    if item.state is ItemState.REFUSED:
        visit.put(item)
        return [refused_news(turn, visit, item, uncounted=True)]
    news = take_stock(turn, visit, line, source_of(evidence))
    sku = line.entries[0].product.code
    counted = next((i for i in visit.in_slot(item.slot) if i.stock and i.stock.sku == sku), None)
    if counted is not None and counted.photo is None and item.photo is not None:
        shown = visit.change(counted.id, photo=item.photo, state=item.state, cause=item.cause)
        order_watermark(turn, visit, shown, presence)
        if shown.state is ItemState.PENDING:
            ask_manager(turn, visit, shown)
    return news


def _grid_for(visit: Visit, items: Sequence[Item]) -> Drawing | None:
    """The shelf picture with its grid, as long as stock is to be counted."""
    step = stock_step(visit)
    if step is None or visit.filled(step):
        return None
    shelf = next((i for i in items if i.slot == step.under and i.state.passes), None)
    return grid_of(shelf.photo.sha256) if shelf and shelf.photo else None
