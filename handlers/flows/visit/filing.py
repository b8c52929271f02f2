"""Binding what a rep sent to the visit it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from domain.counting import stock_step
from domain.evidence import Evidence, Item, ItemState
from domain.filing import Outcome, close_up, file_photo, names_kind
from domain.forms import StepKind
from domain.onsite import Presence, covering, is_early_fix
from domain.readings import PhotoKind
from domain.stock import StockLine, parse_stock
from domain.visits import Visit
from handlers.chat import Drawing, News, Pressed, Reply
from handlers.flows.visit import pricing
from handlers.flows.visit.board import KIND_WORDS, board
from handlers.flows.visit.drafts import home_of
from handlers.flows.visit.stocks import source_of, take_stock
from handlers.flows.visit.telling import filed_news, refused_news
from handlers.turn import Turn, grid_of

_NONE_OF_THEM = 0.7
"""Probability of 其他 from which the rep is asked what a picture shows."""

Bound = tuple[list[News], Drawing | None]


def bind_waiting(turn: Turn, visit: Visit) -> Bound:
    """Match everything of the rep that no visit has against this one."""
    news: list[News] = []
    draw = None
    for evidence in turn.work.evidence.waiting(turn.person.id):
        presence = covering(evidence.at, visit.presences, turn.settings)
        if evidence.settled and presence is not None:
            more, picture = bind(turn, visit, evidence, presence)
            news += more
            draw = picture or draw
        elif evidence.settled and _too_old(turn, visit, evidence):
            turn.work.evidence.set_aside(evidence.id)
            news.append(News("visit/news/photo_too_old", {"at": evidence.at}))
    return news, draw


def _too_old(turn: Turn, visit: Visit, evidence: Evidence) -> bool:
    """A photo from so long before the arrival that no location will ever cover it."""
    first = visit.presences[0].at - turn.settings.early_fix
    others = [v for v in turn.work.visits.drafts_of(turn.person.id) if v.id != visit.id]
    covered = any(covering(evidence.at, v.presences, turn.settings) for v in others)
    return bool(evidence.sha256) and evidence.at < first and not covered


def bind(turn: Turn, visit: Visit, evidence: Evidence, presence: Presence) -> Bound:
    """Put one piece of evidence into the visit."""
    if evidence.reading is not None and _nobody_knows(visit, evidence):
        thread = turn.enter("visit", visit.id)
        turn.remember(thread, "which_kind", evidence.id)
        return [News("visit/news/which_kind")], None
    turn.work.evidence.save(replace(evidence, visit_id=visit.id))
    line = parse_stock(evidence.text, turn.directory.catalogue) if evidence.text else StockLine()
    if evidence.reading is None:
        return take_stock(turn, visit, line, source_of(evidence)), None
    return _bind_photo(turn, visit, evidence, presence, line)


def _nobody_knows(visit: Visit, evidence: Evidence) -> bool:
    """Neither the reader nor the caption says which step a sharp picture belongs to."""
    reading = evidence.reading
    if reading is None or names_kind(evidence.text) or visit.holds({reading.sha256}):
        return False
    unclear = reading.kinds.get(PhotoKind.OTHER, 0.0) >= _NONE_OF_THEM
    return unclear and "no_content" not in reading.reasons and len(_taking(visit)) > 1


def _taking(visit: Visit) -> Sequence[str]:
    return [step.slot for step in visit.form.steps if step.takes]


def on_file_as(turn: Turn, event: Pressed) -> list[Reply]:
    """The rep says what the picture shows."""
    evidence = turn.work.evidence.get(event.args["evidence"])
    visit = turn.work.visits.get(event.args["visit"])
    thread = turn.enter("visit", event.args["visit"])
    turn.remember(thread, "which_kind", None)
    if evidence is None or visit is None or evidence.visit_id is not None or visit.submitted_at:
        return [Reply("visit/stale")]
    kind = event.args["kind"]
    if not kind:
        turn.work.evidence.set_aside(evidence.id)
        return [board(turn, visit, merge=False)]
    home = home_of(turn, evidence)
    if home is None:
        return [Reply("visit/send_place", {"wants": "location"})]
    visit, presence = home
    told = replace(evidence, text=f"{evidence.text} {KIND_WORDS[PhotoKind(kind)]}".strip())
    news, draw = bind(turn, visit, told, presence)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, draw=draw, merge=False)]


def _bind_photo(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence, line: StockLine
) -> Bound:
    if not _taking(visit):
        return [News("visit/news/photo_spare")], None
    early = is_early_fix(evidence.at, presence, turn.settings)
    twin = visit.holds({evidence.sha256})
    draw = None
    if twin is not None:
        news = [News("visit/news/duplicate", {"title": visit.form.step(twin.slot).title})]
    elif _is_close_up(visit, line):
        return _take_close_up(turn, visit, evidence, presence, line), None
    else:
        news, draw = _file(turn, visit, evidence, presence, early=early)
    if line and stock_step(visit):
        news += take_stock(turn, visit, line, source_of(evidence))
    return news, draw


def _file(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence, *, early: bool
) -> Bound:
    filed = file_photo(visit, evidence, item_id=turn.ids.new(), early_fix=early)
    if filed.outcome is Outcome.REFUSED:
        return [refused_news(visit, filed.item)], None
    _order_watermark(turn, visit, filed.item, presence)
    draw = _grid_for(visit, [filed.item, *filed.moved])
    if filed.step.kind is StepKind.PRICE:
        news = pricing.take_tag(turn, visit, filed.item, evidence)
    else:
        news = [filed_news(visit, filed)]
    for moved in filed.moved:
        source = turn.work.evidence.get(moved.source)
        if visit.form.step(moved.slot).kind is StepKind.PRICE and source is not None:
            news += pricing.take_tag(turn, visit, moved, source)
    return news, draw


def _is_close_up(visit: Visit, line: StockLine) -> bool:
    """One product named in the caption, and the shelf as a whole is there already."""
    step = stock_step(visit)
    return bool(step and len(line.entries) == 1 and visit.in_slot(step.under))


def _take_close_up(
    turn: Turn, visit: Visit, evidence: Evidence, presence: Presence, line: StockLine
) -> list[News]:
    """A picture of one product, with its number in the caption."""
    early = is_early_fix(evidence.at, presence, turn.settings)
    item = close_up(visit, evidence, item_id=turn.ids.new(), early_fix=early)
    if item.state is ItemState.REFUSED:
        visit.put(item)
        return [refused_news(visit, item, uncounted=True)]
    news = take_stock(turn, visit, line, source_of(evidence))
    sku = line.entries[0].product.code
    counted = next((i for i in visit.in_slot(item.slot) if i.stock and i.stock.sku == sku), None)
    if counted is not None and counted.photo is None and item.photo is not None:
        shown = visit.change(counted.id, photo=item.photo, state=item.state)
        _order_watermark(turn, visit, shown, presence)
    return news


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
