"""Demo company: stores to try a visit at, for a computer that has no GPS."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.people import Person
from domain.stores import Store
from storage.loading import DEMO
from storage.work import SqlWork

_MOST = 12


def places(work: SqlWork, person: Person, now: datetime) -> list[dict[str, Any]]:
    """Today's planned stores first, then the own ones, then those of the district."""
    if not work.marks.get(DEMO):
        return []
    planned = work.sales.plan_of(person.id, work.rules.settings().day(now))
    stores = _in_order(work, person, planned)
    return [
        {"code": s.code, "name": s.name, "lat": s.point.lat, "lon": s.point.lon}
        for s in stores
        if s.point is not None
    ][:_MOST]


def _in_order(work: SqlWork, person: Person, planned: Sequence[str]) -> list[Store]:
    known = work.directory.stores
    near = sorted(
        work.directory.within_reach(person), key=lambda s: (s.rep_id != person.id, s.code)
    )
    codes = dict.fromkeys([*(c for c in planned if c in known), *(s.code for s in near)])
    return [known[code] for code in codes] or sorted(known.values(), key=lambda s: s.code)
