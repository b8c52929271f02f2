"""The plan of a day, with what is done of it, in the order in which somebody wants to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from domain.calendar import DAY_OFF, closed
from domain.geo import Point
from domain.onsite import Provenance
from domain.planned import APPROVED, Stop, done, due, extras, stops
from domain.routing import nearest_first
from domain.stores import Store
from domain.visits import Visit
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
    """How far it is from the one before, or from where somebody is, if the order goes by that."""
    onward: bool = False
    """Whether it is measured from the one before."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where somebody was last, as far as it was accepted."""

    point: Point
    at: datetime


def stops_of(turn: Turn, person_id: str, day: date) -> list[Stop]:
    """The stops of somebody's day, as planned; those of stores that are no more are left out."""
    codes = _codes(turn, person_id, day)
    return _planned(turn, person_id, day, codes, _visits(turn, person_id, day)) if codes else []


def day_of(turn: Turn, person_id: str, day: date) -> list[Stop]:
    """The stops of somebody's day, and the stores where he was beside them."""
    codes, visits = _codes(turn, person_id, day), _visits(turn, person_id, day)
    beside = extras(codes, visits, day, turn.settings)
    planned = _planned(turn, person_id, day, codes, visits) if codes else []
    return [*planned, *(stop for stop in beside if stop.code in turn.directory.stores)]


def _codes(turn: Turn, person_id: str, day: date) -> list[str]:
    known = turn.directory.stores
    return [code for code in turn.work.sales.plan_of(person_id, day) if code in known]


def _visits(turn: Turn, person_id: str, day: date) -> Sequence[Visit]:
    """Somebody's visits that may be of a day."""
    begin = datetime.combine(day, time(), turn.settings.zone)
    return turn.work.visits.recent_of(person_id, min(begin, turn.now) - turn.settings.visit_life)


def _planned(
    turn: Turn, person_id: str, day: date, codes: Sequence[str], visits: Sequence[Visit]
) -> list[Stop]:
    """On a day off of the company nobody has to go anywhere."""
    skips = turn.work.skips.of(person_id, day)
    if closed(turn.work.calendar.of(day)):
        agreed = {code: skip for code, skip in skips.items() if skip[0] == APPROVED}
        skips = {**dict.fromkeys(codes, (APPROVED, DAY_OFF)), **agreed}
    return stops(codes, visits, skips, day, turn.settings)


def stops_today(turn: Turn) -> list[Stop]:
    """The writer's stops of today, as planned."""
    return stops_of(turn, turn.person.id, turn.settings.day(turn.now))


def near_order(turn: Turn) -> bool:
    """Whether the writer wants to go to the nearest store first."""
    return turn.work.preferences.get(turn.person.id, ORDER) == NEAR


def in_order(turn: Turn, found: Sequence[Stop], here: Here | None) -> list[Step]:
    """With ``here`` what is done or under way, the nearest of those left, the rest; else as planned."""
    known = turn.directory.stores
    if here is None:
        return [Step(one, known[one.code]) for one in found]
    finished = [(one.done_at, one) for one in found if one.done_at is not None]
    over = [one for one in found if one.done_at is None and not one.left]
    begun = [one for one in found if one.left and one.begun]
    left = {one.code: one for one in found if one.left and not one.begun}
    legs = nearest_first(here.point, [known[code] for code in left])
    return [
        *(Step(one, known[one.code]) for _, one in sorted(finished, key=lambda pair: pair[0])),
        *(Step(one, known[one.code]) for one in begun),
        *(Step(left[leg.store.code], leg.store, leg.metres, n > 0) for n, leg in enumerate(legs)),
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
        "waived": stop.waived,
        "begun": stop.begun,
        "returned": stop.returned,
        "extra": stop.extra,
        "metres": step.metres,
        "onward": step.onward,
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
    today = turn.settings.day(turn.now)
    found = day_of(turn, turn.person.id, today)
    if all(one.extra for one in found):  # nothing was planned: nothing is to be said of a plan
        return {"planned": 0, "done": 0, "next": ""}
    left = [one for one in found if one.left and not one.begun] or [x for x in found if x.left]
    if len(left) > 1 and near_order(turn):
        left = [step.stop for step in in_order(turn, left, here_today(turn))]
    next_one = turn.directory.stores[left[0].code].name if left else ""
    return {"planned": due(found), "done": done(found), "next": next_one}
