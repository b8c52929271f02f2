"""A live location that moves on by itself: it keeps a visit honest, and nobody is talked to."""

from dataclasses import replace

from domain.onsite import Placing, Presence, Standing, place, radius_m
from domain.stores import Store
from domain.visits import Visit
from handlers import handed
from handlers.chat import Reply, SharedPlace
from handlers.flows.visit.drafts import active
from handlers.flows.visit.place import on_place
from handlers.nearby import fix_of
from handlers.turn import Turn

_MARGIN_M = 200
"""Beyond the fence: nearer than that it may be the phone that errs."""


def on_shared(turn: Turn, event: SharedPlace) -> list[Reply]:
    """A location that was sent is answered; one that a phone goes on sending only counts."""
    if not event.following:
        return on_place(turn, event)
    if not turn.settings.at_work(turn.now):
        return []
    visit = active(turn)
    if _awaited(turn, event, visit):
        return on_place(turn, event)
    if visit is not None:
        _follow(turn, event, visit)
    return []  # nothing else to prove: where somebody drives is nobody's business


def _awaited(turn: Turn, event: SharedPlace, visit: Visit | None) -> bool:
    """Whether a photo of just now, or a visit begun by name, waits for such a place."""
    if visit is not None and not visit.presences:
        return _at(turn, event, visit) is not None
    just_now = turn.now - turn.settings.early_fix
    waiting = [e for e in turn.work.evidence.waiting(turn.person.id) if e.sha256]
    if not any(evidence.received_at >= just_now for evidence in waiting):
        return False
    return place(fix_of(turn, event), handed.reach(turn), turn.settings).standing is Standing.INSIDE


def _follow(turn: Turn, event: SharedPlace, visit: Visit) -> None:
    """In the store the visit stays fresh; far from it, photos are no longer of this store."""
    if not visit.presences:
        return
    newest = visit.presences[-1]
    placing, at = _at(turn, event, visit), event.message.at
    since = newest.until or newest.at + turn.settings.early_fix / 3
    if placing is not None and at > since:
        _refresh(turn, event, visit, placing)
    elif placing is None and newest.until is None and at > newest.at and _gone(turn, event, visit):
        visit.presences = [p if p.until else replace(p, until=at) for p in visit.presences]
        turn.work.visits.save(visit)


def _at(turn: Turn, event: SharedPlace, visit: Visit) -> Placing | None:
    """Held against the store of the visit alone; ``None`` when it is elsewhere."""
    placing = place(fix_of(turn, event), _store(turn, visit), turn.settings)
    return placing if placing.standing is Standing.INSIDE else None


def _gone(turn: Turn, event: SharedPlace, visit: Visit) -> bool:
    """Whether the phone is in another store, or well away from this one."""
    fix = fix_of(turn, event)
    if place(fix, handed.reach(turn), turn.settings).standing is Standing.INSIDE:
        return True
    placing = place(fix, _store(turn, visit), turn.settings)
    return placing.standing is Standing.OUTSIDE and all(
        distance > radius_m(store, turn.settings) + _MARGIN_M for store, distance in placing.near
    )


def _store(turn: Turn, visit: Visit) -> list[Store]:
    store = turn.directory.stores.get(visit.store_code)
    return [store] if store else []


def _refresh(turn: Turn, event: SharedPlace, visit: Visit, placing: Placing) -> None:
    fix = fix_of(turn, event)
    presence = Presence(
        at=fix.at,
        point=fix.point,
        distance_m=placing.near[0][1],
        provenance=fix.provenance,
        source=fix.source,
    )
    visit.presences = [*visit.presences, presence]
    turn.work.fixes.add(turn.person.id, fix, placing, visit.id)
    turn.work.visits.save(visit)
