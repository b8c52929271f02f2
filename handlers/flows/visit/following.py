"""A live location that moves on by itself: it keeps the visit fresh, and nobody is talked to."""

from datetime import timedelta

from domain.onsite import Placing, Presence, Standing, place
from domain.visits import Visit
from handlers.chat import Reply, SharedPlace
from handlers.flows.visit.drafts import active
from handlers.flows.visit.place import fix_of, on_place
from handlers.turn import Turn

_FRESH = timedelta(minutes=5)
"""An update this soon after the newest location says nothing new."""


def on_shared(turn: Turn, event: SharedPlace) -> list[Reply]:
    """A location that was sent is answered; one that a phone goes on sending only counts."""
    if not event.following:
        return on_place(turn, event)
    visit = active(turn)
    if visit is None or not turn.settings.at_work(turn.now):
        return []  # nothing to prove: where somebody drives is nobody's business
    placing = _at(turn, event, visit)
    if placing is None:
        return []
    if not visit.presences or turn.work.evidence.waiting(turn.person.id):
        return on_place(turn, event)  # somebody waits for just this
    if event.message.at - visit.presences[-1].at > _FRESH:
        _refresh(turn, event, visit, placing)
    return []


def _at(turn: Turn, event: SharedPlace, visit: Visit) -> Placing | None:
    """Held against the store of the visit alone; ``None`` when it is elsewhere."""
    store = turn.directory.stores.get(visit.store_code)
    placing = place(fix_of(turn, event), [store] if store else [], turn.settings)
    return placing if placing.standing is Standing.INSIDE else None


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
