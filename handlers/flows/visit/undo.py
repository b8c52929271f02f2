"""撤回: the newest thing of a visit, or the one that is named, no longer counts."""

from collections.abc import Sequence
from typing import Any

from domain.evidence import Evidence, Item
from domain.money import yuan
from domain.undoing import Target, Undo, meant, order, parse_undo, told_by, withdraw
from domain.visits import Visit, VisitState
from handlers.chat import News, Reply, Said
from handlers.flows.visit.board import board, place_name
from handlers.flows.visit.drafts import active
from handlers.flows.visit.things import thing
from handlers.turn import Turn


def taken_back(turn: Turn, event: Said) -> list[Reply] | None:
    """「撤回」「撤回238」「删掉门头那张」「刚才发错了」."""
    undo = parse_undo(event.text, turn.directory.catalogue)
    if undo is None:
        return None
    visit = active(turn)
    done = _submitted_since(turn, visit)
    loose = _loose(turn, visit) if undo.newest or undo.target is Target.PHOTO else None
    if loose is not None:
        return [_set_aside(turn, visit, loose)]
    if done is not None and (visit is None or undo.newest):
        return [_is_submitted(turn, done)]
    if visit is None:
        return None if undo.loose else [Reply("visit/nothing_to_undo")]
    return _take_back(turn, visit, undo)


def _take_back(turn: Turn, visit: Visit, undo: Undo) -> list[Reply] | None:
    found = meant(visit, undo)
    if not found and undo.loose:
        return None
    turn.answered(turn.enter("visit", visit.id))
    for item in found:
        _withdraw(turn, visit, item)
    turn.work.visits.save(visit, turn.now)
    news = News("visit/news/withdrawn", {"things": [thing(turn, visit, i) for i in found]})
    return [board(turn, visit, [news if found else _nothing(undo)], merge=False)]


def _withdraw(turn: Turn, visit: Visit, item: Item) -> None:
    withdraw(visit, item)
    if item.photo is not None:
        turn.work.prints.remove(item.id)


def _nothing(undo: Undo) -> News:
    reason = "place" if undo.target is Target.PLACE else "all" if undo.everything else ""
    names = [] if reason else [*undo.skus, *undo.unknown]
    return News("visit/news/nothing_to_undo", {"reason": reason, "names": names})


def _loose(turn: Turn, visit: Visit | None) -> Evidence | None:
    """A picture or a line sent last that no visit has taken yet."""
    recent = [
        e
        for e in turn.work.evidence.waiting(turn.person.id)
        if turn.now - e.received_at <= turn.settings.on_site
    ]
    newest = max(recent, key=lambda e: e.id, default=None)
    held = [told_by(i) for i in order(visit)[-1:]] if visit else []
    return newest if newest is not None and newest.id > max(held, default=0) else None


def _set_aside(turn: Turn, visit: Visit | None, evidence: Evidence) -> Reply:
    """Out of the way before it was filed or counted; a picture may be sent again."""
    turn.work.evidence.set_aside(evidence.id)
    facts: dict[str, Any] = {"kind": "loose" if evidence.sha256 else "line", "said": evidence.text}
    if visit is None:
        return Reply("visit/withdrawn", {"thing_back": facts, "wants": "location"})
    thread = turn.enter("visit", visit.id)
    if thread.memory.get("which_kind") == evidence.id:
        turn.remember(thread, "which_kind", None)
    turn.answered(thread)
    return board(turn, visit, [News("visit/news/withdrawn", {"things": [facts]})], merge=False)


def _submitted_since(turn: Turn, visit: Visit | None) -> Visit | None:
    """Today's submitted visit, when nothing was recorded after it."""
    done = turn.work.visits.last_submitted(turn.person.id)
    today = turn.settings.day(turn.now)
    if done is None or done.state is not VisitState.SUBMITTED or done.submitted_at is None:
        return None
    if not done.submitted_on(today, turn.settings):
        return None
    newest = order(visit)[-1:] if visit else []
    return None if any(i.received_at > done.submitted_at for i in newest) else done


def _is_submitted(turn: Turn, visit: Visit) -> Reply:
    facts = {"store": place_name(turn, visit), "at": visit.submitted_at}
    return Reply("visit/undo_submitted", {**facts, "example": _example(order(visit))})


def _example(held: Sequence[Item]) -> str:
    """A correction as it would be worded for that visit."""
    counted = next((i.stock for i in held if i.stock and i.stock.quantity is not None), None)
    if counted is not None:
        return f"{counted.sku.lstrip('0')}改成8{counted.unit}"
    priced = next((i.price.payable_fen for i in held if i.price and i.price.payable_fen), 1280)
    return f"价格改成{yuan(priced)}"
