"""Being there: a location opens a visit, continues one, or says how far away it is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain import making_up, unplaced
from domain.directory import Customer
from domain.forms import CUSTOMER_VISIT, STORE_VISIT
from domain.geo import distance_m
from domain.onsite import Fix, Placing, Presence, Provenance, Standing, place, radius_m
from domain.planned import seen_on
from domain.stores import Store
from domain.visits import SWITCHED, Visit, VisitState
from handlers import handed
from handlers.chat import Button, News, Pressed, Reply, SharedPlace
from handlers.flows.visit.board import board, place_name
from handlers.flows.visit.byword import by_word
from handlers.flows.visit.drafts import active
from handlers.flows.visit.extras import keep_buttons
from handlers.flows.visit.filing import bind_waiting
from handlers.flows.visit.shifted import shifted_to
from handlers.flows.visit.stale import stale
from handlers.nearby import fix_of
from handlers.turn import Turn
from handlers.unplaced import located, wants_place


def on_place(turn: Turn, event: SharedPlace) -> list[Reply]:
    """Hold a location against the stores in reach."""
    fix = fix_of(turn, event)
    if fix.provenance is Provenance.FORWARDED:
        turn.work.fixes.add(turn.person.id, fix, Placing(Standing.FORWARDED), None)
        return [Reply("visit/place_forwarded", {"wants": "location"})]
    expected = _expected(turn)
    if expected is not None and expected.store_code in turn.directory.customers:
        return _at_customer(turn, expected, fix)
    placing = place(fix, handed.reach(turn), turn.settings)
    if placing.standing is Standing.EITHER:
        placing = _settle(turn, placing, expected)
    if placing.standing is Standing.INSIDE:
        store, distance = placing.near[0]
        if expected is not None and expected.store_code != store.code:
            return [_elsewhere(turn, fix, placing, expected)]
        return _arrive(turn, store, distance, fix, placing)
    turn.work.fixes.add(turn.person.id, fix, placing, None)
    reply = _not_there(turn, fix, placing, expected)
    shifted = shifted_to(turn, event, fix) if placing.standing is Standing.OUTSIDE else None
    if shifted is None:
        return [reply]
    return [replace(reply, news=(News("visit/news/shifted", {"store": shifted.name}),))]


def _not_there(turn: Turn, fix: Fix, placing: Placing, expected: Visit | None) -> Reply:
    """A location that opens nothing, and what to do next."""
    if placing.standing is Standing.EITHER:
        return _which(fix, placing)
    if placing.standing is Standing.VAGUE:
        facts = {"accuracy_m": fix.accuracy_m, "limit_m": turn.settings.accuracy_m}
        return Reply("visit/place_vague", {**facts, "wants": "location"})
    if expected is not None:
        return _too_far(turn, fix, expected)
    return handed.gone_at(turn, fix) or _nowhere(turn, placing)


def _expected(turn: Turn) -> Visit | None:
    """The draft that was opened by name and still waits for its first location."""
    visit = active(turn)
    return visit if visit is not None and not visit.presences else None


def _settle(turn: Turn, placing: Placing, expected: Visit | None) -> Placing:
    """Two stores too close to tell apart: an open visit at one of them decides."""
    drafts = [expected] if expected else turn.work.visits.drafts_of(turn.person.id)
    open_at = {v.store_code for v in drafts}
    for store, distance in placing.near:
        if store.code in open_at:
            return Placing(Standing.INSIDE, ((store, distance),))
    return placing


def _arrive(
    turn: Turn, store: Store, distance: float | None, fix: Fix, placing: Placing
) -> list[Reply]:
    """The rep is inside the fence: open or continue the visit and bind what waited for it."""
    visit = next(
        (v for v in turn.work.visits.drafts_of(turn.person.id) if v.store_code == store.code), None
    )
    if visit is None:
        last = turn.work.visits.latest_of(turn.person.id, store.code)
        if last is not None and _over_today(turn, last):
            turn.work.fixes.add(turn.person.id, fix, placing, last.id)
            return [_again(turn, last, fix)]
        visit = open_visit(turn, store)
    return [_enter(turn, visit, store, distance, fix, placing)]


def _over_today(turn: Turn, last: Visit) -> bool:
    """Whether nothing is left to do there today: submitted, or waived by a manager."""
    today = turn.settings.day(turn.now)
    waived = last.state is VisitState.WAIVED and seen_on(last, today, turn.settings)
    return waived or last.submitted_on(today, turn.settings)


def _enter(
    turn: Turn, visit: Visit, store: Store, distance: float | None, fix: Fix, placing: Placing
) -> Reply:
    first = not visit.presences
    known = [p for p in visit.presences if p.source != fix.source]
    presence = Presence(
        at=fix.at,
        point=fix.point,
        distance_m=distance,
        provenance=fix.provenance,
        source=fix.source,
    )
    visit.presences = [*known, presence]
    visit.presences.sort(key=lambda p: (p.at, p.source))
    making_up.end(visit, fix.at)
    unplaced.end(visit)
    turn.enter("visit", visit.id)
    turn.work.fixes.add(turn.person.id, fix, placing, visit.id)
    news, draw = bind_waiting(turn, visit)
    turn.work.visits.save(visit, turn.now)
    facts = {"store": store.name, "distance_m": distance, "first": first}
    told = [News("visit/news/arrived", facts), *news]
    shown = board(turn, visit, told, draw=draw, merge=bool(news))
    return replace(shown, buttons=(*shown.buttons, *keep_buttons(visit, news)))


def open_visit(turn: Turn, store: Store | Customer) -> Visit:
    """A new draft under the rules in force; it expires by a timer."""
    is_store = isinstance(store, Store)
    form = turn.work.rules.form(
        STORE_VISIT if is_store else CUSTOMER_VISIT,
        turn.person,
        store.kind if isinstance(store, Store) else "",
    )
    visit = Visit(
        id=turn.ids.new(),
        rep_id=turn.person.id,
        store_code=store.code,
        form=form,
        opened_at=turn.now,
    )
    turn.work.visits.save(visit, turn.now)
    turn.enter("visit", visit.id)
    turn.ring("visit_expiry", visit.id, turn.now + turn.settings.visit_life, visit=visit.id)
    return visit


def _again(turn: Turn, last: Visit, fix: Fix) -> Reply:
    facts = {"store": place_name(turn, last), "at": last.submitted_at, "why": last.closed_reason}
    return Reply(
        "visit/visited_today",
        facts,
        buttons=(Button("再开一次拜访", "visit_here", _place_args(fix, last.store_code)),),
    )


def _at_customer(turn: Turn, visit: Visit, fix: Fix) -> list[Reply]:
    """A B2B customer has no fence: the location is kept, and called no more than that."""
    if not fix.point.valid:
        return [_nowhere(turn, Placing(Standing.NOWHERE))]
    customer = turn.directory.customers[visit.store_code]
    as_store = Store(code=customer.code, name=customer.name)
    return [_enter(turn, visit, as_store, None, fix, Placing(Standing.INSIDE))]


def _elsewhere(turn: Turn, fix: Fix, placing: Placing, expected: Visit) -> Reply:
    """Inside another store's fence than the one that was named."""
    turn.work.fixes.add(turn.person.id, fix, placing, expected.id)
    return _too_far_reply(turn, fix, expected, placing.near)


