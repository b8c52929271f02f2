"""Asking a manager to decide: the cards that the review flow answers."""

from typing import Any

from domain import review
from domain.correcting import value_of
from domain.evidence import Cause, Item, Price
from domain.forms import StepKind
from domain.moving import MOVE
from domain.ports.managing import Request
from domain.prices import share, whole_fen
from domain.reuse import used_before
from domain.review import Case
from domain.visits import Visit
from handlers.chat import Button, Drawing, Reply
from handlers.queueing import push
from handlers.requests import Kind, away, register
from handlers.turn import Turn

_PRICES_SHOWN = 5


def ask_manager(turn: Turn, visit: Visit, item: Item) -> None:
    """Push one review card to who may decide, for an item that waits for a manager."""
    case = review.case_of(visit, item.id)
    if case is None or any(r.facts.get("item") == case.first.id for r in turn.pushes):
        return
    people = review.deciders(visit.store_code, visit.rep_id, turn.directory, away(turn))
    push(turn, case_card(turn, case), case.first.id, visit.store_code, people)


def case_card(turn: Turn, case: Case, note: str = "") -> Reply:
    """One thing to look at: who, where, what, why, and the picture."""
    visit, item = case.visit, case.first
    mark = turn.work.reviews.marks_of([visit.id]).get(item.id)
    facts = {
        **where(turn, case),
        "item": item.id,
        "day": item.at,
        "marked": mark and {"at": mark.at, "by": person_name(turn, mark.by), "note": mark.note},
        "cause": item.cause.value if item.cause else "",
        "reason": item.reason,
        "score": item.photo.score if item.photo else None,
        "pictured": item.photo is not None,
        "distance_m": visit.presences[-1].distance_m if visit.presences else None,
        "arrived": visit.presences[-1].at if visit.presences else None,
        "what": [words for i in case.items if (words := _said(turn, i))],
        "note": note,
    }
    args = {"visit": visit.id, "item": item.id, "seen": seen(case)}
    more = (Button("退回", "review_return", args), Button("标记", "review_mark", args))
    draw = _picture(turn, visit, item)
    if case.look is None:
        priced = item.price is not None and item.price.unit_fen is not None
        facts["price"] = _priced(turn, visit, item) if priced else None
        buttons = (Button("通过", "review_ok", args), *more)
        return Reply("review/card", facts, buttons=buttons, draw=draw)
    buttons = (Button("看过", "review_seen", args), *more)
    if case.alarm is None:
        return Reply("review/blur", facts, buttons=buttons, draw=draw)
    told = {**_priced(turn, visit, item), "change": case.alarm.change, "gap": case.alarm.gap}
    return Reply("review/alarm", {**facts, **told}, buttons=buttons, draw=draw)


def _priced(turn: Turn, visit: Visit, item: Item) -> dict[str, Any]:
    """The price, what that product cost there before, and what ours costs; of one piece each."""
    price = item.price or Price()
    before = turn.work.reviews.prices_at(
        visit.store_code, price.competitor or "", item.at, _PRICES_SHOWN
    )
    own = turn.directory.catalogue.products.get(price.own or "")
    change, gap = share(price.unit_fen, price.last_unit_fen), share(price.unit_fen, price.own_fen)
    return {
        "label": price.label,
        "fen": whole_fen(price.unit_fen or 0),
        "base": price.base,
        "manual": price.manual,
        "change": None if change is None else float(change),
        "gap": None if gap is None else float(gap),
        "history": [{"at": at, "fen": whole_fen(fen)} for at, fen in before],
        "own": own.name if own else "",
        "own_fen": price.own_fen,
    }


def seen(case: Case) -> str:
    """What a card shows, so that a tap on it never decides about another value."""
    return "|".join(f"{value_of(i)} {i.photo.sha256 if i.photo else ''}" for i in case.items)


def where(turn: Turn, case: Case) -> dict[str, Any]:
    """Who, which store, which step."""
    slot = case.first.slot
    steps = {s.slot: s for s in case.visit.form.steps}
    place = slot in steps and steps[slot].kind is StepKind.PLACE
    return {
        "rep": person_name(turn, case.visit.rep_id),
        "store": place_name(turn, case.visit.store_code),
        "title": case.visit.form.title_of(slot),
        "number": case.visit.form.number(slot) if slot in steps and not place else 0,
    }


def _said(turn: Turn, item: Item) -> str:
    """What an item says beside its picture."""
    if item.stock is not None:
        count = item.stock.quantity
        return f"{item.stock.sku} {'?' if count is None else count}{item.stock.unit}"
    if item.price is not None and item.price.payable_fen is not None:
        known = turn.directory.catalogue.competitors.get(item.price.competitor or "")
        each = f"/{item.price.pack}{item.price.base or '件'}" if item.price.pack > 1 else ""
        how = "(手输)" if item.price.manual else ""
        name = known.name if known else item.price.label or "竞品"
        return f"{name} {item.price.payable_fen / 100:.2f}元{each}{how}"
    return item.text


def _picture(turn: Turn, visit: Visit, item: Item) -> Drawing | None:
    """The picture; beside it the earlier one that it seems to repeat."""
    photo = item.photo
    if photo is None:
        return None
    shown = [photo.sha256]
    if item.cause is Cause.REUSED_EARLIER:
        near = turn.work.prints.near(photo.sha256, photo.phash, photo.dhash)
        _, like = used_before(visit, photo, near)
        shown = [*([like.sha256] if like else []), *shown]
    return Drawing("photo", {"sha256s": shown})


def ask_about_move(turn: Turn, request: Request) -> int:
    """Push a store-move card to who may decide; how many that is."""
    code = request.store_code
    people = review.deciders(code, request.by, turn.directory, away(turn))
    push(turn, move_card(turn, request), request.id, code, people)
    return len(people)


def move_card(turn: Turn, request: Request, note: str = "") -> Reply:
    """Whether a store stands elsewhere."""
    body, store = request.body, turn.directory.stores.get(request.store_code)
    facts = {
        "rep": person_name(turn, request.by),
        "store": place_name(turn, request.store_code),
        "old": [store.point.lat, store.point.lon] if store and store.point else None,
        "new": [body["lat"], body["lon"]],
        "distance_m": body["distance_m"],
        "accuracy_m": body["accuracy_m"],
        "provenance": body["provenance"],
        "day": request.at,
        "note": note,
    }
    args = {"request": request.id}
    buttons = (Button("批准", "move_ok", args), Button("不批准", "move_no", args))
    return Reply("review/move", facts, buttons=buttons)


def person_name(turn: Turn, person_id: str) -> str:
    """The person's name."""
    person = turn.directory.organisation.people.get(person_id)
    return person.name if person else person_id


def place_name(turn: Turn, code: str) -> str:
    """The name of a store or customer."""
    store, customer = turn.directory.stores.get(code), turn.directory.customers.get(code)
    return store.name if store else customer.name if customer else code


register(
    Kind(name=MOVE, title="门店位置:申请更正", short="门店更正", show="move_show", card=move_card)
)
