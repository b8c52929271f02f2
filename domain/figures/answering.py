"""Answering questions: what is counted passes by once, and nothing of it is held."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

from domain.directory import Directory
from domain.figures import listing
from domain.figures.grouping import Atlas, Frame, Place
from domain.figures.measuring import MEASURES, OF_PAST, components
from domain.figures.query import NAMELESS, Entry, Query, Report
from domain.figures.records import Handled, Recheck, RepDay, Stop, Tally
from domain.figures.summing import VISITS, Sums, Totals, add
from domain.figures.tallying import PAST

_Sums: TypeAlias = dict[tuple[Place, bool], Sums]
"""Of one rep's day, by place and whether they were imported."""


def answer(
    queries: Sequence[Query],
    days: Iterable[RepDay],
    others: Iterable[Handled | Recheck],
    directory: Directory,
    zone: ZoneInfo,
) -> tuple[Report, ...]:
    """Answer questions in one go.

    ``days`` come by day and rep, as the ledger yields them; they may hold more than was asked for.
    A figure of 数据可信度 is right only beside whatever else is asked: its components are counted
    along with it.
    """
    count = _Count(queries, directory)
    for one in days:
        count.rep_day(one)
    for other in others:
        count.other(other, zone)
    return tuple(count.reports())


class _Count:
    def __init__(self, queries: Sequence[Query], directory: Directory) -> None:
        single = any(q.by == "store" or q.scope.stores for q in queries)
        self._atlas = Atlas(directory, single=single)
        asked = dict.fromkeys(k for q in queries for m in q.metrics for k in components(m))
        self._totals = Totals(tuple(asked))
        self._tallied = self._totals.plan(MEASURES)
        self._of_past = self._totals.plan(OF_PAST)
        self._open = [_Open(q) for q in queries]
        self._lists = [one for one in self._open if one.query.entries_of]

    def rep_day(self, one: RepDay) -> None:
        """Count a rep's day: its visits, and the planned stops that none of them did."""
        sums: _Sums = {}
        seen = self._visits(one, sums)
        for stop in one.stops:
            if not stop.excused:
                place = self._atlas.of(stop.store_code, one.rep_id)
                into = sums.setdefault((place, False), self._totals.zero())
                self._stop(stop, into, place, missed=stop.store_code not in seen)
        for (place, past), found in sums.items():
            for wish in self._open:
                wish.take(found, place, one.rep_id, one.day, past=past)

    def _visits(self, one: RepDay, sums: _Sums) -> set[str]:
        """Count the visits; the codes of the stores where somebody was."""
        seen = set()
        for tally in one.visits:
            if not tally.counts:
                continue
            seen.add(tally.store_code)
            place, past = self._atlas.of(tally.store_code, one.rep_id), tally.form == PAST
            into = sums.get((place, past))
            if into is None:
                into = sums[place, past] = self._totals.zero()
            into[VISITS] += 1
            add(into, tally, self._of_past if past else self._tallied)
            for wish in self._lists:
                wish.visit(tally, place, past=past)
        return seen

    def other(self, one: Handled | Recheck, zone: ZoneInfo) -> None:
        """Count what a manager decided or counted again."""
        into = self._totals.zero()
        if isinstance(one, Handled):
            day = one.closed_at.astimezone(zone).date()
            key, part, entry = "review_minutes", listing.minutes(one), listing.of_handled(one, day)
            entries = 1
        else:
            day, key, entry = one.day, "recheck", listing.of_recheck(one)
            part = float(listing.accurate(one))
            entries = int(not part)
        slot = self._totals.slot.get(key)
        place = self._atlas.of(one.store_code, one.rep_id)
        if slot is not None:
            into[slot], into[slot + 1], into[slot + 2] = part, 1, entries
            for wish in self._open:
                wish.take(into, place, one.rep_id, day, past=False, of_day=False)
        for wish in self._lists:
            if entries and wish.query.entries_of == key:
                wish.put(entry, place)

    def reports(self) -> Iterator[Report]:
        """The answers, in the order of the questions."""
        for one in self._open:
            yield one.report(self._totals)

    def _stop(self, stop: Stop, into: Sums, place: Place, *, missed: bool) -> None:
        """A stop that nobody did is due, and not closed."""
        closure, miss = (self._totals.slot.get(key) for key in ("closure", "missed"))
        if miss is not None:
            into[miss] += missed
            into[miss + 1] += 1
            into[miss + 2] += missed
        if missed and closure is not None:
            into[closure + 1] += 1
            into[closure + 2] += 1
        for wish in self._lists if missed else ():
            if wish.query.entries_of in {"closure", "missed"} and not wish.query.imported:
                wish.put(listing.of_stop(stop), place)


class _Open:
    """One question while it is being answered."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._frame = Frame(query)
        self._groups: dict[str, Sums] = {}
        self._entries: list[Entry] = []
        self._days: set[date] = set()

    def take(
        self, sums: Sums, place: Place, rep_id: str, day: date, *, past: bool, of_day: bool = True
    ) -> None:
        """Add what was summed up of one place."""
        if self.query.imported is not None and past is not self.query.imported:
            return
        name = self._frame.name(place, rep_id, day)
        if name is None:
            return
        if of_day:
            self._days.add(day)
        group = self._groups.get(name)
        if group is None:
            self._groups[name] = sums.copy()
        else:
            for at, number in enumerate(sums):
                if number:
                    group[at] += number

    def visit(self, tally: Tally, place: Place, *, past: bool) -> None:
        """List what the question wants to see of a visit."""
        if self.query.imported is None or past is self.query.imported:
            for entry in listing.of_visit(self.query.entries_of, tally):
                self.put(entry, place)

    def put(self, entry: Entry, place: Place) -> None:
        """List an entry if it is of the group that is asked for."""
        name = self._frame.name(place, entry.rep_id, entry.day)
        only = self.query.only
        if name is not None and (not only or (name or NAMELESS) == only):
            self._entries.append(entry)

    def report(self, totals: Totals) -> Report:
        """The answer."""
        groups = self._groups if self.query.by else {}
        every = totals.added(self._groups.values())
        return Report(
            query=self.query,
            figures=totals.figures(self.query.metrics, every),
            groups=totals.groups(self.query.metrics, groups),
            entries=tuple(sorted(self._entries, key=lambda entry: entry.day)),
            visits=int(every[VISITS]),
            days=len(self._days),
        )
