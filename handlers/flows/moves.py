"""门店位置有误: the rep asks for it, a manager decides, the store moves."""

from collections.abc import Sequence
from typing import Any

from domain import moving, review
from domain.errors import NotAllowedError
from domain.geo import Point
from domain.moving import MOVE
from domain.numbers import plain
from domain.onsite import Fix
from domain.ports.managing import Request
from domain.stores import Store
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.queueing import close, my_name, put_before
from handlers.requests import away, by_district
from handlers.reviewing import ask_about_move, move_card, person_name, place_name
from handlers.turn import Turn


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「门店位置不对」「这家店搬了」, about the store that is named or was failed to be reached."""
    said = plain(event.text)
    what = moving.said_of_place(said)
    reach = turn.directory.within_reach(turn.person)
    if what is None or not reach:
        return None
    fix = turn.work.fixes.last(turn.person.id)
    stores = turn.directory.stores_in(said, reach) or _tried(turn)
    if len(stores) != 1:
        return _which(stores, fix) if what is moving.Said.WRONG else None
    store = stores[0]
    why = moving.unfit(fix, store, turn.now, turn.settings)
    if what is moving.Said.MOVED and why is None and fix is not None:
        return [_moved(turn, store, fix)]
    if what is moving.Said.MOVED and why is not moving.Unfit.NONE:
        return None
    return _ask(turn, store, fix)


def _tried(turn: Turn) -> Sequence[Store]:
    """The store that the rep named and has not reached yet."""
    drafts = [v for v in turn.work.visits.drafts_of(turn.person.id) if not v.presences][:1]
    known = (turn.directory.stores.get(v.store_code) for v in drafts)
    return [store for store in known if store is not None]


def _which(named: Sequence[Store], fix: Fix | None) -> list[Reply]:
    buttons = tuple(Button(s.name, "move_ask", _args(s, fix)) for s in named[:5])
    return [Reply("moves/which", {"names": [s.name for s in named[:5]]}, buttons=buttons)]


def _args(store: Store, fix: Fix | None) -> dict[str, Any]:
    return {"store": store.code, "source": fix.source if fix else 0}


def _moved(turn: Turn, store: Store, fix: Fix) -> Reply:
    """Moved elsewhere, or gone for good: the rep says which."""
    buttons = [Button("门店位置有误,申请更正", "move_ask", _args(store, fix))]
    drafts = turn.work.visits.drafts_of(turn.person.id)
    visit = next((v for v in drafts if v.store_code == store.code), None)
    if visit is not None:
        gone = {"visit": visit.id, "reason": "门店搬走了"}
        buttons.append(Button("放弃这家", "give_up", gone))
    return Reply("moves/moved", {"store": store.name}, buttons=tuple(buttons))


def on_ask(turn: Turn, event: Pressed) -> list[Reply]:
    """「门店位置有误,申请更正」."""
    store = turn.directory.stores.get(event.args["store"])
    if store is None:
        return [Reply("moves/over", {"done": None, "store": event.args["store"]})]
    return _ask(turn, store, turn.work.fixes.get(event.args["source"]))


def _ask(turn: Turn, store: Store, fix: Fix | None) -> list[Reply]:
    """Keep the request once and hand it to who decides."""
    waits = turn.work.requests.open_at([store.code])
    mine = next((r for r in waits if r.kind == MOVE and r.by == turn.person.id), None)
    known = f"move-{store.code}-{fix.source if fix else 0}"
    same = turn.work.requests.get(known)
    if same is not None and same.state != "open":
        return [_over(turn, same)]
    people = review.deciders(store.code, turn.person.id, turn.directory, away(turn))
    names = [p.name for p in people]
    if mine is not None:
        facts = {"store": store.name, "at": mine.at, "managers": names}
        return [Reply("moves/asked_before", facts)]
    why = moving.unfit(fix, store, turn.now, turn.settings)
    if fix is None or why is not None:
        return [_send_place(turn, store, why or moving.Unfit.NONE)]
    if not people:
        return [Reply("moves/nobody", {"store": store.name})]
    request = Request(
        id=known,
        kind=MOVE,
        store_code=store.code,
        by=turn.person.id,
        at=turn.now,
        body=moving.body(fix, store),
    )
    turn.work.requests.add(request)
    turn.work.audit.note(turn.now, turn.person.id, "store_move_asked", store.code, id=request.id)
    ask_about_move(turn, request)
    return [Reply("moves/asked", {"store": store.name, "managers": names})]


def _send_place(turn: Turn, store: Store, why: moving.Unfit) -> Reply:
    """A location from the store's door comes first."""
    visits = turn.work.visits.drafts_of(turn.person.id)
    begun = any(v.store_code == store.code for v in visits)
    buttons = () if begun else (Button(f"到店 {store.name}", "begin", {"store": store.code}),)
    facts = {"store": store.name, "why": why.value, "begun": begun, "wants": "location"}
    return Reply("moves/send_place", facts, buttons=buttons)


