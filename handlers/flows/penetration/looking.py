"""谁没拍门头, 哪些店缺货: looked up in the visits themselves, and in imported records."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

from domain.figures.grouping import Atlas, within
from domain.figures.query import Scope
from domain.penetration.lacking import Look, of_past, of_visit
from domain.penetration.wish import Wish
from handlers.flows.penetration.days import bounds
from handlers.turn import Turn

_MOST_DAYS = 31
"""Days whose visits are read at once, the newest first,"""
_MOST_VISITS = 4000
"""unless so many have been read before: everybody else waits meanwhile."""


@dataclass(frozen=True, slots=True)
class Line:
    """One visit on a list."""

    day: date
    rep_id: str
    store_code: str
    said: str = ""
    state: str = ""
    look: Look | None = None


@dataclass(slots=True)
class Found:
    """What was looked at."""

    lines: list[Line] = field(default_factory=list)
    looked: int = 0
    """n: visits and records of which it can be told."""
    unknown: int = 0
    """Imported records of which nobody can tell: their file has no such column."""
    first: date | None = None
    """The day from which on the visits were looked at."""

    def put(self, line: Line) -> None:
        """Count one, and keep it if it belongs on the list."""
        hit = line.look.hit if line.look else None
        self.unknown += hit is None
        self.looked += hit is not None
        if hit:
            self.lines.append(line)


def looked_up(turn: Turn, wish: Wish, scope: Scope, first: date, last: date) -> Found:
    """Every visit of some days: drafts, waived and given up ones, and imported records, too."""
    found = Found()
    atlas = Atlas(turn.directory, single=True)
    codes = [c for c in (*turn.directory.stores, *turn.directory.customers) if _in(atlas, c, scope)]
    days: list[list[Line]] = []
    number = min((last - first).days + 1, _MOST_DAYS)
    while len(days) < number and sum(map(len, days)) < _MOST_VISITS:
        lines = _of_day(turn, wish, last - timedelta(days=len(days)), codes, scope)
        days.append(sorted(lines, key=lambda line: line.rep_id))
    for line in chain.from_iterable(reversed(days)):
        found.put(line)
    found.first = last - timedelta(days=len(days) - 1)
    return found


def _in(atlas: Atlas, code: str, scope: Scope) -> bool:
    return within(atlas.of(code, ""), scope)


def _of_day(turn: Turn, wish: Wish, day: date, codes: list[str], scope: Scope) -> Iterator[Line]:
    begin, end = bounds(turn, day, day)
    there = set()
    for visit in turn.work.visits.opened_in(begin, end, codes):
        if scope.reps and visit.rep_id not in scope.reps:
            continue
        there.add((visit.rep_id, visit.store_code))
        look = of_visit(visit, wish)
        if look is not None:
            yield Line(day, visit.rep_id, visit.store_code, state=visit.state.value, look=look)
    inside = set(codes)
    for past in turn.work.past_visits.between(day, day):
        wanted = past.store_code in inside and (not scope.reps or past.rep_id in scope.reps)
        if wanted and (past.rep_id, past.store_code) not in there:
            look = of_past(past, wish)
            yield Line(day, past.rep_id, past.store_code, state="imported", look=look)
