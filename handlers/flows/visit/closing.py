"""The gate: a visit closes with all its evidence, once, and gives something back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain import making_up, prices, unplaced
from domain.counting import stock_step
from domain.errors import AlreadySubmittedError, VisitIncompleteError
from domain.forms import Step, StepKind
from domain.visits import Visit, VisitState
from handlers.chat import News, Pressed, Reply
from handlers.flows.visit.asking import due_products
from handlers.flows.visit.board import board, checklist, place_name
from handlers.flows.visit.drafts import unread
from handlers.flows.visit.stale import stale
from handlers.planned import plan_facts
from handlers.reviewing import ask_manager
from handlers.turn import Turn
from handlers.unplaced import located, stand_in, wants_place


def on_submit(turn: Turn, event: Pressed) -> list[Reply]:
    """The button 提交."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None:
        return stale(turn)
    return submit(turn, visit)


def submit(turn: Turn, visit: Visit, news: Sequence[News] = ()) -> list[Reply]:
    """Try the gate; ``news`` is what happened on the way to it."""
    if (first := _first(turn, visit)) is not None:
        return [replace(first, news=(*news, *first.news))]
    try:
        visit.submit(turn.now)
    except VisitIncompleteError as refusal:
        return [replace(_incomplete(turn, visit, refusal.facts["missing"]), news=tuple(news))]
    except AlreadySubmittedError as refusal:
        facts = {"store": place_name(turn, visit), "at": refusal.facts["at"]}
        return [Reply("visit/already_submitted", facts)]
    turn.work.visits.save(visit, turn.now)
    for item in visit.items.values():
        if item.price is not None and item.state.passes:
            turn.work.prices.add(visit, item.id)
    for owed in (making_up.owed_place(visit), unplaced.waits(visit)):
        if owed is not None:
            ask_manager(turn, visit, owed)
    turn.leave("visit", visit.id)
    turn.work.audit.note(turn.now, turn.person.id, "visit_submitted", visit.id)
    return [replace(_submitted(turn, visit), news=tuple(news))]


def _first(turn: Turn, visit: Visit) -> Reply | None:
    """What must be settled before the gate is tried at all."""
    if visit.state not in {VisitState.DRAFT, VisitState.SUBMITTED}:
        facts = {"store": place_name(turn, visit), "wants": wants_place(turn)}
        return Reply("visit/ended", facts)
    if visit.state is VisitState.SUBMITTED:
        return None
    if waiting := unread(turn, visit):
        turn.remember(turn.enter("visit", visit.id), "submit_when_read", value=True)
        return Reply("visit/still_reading", {"photos": waiting})
    if visit.needs_fresh_place(turn.now, turn.settings):
        if located(turn):
            minutes = round(turn.settings.fresh_at_submit.total_seconds() / 60)
            return Reply("visit/fresh_place", {"minutes": minutes, "wants": "location"})
        if not visit.missing():
            stand_in(turn, visit)  # where he is now is his word: a manager looks at it
    if visit.unconfirmed() is not None and not visit.missing():
        return board(turn, visit, [News("visit/news/price_open")], merge=False)
    return None


def close_when_read(turn: Turn, visit: Visit | None, news: Sequence[News]) -> list[Reply]:
    """Carry out every 提交 that came while photos were being read.

    ``visit`` is the one that ``news`` is about; what is asked of another has none.
    """
    replies = []
    for thread in list(turn.threads):
        if thread.flow != "visit" or not thread.memory.get("submit_when_read"):
            continue
        waiting = turn.work.visits.get(thread.subject)
        if waiting is not None and not unread(turn, waiting):
            turn.remember(thread, "submit_when_read", None)
            told = news if visit is not None and visit.id == waiting.id else ()
            replies += submit(turn, waiting, told)
    return replies


def _incomplete(turn: Turn, visit: Visit, missing: Sequence[Step]) -> Reply:
    """Everything that is missing, and what to do first."""
    reply = board(turn, visit, merge=False)
    facts = {
        **reply.facts,
        "missing": [_missing(turn, visit, step) for step in missing],
    }
    return Reply("visit/incomplete", facts, buttons=reply.buttons)


def _missing(turn: Turn, visit: Visit, step: Step) -> dict[str, Any]:
    line: dict[str, Any] = {"kind": step.kind.value, "title": step.title, "ask": step.ask}
    if step.kind is StepKind.SKU_STOCK:
        line |= {
            "need": step.at_least,
            "have": sorted(visit.counted(step)),
            "due": [{"code": p.code, "name": p.name} for p in due_products(turn, visit, step)],
        }
    if step.kind is StepKind.PRICE:
        line["unconfirmed"] = visit.unconfirmed() is not None
    return line


def _submitted(turn: Turn, visit: Visit) -> Reply:
    """Done, and at least one useful fact about that store."""
    return Reply(
        "visit/submitted",
        {
            "store": place_name(turn, visit),
            "at": visit.submitted_at,
            "lines": checklist(visit),
            "useful": useful_facts(turn, visit),
            "opened_on": visit.opened_at if visit.crosses_days(turn.settings) else None,
            "late_entry": visit.late_entry,
            "unplaced": unplaced.waits(visit) is not None,
            **plan_facts(turn),
        },
    )


def useful_facts(turn: Turn, visit: Visit) -> dict[str, Any]:
    """Last order, what is out of stock, how the competitor's price stands to ours."""
    last = turn.work.sales.last_order(visit.store_code, turn.settings.day(turn.now))
    step = stock_step(visit)
    catalogue = turn.directory.catalogue.products
    gone = [
        {"sku": sku, "name": catalogue[sku].name if sku in catalogue else sku}
        for sku, item in (visit.counted(step).items() if step else ())
        if item.stock and item.stock.quantity == 0
    ]
    connected = turn.work.sales.has_orders()
    return {
        "last_order": last,
        "orders_connected": connected,
        "gone": gone,
        "prices": _price_facts(turn, visit),
    }


def _price_facts(turn: Turn, visit: Visit) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for item in visit.items.values():
        if item.price is not None and item.state.passes:
            own = turn.directory.catalogue.products.get(item.price.own or "")
            gap = prices.gap(item.price.unit_fen, item.price.own_fen)
            if own and gap:
                label = item.price.label
                found[label] = {"label": label, "own": own.name, "gap": gap}
    return [*found.values()]
