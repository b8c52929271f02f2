"""What the field asks of a manager: he agrees or not to skipping, to a leave, to a new store."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.asking import LEAVE, NEW_STORE, SKIP, new_code
from domain.day_range import day_title, days_title
from domain.errors import NotAllowedError
from domain.geo import Point
from domain.ports.managing import Request
from domain.stores import Store
from handlers import leaves
from handlers.asking import arrived, card, decides
from handlers.chat import Button, Pressed, Reply
from handlers.flow import Flow
from handlers.queueing import close, my_name, put_before
from handlers.requests import kind_of
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

Done = tuple[Mapping[str, Any], tuple[Button, ...]]
"""Facts for whoever decided, beside those that all kinds have, and his buttons."""
_INSTEAD = 4


def on_show(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the queue."""
    request, over = _open(turn, event)
    if request is None:
        return over
    return [put_before(turn, card(turn, request), request.id, request.store_code)]


def on_agree(turn: Turn, event: Pressed) -> list[Reply]:
    """「同意」, by the tap on that card."""
    request, over = _open(turn, event)
    if request is None:
        return over
    if event.typed:
        return [card(turn, request, "tap")]
    facts, buttons = _AGREED[request.kind](turn, request)
    return _decided(turn, request, "approved", facts, buttons)


def on_disagree(turn: Turn, event: Pressed) -> list[Reply]:
    """「不同意」."""
    request, over = _open(turn, event)
    if request is None:
        return over
    if event.typed:
        return [card(turn, request, "tap")]
    return _decided(turn, request, "declined", _DECLINED[request.kind](turn, request))


def _decided(
    turn: Turn,
    request: Request,
    state: str,
    facts: Mapping[str, Any],
    buttons: tuple[Button, ...] = (),
) -> list[Reply]:
    code, by = request.store_code, request.by
    turn.work.requests.decide(request.id, state, turn.person.id, turn.now)
    turn.work.audit.note(turn.now, turn.person.id, f"{request.kind}_{state}", code, id=request.id)
    close(turn, request.id, state, kind=request.kind, of=request)
    told = {
        "kind": request.kind,
        "agreed": state == "approved",
        "manager": my_name(turn, code),
        "rep": person_name(turn, by),
        **facts,
    }
    turn.pushes.append(Reply("asked/told", told, to=by))
    return [Reply("asked/decided", told, buttons=buttons)]


def _skip(turn: Turn, request: Request, state: str) -> dict[str, Any]:
    day = date.fromisoformat(request.body["day"])
    code, by = request.store_code, turn.person.id
    turn.work.skips.decide(day, request.by, code, state, by, turn.now)
    title = day_title(day, turn.settings.day(turn.now))
    return {"what": place_name(turn, code), "days": title}


def _skip_agreed(turn: Turn, request: Request) -> Done:
    """The stop leaves the denominator; it is never a way to call it done."""
    return _skip(turn, request, "approved"), ()


def _skip_declined(turn: Turn, request: Request) -> Mapping[str, Any]:
    return _skip(turn, request, "declined")


def _leave(turn: Turn, request: Request, state: str) -> dict[str, Any]:
    absence_id = request.body["absence"]
    turn.work.absences.decide(absence_id, state, turn.person.id)
    absence = turn.work.absences.get(absence_id)
    assert absence is not None
    today = turn.settings.day(turn.now)
    stops = leaves.excuse(turn, absence, today) if state == "approved" else 0
    days = days_title(absence.first, absence.last, today)
    return {"what": "", "days": days, "stops": stops}


def _leave_agreed(turn: Turn, request: Request) -> Done:
    """His stops are excused; who runs them is asked where there are any."""
    facts = _leave(turn, request, "approved")
    if not facts["stops"]:
        return facts, ()
    thread = turn.enter("absences", request.body["absence"])
    turn.ask_which(thread, "instead", absence=request.body["absence"])
    person = turn.directory.organisation.people[request.by]
    mates = [
        p
        for p in turn.directory.organisation.people.values()
        if p.active and p.district == person.district and p.role is person.role and p is not person
    ]
    buttons = tuple(
        Button(f"{p.name}代跑", "instead", {"absence": request.body["absence"], "person": p.id})
        for p in mates[:_INSTEAD]
    )
    return facts, buttons


def _leave_declined(turn: Turn, request: Request) -> Mapping[str, Any]:
    return _leave(turn, request, "declined")


def _store_agreed(turn: Turn, request: Request) -> Done:
    """The store is added, to the asker, his district and the plan of that day."""
    stores = turn.directory.stores
    number = 1
    while new_code(number) in stores:
        number += 1
    person = turn.directory.organisation.people[request.by]
    place, day = request.body["place"], date.fromisoformat(request.body["day"])
    near = [s for s in stores.values() if s.district == person.district]
    store = Store(
        code=new_code(number),
        name=request.body["name"],
        city=near[0].city if near else "",
        district=person.district,
        rep_id=person.id,
        point=Point(*place) if place else None,
    )
    turn.work.store_book.create(store)
    today = turn.settings.day(turn.now)
    turn.work.plans.add(person.id, max(day, today), [store.code])
    title = day_title(max(day, today), today)
    return {"what": store.name, "days": title, "code": store.code, "placed": bool(place)}, ()


def _store_declined(turn: Turn, request: Request) -> Mapping[str, Any]:
    day = date.fromisoformat(request.body["day"])
    title = day_title(day, turn.settings.day(turn.now))
    return {"what": request.body["name"], "days": title, "code": "", "placed": False}


_AGREED: Mapping[str, Callable[[Turn, Request], Done]] = {
    SKIP: _skip_agreed,
    LEAVE: _leave_agreed,
    NEW_STORE: _store_agreed,
}
_DECLINED: Mapping[str, Callable[[Turn, Request], Mapping[str, Any]]] = {
    SKIP: _skip_declined,
    LEAVE: _leave_declined,
    NEW_STORE: _store_declined,
}


def _open(turn: Turn, event: Pressed) -> tuple[Request | None, list[Reply]]:
    """The request of a card, or the answer that it is over."""
    request = turn.work.requests.get(event.args["request"])
    if request is None:
        return None, [Reply("asked/over", {"state": "gone", "by": "", "at": None, "rep": ""})]
    if request.by == turn.person.id or not decides(turn, request):
        raise NotAllowedError
    kind = kind_of(request)
    stands = kind is None or kind.stands(turn, request)
    if request.state == "open" and stands:
        return request, []
    state = request.state
    if state == "open":
        state = "arrived" if arrived(turn, request) else "gone"
    by = "" if request.decided_by in {turn.person.id, ""} else person_name(turn, request.decided_by)
    rep = person_name(turn, request.by)
    facts = {"state": state, "by": by, "at": request.decided_at, "rep": rep}
    return None, [Reply("asked/over", facts)]


FLOW = Flow(
    name="asked",
    order=15,
    presses={"ask_show": on_show, "ask_ok": on_agree, "ask_no": on_disagree},
)