def _too_far(turn: Turn, fix: Fix, expected: Visit) -> Reply:
    near = place(fix, handed.reach(turn), turn.settings).near
    return _too_far_reply(turn, fix, expected, near)


def _too_far_reply(
    turn: Turn, fix: Fix, expected: Visit, near: Sequence[tuple[Store, float]]
) -> Reply:
    store = turn.directory.stores.get(expected.store_code)
    known = store is not None and store.point is not None
    nearest = [(s, d) for s, d in near if s.code != expected.store_code][:1]
    inside = [(s, d) for s, d in nearest if d <= radius_m(s, turn.settings)]
    buttons = [
        Button(f"改为{s.name}", "visit_instead", _place_args(fix, s.code, expected.id))
        for s, _ in inside
    ]
    facts = {
        "store": place_name(turn, expected),
        "distance_m": distance_m(fix.point, store.point) if store and store.point else None,
        "fence_m": radius_m(store, turn.settings) if known and store else turn.settings.fence_m,
        "nearest": [{"name": s.name, "distance_m": d} for s, d in nearest],
        "wants": "location",
    }
    buttons.append(Button("重新定位", "relocate", lasting=True))
    if store is not None:
        args = {"store": store.code, "source": fix.source}
        buttons.append(Button("门店位置有误,申请更正", "move_ask", args))
    return Reply("visit/place_outside", facts, buttons=tuple(buttons))


