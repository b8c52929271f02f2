"""The plan of a day, with what is done of it, in the order in which somebody wants to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from domain.geo import Point
from domain.onsite import Provenance
from domain.planned import Stop, done, due, stops
from domain.routing import nearest_first
from domain.stores import Store
from handlers.turn import Turn

ORDER = "plan_order"
"""Preference: ``near`` for the nearest first; else as planned."""
NEAR = "near"


@dataclass(frozen=True, slots=True)
class Step:
    """A stop in its place of the day."""

    stop: Stop
    store: Store
    metres: float | None = None
    """How far it is from the one before, where the order goes by that."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where somebody was last, as far as it was accepted."""

    point: Point
    at: datetime


def stops_of(turn: Turn, person_id: str, day: date) -> list[Stop]:
    """The stops of somebody's day, as planned; those of stores that are no more are left out."""
    known = turn.directory.stores
    codes = [c for c in turn.work.sales.plan_of(person_id, day) if c in known]
    if not codes:
        return []
    begin = datetime.combine(day, time(), turn.settings.zone)
    since = min(begin, turn.now) - turn.settings.visit_life
    visits = turn.work.visits.recent_of(person_id, since)
    return stops(codes, visits, turn.work.skips.of(person_id, day), day, turn.settings)


def stops_today(turn: Turn) -> list[Stop]:
    """The writer's stops of today, as planned."""
    return stops_of(turn, turn.person.id, turn.settings.day(turn.now))


def near_order(turn: Turn) -> bool:
    """Whether the writer wants to go to the nearest store first."""
    return turn.work.preferences.get(turn.person.id, ORDER) == NEAR


def in_order(turn: Turn, found: Sequence[Stop], here: Here | None) -> list[Step]:
    """With ``here`` what is done, the nearest of those that are left, the rest; else as planned."""
    known = turn.directory.stores
    if here is None:
        return [Step(one, known[one.code]) for one in found]
    finished = [(one.done_at, one) for one in found if one.done_at is not None]
    over = [one for one in found if one.done_at is None and not one.left]
    left = {one.code: one for one in found if one.left}
    legs = nearest_first(here.point, [known[code] for code in left])
    return [
        *(Step(one, known[one.code]) for _, one in sorted(finished, key=lambda pair: pair[0])),
        *(Step(left[leg.store.code], leg.store, leg.metres) for leg in legs),
        *(Step(one, known[one.code]) for one in over),
    ]


def stop_facts(step: Step) -> dict[str, Any]:
    """One line of the list."""
    stop = step.stop
    return {
        "name": step.store.name,
        "done": stop.done_at is not None,
        "at": stop.done_at,
        "given_up": stop.given_up,
        "skip": "approved" if stop.skipped else stop.skip if stop.left and not stop.begun else "",
        "reason": stop.skip_reason,
        "metres": step.metres,
    }


def here_today(turn: Turn) -> Here | None:
    """The writer's newest location of today that was accepted, or could be; ``None`` without any."""
    today = turn.settings.day(turn.now)
    since = datetime.combine(today, time(), turn.settings.zone)
    presences = (p for v in turn.work.visits.recent_of(turn.person.id, since) for p in v.presences)
    found = [Here(p.point, p.at) for p in presences if p.at >= since]
    fix = turn.work.fixes.last(turn.person.id)
    exact = fix is not None and fix.at >= since and fix.provenance is not Provenance.FORWARDED
    if fix is not None and exact and (fix.accuracy_m or 0) <= turn.settings.accuracy_m:
        found.append(Here(fix.point, fix.at))
    valid = [one for one in found if one.point.valid]
    return max(valid, key=lambda one: one.at, default=None)


def plan_facts(turn: Turn) -> dict[str, Any]:
    """How far the day is, and where to go next."""
    found = stops_today(turn)
    left = [one for one in found if one.left]
    if len(left) > 1 and near_order(turn):
        left = [step.stop for step in in_order(turn, left, here_today(turn))]
    next_one = turn.directory.stores[left[0].code].name if left else ""
    return {"planned": due(found), "done": done(found), "next": next_one}
