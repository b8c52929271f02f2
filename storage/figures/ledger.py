"""The ledger: everything that figures count, read a day at a time on a connection of its own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select

from domain.directory import Directory
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

    def days(self, span: Span) -> Iterator[RepDay]:
        """Everything of each rep on each day, by day and rep."""
        done: set[tuple[date, str, str]] = set()
        for day in self._reaching(span).days():
            visits = self._visits(day)
            done |= {stop for v in visits if (stop := _done_later(v, self.settings))}
            if day >= span.first:
                stops = [s for s in stops_on(self._connection, day) if _key(s) not in done]
                yield from _rep_days(day, visits, stops)

    def others(self, span: Span) -> Iterator[Handled | Recheck]:
        """What managers decided and counted again."""
        begin, end = self._hours(span)
        yield from others.handled(self._connection, begin, end)
        yield from others.rechecks(self._connection, begin, end, self.settings)

    def _tallied(self, ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        visits = read_visits(self._connection, self._work.rules, ids)
        return [tallies.row_of(tally(v, self.settings), v.version, self._made_by) for v in visits]

    def _visits(self, day: date) -> Sequence[Tally]:
        found = sorted(tallies.of_day(self._connection, day), key=_arrival)
        past = SqlPastVisits(self._connection).between(day, day)
        return [*found, *(past_tally(one, self.settings) for one in past)]

    def _reaching(self, span: Span) -> Span:
        """With the days before whose visits may still have been done in the span."""
        life = -(-self.settings.visit_life // _DAY)
        return Span(span.first - life * _DAY, span.last)

    def _hours(self, span: Span) -> tuple[datetime, datetime]:
        zone = self.settings.zone
        midnights = (span.first, span.last + _DAY)
        begin, end = (datetime.combine(day, time.min, zone) for day in midnights)
        return begin, end


def made_by(rules: SqlRules) -> str:
    """What tallies depend on beside their visits: the way of counting and the company's rules."""
    return f"{COUNTING}:{tallies.SHAPE}:{rules.newest(COMPANY)}"


_BEGINNINGS = (
    table(VisitRow).c.opened_at,
    table(PlanRow).c.day,
    table(PastVisitRow).c.day,
)


def _rep_days(day: date, visits: Sequence[Tally], stops: Sequence[Stop]) -> Iterator[RepDay]:
    mine: dict[str, tuple[list[Tally], list[Stop]]] = defaultdict(lambda: ([], []))
    for visit in visits:
        mine[visit.rep_id][0].append(visit)
    for stop in stops:
        mine[stop.rep_id][1].append(stop)
    for rep, (seen, planned) in sorted(mine.items()):
        yield RepDay(rep, day, tuple(seen), tuple(planned))


def _arrival(visit: Tally) -> tuple[datetime, str]:
    return visit.arrived_at or visit.opened_at, visit.id


def _key(stop: Stop) -> tuple[date, str, str]:
    return stop.day, stop.rep_id, stop.store_code


def _done_later(visit: Tally, settings: Settings) -> tuple[date, str, str] | None:
    """The stop of a later day that a visit did as well, see ``Visit.done_on``."""
    if visit.submitted_at is None or not any(day > visit.day for day in visit.present):
        return None
    done = settings.day(visit.submitted_at)
    return (
        (done, visit.rep_id, visit.store_code)
        if visit.day < done and done in visit.present
        else None
    )
