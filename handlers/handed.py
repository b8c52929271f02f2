"""Stores that were handed over: drafts there may be finished, nothing new is opened."""

from collections.abc import Sequence

from domain.access import handed_over
from domain.geo import distance_m
from domain.onsite import Fix, radius_m
from domain.stores import Store
from handlers.chat import Reply
from handlers.reviewing import person_name
from handlers.turn import Turn


def reach(turn: Turn) -> Sequence[Store]:
    """The stores that the writer may visit, and those where a draft of his is still open."""
    mine = turn.directory.within_reach(turn.person)
    codes = {v.store_code for v in turn.work.visits.drafts_of(turn.person.id)}
    left = [s for s in _gone(turn) if s.code in codes] if codes else []
    return [*mine, *left] if left else mine


def _gone(turn: Turn) -> list[Store]:
    return [s for s in turn.directory.stores.values() if handed_over(turn.person, s)]


def gone_at(turn: Turn, fix: Fix) -> Reply | None:
    """Who stands at a store that is somebody else's now is told whose."""
    here = [
        (distance_m(fix.point, s.point), s)
        for s in _gone(turn)
        if s.point is not None and distance_m(fix.point, s.point) <= radius_m(s, turn.settings)
    ]
    return _told(turn, min(here, key=lambda pair: pair[0])[1]) if here else None


def gone_named(turn: Turn, said: str) -> Reply | None:
    """The same for a store that is named."""
    named = turn.directory.stores_in(said, _gone(turn))
    return _told(turn, named[0]) if len(named) == 1 else None


def _told(turn: Turn, store: Store) -> Reply:
    to = person_name(turn, store.rep_id) if store.rep_id else ""
    return Reply("handover/gone", {"store": store.name, "to": to})