def _nowhere(turn: Turn, placing: Placing) -> Reply:
    near = [{"name": s.name, "distance_m": d} for s, d in placing.near[:1]]
    fence = radius_m(placing.near[0][0], turn.settings) if placing.near else 0
    facts = {"nearest": near, "fence_m": fence, "wants": "location"}
    return Reply("visit/place_nowhere", facts)


def _which(fix: Fix, placing: Placing) -> Reply:
    near = [{"name": s.name, "distance_m": d} for s, d in placing.near[:3]]
    buttons = (Button(s.name, "visit_here", _place_args(fix, s.code)) for s, _ in placing.near[:3])
    return Reply("visit/place_which", {"near": near}, buttons=tuple(buttons))


def _place_args(fix: Fix, store: str, leaving: str = "") -> dict[str, Any]:
    return {"store": store, "source": fix.source, "leaving": leaving}


def on_here(turn: Turn, event: Pressed) -> list[Reply]:
    """The rep says which store it is: 改为…, 再开一次, or one of two that are too close."""
    store = turn.directory.stores.get(event.args["store"])
    fix = turn.work.fixes.get(event.args["source"])
    if store is None or fix is None or store.point is None:
        return stale(turn)
    if turn.now - fix.at > turn.settings.on_site:
        return [Reply("visit/place_old", {"wants": "location"})]
    distance = distance_m(fix.point, store.point)
    if distance > radius_m(store, turn.settings):
        return stale(turn)
    _drop_empty(turn, event.args.get("leaving", ""))
    drafts = turn.work.visits.drafts_of(turn.person.id)
    visit = next((v for v in drafts if v.store_code == store.code), None)
    visit = visit or open_visit(turn, store)
    placing = Placing(Standing.INSIDE, ((store, distance),))
    return [_enter(turn, visit, store, distance, fix, placing)]


def _stands_elsewhere(drafts: Sequence[Visit], visit: Visit) -> Visit | None:
    """Another draft whose location is newer: photos go there by where the rep was."""
    here = visit.presences[-1].at if visit.presences else None
    newer = [v for v in drafts if v.presences and v.id != visit.id]
    newer = [v for v in newer if here is not None and v.presences[-1].at > here]
    return newer[0] if newer else None


def _drop_empty(turn: Turn, visit_id: str) -> None:
    """Leave a draft that was only a name: nothing was shown, so nothing is lost."""
    visit = turn.work.visits.get(visit_id) if visit_id else None
    if visit is not None and not visit.items and visit.abandon(SWITCHED):
        turn.work.visits.save(visit, turn.now)
        turn.leave("visit", visit.id)


def on_relocate(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - a press has no more to say
    """重新定位."""
    return [Reply("visit/send_place", {"wants": wants_place(turn)})]


def begin(turn: Turn, target: Store | Customer) -> list[Reply]:
    """「到店 幸福超市」: a draft that shows what is needed; saying so closes nothing."""
    drafts = turn.work.visits.drafts_of(turn.person.id)
    visit = next((v for v in drafts if v.store_code == target.code), None)
    opened = visit is None
    visit = visit or open_visit(turn, target)
    turn.enter("visit", visit.id)
    begun = News("visit/news/begun", {"store": target.name, "opened": opened})
    if not located(turn):
        return [by_word(turn, visit, begun)]
    turn.work.visits.save(visit, turn.now)
    if (other := _stands_elsewhere(drafts, visit)) is not None:
        facts = {"store": target.name, "other": place_name(turn, other), "wants": "location"}
        return [Reply("visit/go_there", facts)]
    return [board(turn, visit, [begun], merge=False)]
