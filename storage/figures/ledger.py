"""The ledger: everything that figures count, read a day at a time on a connection of its own."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from domain.directory import Directory
from domain.figures.narrowing import Narrow
from domain.figures.records import Handled, Recheck, RepDay, Stop, Tally
from domain.figures.tallying import COUNTING, past_tally, tally
from domain.settings import COMPANY, Settings
from storage.figures import others, tallies
from storage.figures.past import SqlPastVisits
from storage.figures.stops import stops_on
from storage.rules import SqlRules
from storage.tables.base import table
from storage.tables.company import PlanRow
from storage.tables.managing import PastVisitRow
from storage.tables.visits import VisitRow
from storage.visits import read_visits
from storage.work import Caches, SqlWork

CHUNK = 500
"""Visits that are read, or tallies that are written, at a time."""
_DAY = timedelta(days=1)
_Stop: TypeAlias = tuple[date, str, str]
"""Day, rep and store."""
_BEGINNINGS = (table(VisitRow).c.opened_at, table(PlanRow).c.day, table(PastVisitRow).c.day)

_ALL = Narrow()


@dataclass(frozen=True, slots=True)
class Span:
    """Some days, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each of them."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * _DAY

    def meets(self, later: "Span") -> bool:
        """Whether one that begins no earlier overlaps this one or follows at once."""
        return later.first <= self.last + _DAY

    def joined(self, later: "Span") -> "Span":
        """Both as one."""
        return Span(self.first, max(self.last, later.last))


@dataclass(slots=True)
class _Beside:
    """What a rep's day has beside visits."""

    stops: list[Stop] = field(default_factory=list)
    past: list[Tally] = field(default_factory=list)

    def rep_day(self, rep: str, day: date, visits: Sequence[Tally] = ()) -> RepDay:
        return RepDay(rep, day, (*visits, *self.past), tuple(self.stops))


class Ledger:
    """Reads on one connection, which may be read-only, with a cache that nobody else has."""

    def __init__(self, connection: Connection, caches: Caches) -> None:
        caches.refresh(connection)
        caches.rules.newest.clear()  # whoever writes a rule tells only his own cache
        self._connection = connection
        self._work = SqlWork(connection, caches)
        self.settings: Settings = self._work.rules.settings()
        self._made_by = made_by(self._work.rules)

    @property
    def directory(self) -> Directory:
        """The company as it is now."""
        return self._work.directory

    def span(self, first: date, last: date, now: datetime) -> Span:
        """Cut days to those that can hold anything: from the first record on, until today."""
        begins = [
            self.settings.day(at) if isinstance(at, datetime) else at
            for column in _BEGINNINGS
            if (at := self._connection.scalar(select(column).order_by(column).limit(1))) is not None
        ]
        today = self.settings.day(now)
        return Span(max(first, min(begins, default=today)), min(last, today))

    def imported(self, span: Span) -> Sequence[Span]:
        """The days of a span that have imported records."""
        day = table(PastVisitRow).c.day
        asked = select(day).where(day.between(span.first, span.last)).distinct().order_by(day)
        return [Span(one, one) for one in self._connection.scalars(asked)]

    def renewed(self, span: Span) -> Iterator[Sequence[Mapping[str, Any]]]:
        """Make what is behind in these days, and those that reach into them, anew.

        Yields:
            Rows to be written by ``tallies.write``, some hundred at a time.
        """
        for day in self._reaching(span).days():
            begin, end = self._hours(Span(day, day))
            ids = tallies.behind(self._connection, day, begin, end, self._made_by)
            for start in range(0, len(ids), CHUNK):
                yield self._tallied(ids[start : start + CHUNK])

    def days(self, span: Span, among: Narrow = _ALL) -> Iterator[RepDay]:
        """Everything of each rep on each day, by day and rep; of visits only ``among`` some."""
        done: set[_Stop] = set()
        for day in self._reaching(span).days():
            found = tallies.of_day(self._connection, day, among)
            if day >= span.first:
                yield from self._rep_days(day, found, done)
                continue
            for visit in found:
                done |= self._done_later(visit)

    def others(self, span: Span) -> Iterator[Handled | Recheck]:
        """What managers decided and counted again."""
        begin, end = self._hours(span)
        yield from others.handled(self._connection, begin, end)
        yield from others.rechecks(self._connection, begin, end, self.settings)

    def _rep_days(self, day: date, tallied: Iterator[Tally], done: set[_Stop]) -> Iterator[RepDay]:
        """A day's, one rep after another; ``done`` learns which stops of later days were done."""
        beside = self._beside(day, done)
        waiting = sorted(beside, reverse=True)
        found = groupby(tallied, attrgetter("rep_id"))
        for rep, group in found:
            while waiting and waiting[-1] <= rep:
                if (other := waiting.pop()) < rep:
                    yield beside.pop(other).rep_day(other, day)
            visits = sorted(group, key=_arrival)
            for visit in visits:
                done |= self._done_later(visit)
            yield beside.pop(rep, _Beside()).rep_day(rep, day, visits)
        for rep in reversed(waiting):
            yield beside[rep].rep_day(rep, day)

    def _beside(self, day: date, done: Collection[_Stop]) -> dict[str, _Beside]:
        """What there is of a day beside visits, by rep."""
        found: dict[str, _Beside] = defaultdict(_Beside)
        for stop in stops_on(self._connection, day):
            if (day, stop.rep_id, stop.store_code) not in done:
                found[stop.rep_id].stops.append(stop)
        for past in SqlPastVisits(self._connection).between(day, day):
            found[past.rep_id].past.append(past_tally(past, self.settings))
        return found

    def _tallied(self, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        visits = read_visits(self._connection, self._work.rules, ids)
        return [tallies.row_of(tally(v, self.settings), v.version, self._made_by) for v in visits]

    def _done_later(self, visit: Tally) -> frozenset[_Stop]:
        """The stop of a later day that a visit did as well, see ``Visit.done_on``."""
        if visit.submitted_at is None or len(visit.present) < 2:  # noqa: PLR2004 - one is its own
            return _NONE
        done = self.settings.day(visit.submitted_at)
        later = visit.day < done and done in visit.present
        return frozenset([(done, visit.rep_id, visit.store_code)]) if later else _NONE

    def _reaching(self, span: Span) -> Span:
        """With the days before whose visits may still have been done in the span."""
        life = -(-self.settings.visit_life // _DAY)
        return Span(span.first - life * _DAY, span.last)

    def _hours(self, span: Span) -> tuple[datetime, datetime]:
        zone = self.settings.zone
        midnights = (span.first, span.last + _DAY)
        begin, end = (datetime.combine(day, time.min, zone) for day in midnights)
        return begin, end


_NONE: frozenset[_Stop] = frozenset()


def made_by(rules: SqlRules) -> str:
    """What tallies depend on beside their visits: the way of counting and the company's rules."""
    return f"{COUNTING}:{tallies.SHAPE}:{rules.newest(COMPANY)}"


def _arrival(visit: Tally) -> tuple[datetime, str]:
    return visit.arrived_at or visit.opened_at, visit.id
