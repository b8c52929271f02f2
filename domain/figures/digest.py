"""A digest: which figures it has, with what they are compared, and what of them is said first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain import spans
from domain.figures import wording
from domain.figures.metrics import AXES, DISTORTIONS
from domain.figures.query import Entry, Figure, Group, Query, Report, Scope
from domain.spans import Days

DAY, WEEK, MONTH = "day", "week", "month"
COUNTED = (
    "closure",
    *DISTORTIONS,
    "alarms",
    "pending",
    "waived",
    "missed",
    "completeness",
    "trust",
)
"""What a digest says in numbers, in the order of its words."""
METRICS = (*COUNTED, *AXES, "validity", "no_shelf")
STILL_OPEN = frozenset({"lacking", "unsent"})
_BACK = 7
"""Days that are looked back for the last one with anything."""
_ONE_WEEK = 7
_SHARED = 3
"""Reports that weeks and months have both."""
_SHORT = 10
"""Days up to which a span is spoken of as a week."""
_OLD = timedelta(days=366)
"""How far the records from before a month are looked for."""
_FEWEST = 2
"""Groups from which there is a best and a worst one."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a digest is about, and what it is compared with."""

    kind: str
    """day, week or month."""
    days: Days
    base: Days


def of_days(days: Days) -> Span:
    """The digest of some days: compared with as many before, a whole month with the one before."""
    length = (days.last - days.first).days + 1
    if length == 1:
        base = Days(days.first - timedelta(days=_BACK), days.first - timedelta(days=1))
        return Span(DAY, days, base)
    if length <= _SHORT:
        back = timedelta(days=max(length, _ONE_WEEK))
        return Span(WEEK, days, Days(days.first - back, days.last - back))
    if days.first.day == 1 and days.last < days.first + timedelta(days=31):
        return Span(MONTH, days, spans.month(days.first, -1))
    before = days.first - timedelta(days=1)
    return Span(MONTH, days, Days(before - timedelta(days=length - 1), before))


def due(kind: str, day: date) -> Span:
    """What is told by itself on a day: about that day, the last week, the last month."""
    if kind == WEEK:
        return of_days(spans.week(day, -1))
    return of_days(spans.month(day, -1)) if kind == MONTH else of_days(spans.day(day, 0))


def running(kind: str, today: date) -> Days:
    """The days that somebody means who asks for a digest and says no time.

    A week or a month that has only just begun is not what he wants to hear about.
    """
    if kind == WEEK:
        return spans.week(today, -1 if today.weekday() == 0 else 0)
    if kind == MONTH:
        return spans.month(today, -1 if today.day == 1 else 0)
    return spans.day(today, 0)


def queries(span: Span, scope: Scope, *, by: str, named: bool) -> tuple[Query, ...]:
    """What a digest asks; ``named``: who reads it hears of each visit that is not closed."""
    daily, days = span.kind == DAY, span.days
    entries = "closure" if named else ""
    first = Query(
        metrics=METRICS, first=days.first, last=days.last, scope=scope, by=by, entries_of=entries
    )
    base = Query(
        metrics=METRICS,
        first=span.base.first,
        last=span.base.last,
        scope=scope,
        by="day" if daily else "",
        entries_of=entries if daily else "",
    )
    if daily:
        return (first, base)
    points = "day" if (days.last - days.first).days < _SHORT else "week"
    trend = replace(first, metrics=("closure",), by=points, entries_of="")
    return (first, base, trend, *(_of_month(first, base) if span.kind == MONTH else ()))


def _of_month(first: Query, base: Query) -> tuple[Query, ...]:
    """动销准确率 of the month and of the one before; 有效率 of the old records and of the month."""
    plain = replace(first, by="", entries_of="")
    old = plain.first - _OLD
    return (
        replace(plain, metrics=("recheck",)),
        replace(base, metrics=("recheck",)),
        replace(plain, metrics=("validity",), first=old, imported=True),
        replace(plain, metrics=("validity",), imported=False),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a share moved, in percentage points, and what it is compared with."""

    points: str
    """``+3.0个百分点``."""
    base: Figure
    name: str
    """The group's name where the base is one day of several; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest says."""

    figures: dict[str, Figure]
    loose: tuple[Entry, ...] = ()
    """What is not closed."""
    older: tuple[Entry, ...] = ()
    """What is left open from the days before."""
    change: Change | None = None
    best: Group | None = None
    worst: Group | None = None
    month: tuple[Report, ...] = ()
    """Of a month: 动销准确率, the same of the month before, 有效率 before and after the start."""

    @property
    def empty(self) -> bool:
        """Nothing was due and nothing was done."""
        return not self.figures["closure"].whole


def digest_of(reports: Sequence[Report]) -> Digest:
    """The digest that the answers to ``queries`` make."""
    first, base = reports[0], reports[1]
    figures = dict(zip(METRICS, first.figures, strict=True))
    ranked = sorted(
        (g for g in first.groups if g.name and closure_of(g).whole),
        key=lambda g: (-(closure_of(g).share or 0), -closure_of(g).whole),
    )
    parted = len(ranked) >= _FEWEST and closure_of(ranked[0]).share != closure_of(ranked[-1]).share
    return Digest(
        figures=figures,
        loose=first.entries,
        older=tuple(e for e in base.entries if e.what in STILL_OPEN),
        change=_change(figures["closure"], *_base(base)),
        best=ranked[0] if parted else None,
        worst=ranked[-1] if parted else None,
        month=tuple(reports[_SHARED:]),
    )


def _change(now: Figure, base: Figure | None, name: str) -> Change | None:
    """The difference of two shares; ``None`` where one has no data."""
    points = wording.change(base, now) if base else ""
    return Change(points=points, base=base, name=name) if base and points else None


def closure_of(group: Group) -> Figure:
    """The closure of a group of a digest."""
    return group.figures[METRICS.index("closure")]


def _base(base: Report) -> tuple[Figure | None, str]:
    """Of single days the last one with anything; else all of it."""
    if not base.groups:
        return base.figures[METRICS.index("closure")] if base.figures else None, ""
    last = next((g for g in reversed(base.groups) if closure_of(g).whole), None)
    return (closure_of(last), last.name) if last else (None, "")