def on_show(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the queue."""
    request, over = _open(turn, event)
    if request is None:
        return over
    return [put_before(turn, move_card(turn, request), request.id, request.store_code)]


def on_approve(turn: Turn, event: Pressed) -> list[Reply]:
    """「批准」: the store stands there from now on; what was before stays as it was."""
    request, over = _open(turn, event)
    if request is None:
        return over
    if event.typed:
        return [move_card(turn, request, "tap")]
    store, to = turn.directory.stores[request.store_code], moving.target(request.body)
    turn.work.store_book.move(store.code, to)
    turn.work.requests.decide(request.id, "approved", turn.person.id, turn.now)
    places = {"before": _pair(store.point), "after": _pair(to)}
    turn.work.audit.note(turn.now, turn.person.id, "store_moved", store.code, **places)
    told = {"store": store.name, "manager": my_name(turn, store.code), "wants": "location"}
    turn.pushes.append(Reply("moves/approved_rep", told, to=request.by))
    return [_decided(turn, request, approved=True)]


def _pair(point: Point | None) -> list[float] | None:
    return [point.lat, point.lon] if point else None


def on_decline(turn: Turn, event: Pressed) -> list[Reply]:
    """「不批准」."""
    request, over = _open(turn, event)
    if request is None:
        return over
    if event.typed:
        return [move_card(turn, request, "tap")]
    turn.work.requests.decide(request.id, "declined", turn.person.id, turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "store_move_declined", request.store_code)
    told = {
        "store": place_name(turn, request.store_code),
        "manager": my_name(turn, request.store_code),
    }
    turn.pushes.append(Reply("moves/declined_rep", told, to=request.by))
    return [_decided(turn, request, approved=False)]


def _decided(turn: Turn, request: Request, *, approved: bool) -> Reply:
    state = "approved" if approved else "declined"
    close(turn, request.id, state, kind=MOVE, of=request)
    facts = {"store": place_name(turn, request.store_code), "rep": person_name(turn, request.by)}
    return Reply("moves/decided", {**facts, "approved": approved})


def _open(turn: Turn, event: Pressed) -> tuple[Request | None, list[Reply]]:
    """The request of a card, or the answer that it is over."""
    request = turn.work.requests.get(event.args["request"])
    if request is None or request.store_code not in turn.directory.stores:
        return None, [Reply("moves/over", {"done": None, "store": ""})]
    if not by_district(turn, request):
        raise NotAllowedError
    if request.state == "open":
        return request, []
    return None, [_over(turn, request)]


def _over(turn: Turn, request: Request) -> Reply:
    """Who decided, and when."""
    by = "" if request.decided_by == turn.person.id else person_name(turn, request.decided_by)
    done = {"approved": request.state == "approved", "at": request.decided_at, "by": by}
    return Reply("moves/over", {"store": place_name(turn, request.store_code), "done": done})


FLOW = Flow(
    name="moves",
    order=15,
    wordy=True,
    on={Said: on_text},
    presses={
        "move_ask": on_ask,
        "move_show": on_show,
        "move_ok": on_approve,
        "move_no": on_decline,
    },
)
