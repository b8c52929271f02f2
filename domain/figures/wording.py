"""Figures in words and series: percent, 百分点, a trend without holes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from domain.figures.grouping import period
from domain.figures.metrics import METRICS
from domain.figures.query import Figure, Report

_EXACT = 1_000_000_000
_DAY = timedelta(days=1)


def percent(share: float | Fraction) -> str:
    """A share as people read it, half a tenth away from zero: ``0.65`` → ``65.0%``."""
    return f"{_tenths(_fraction(share) * 100)}%"


def percent_change(share: float | Fraction) -> str:
    """A share of change with its sign: ``-0.19`` → ``-19.0%``."""
    return _signed(_fraction(share) * 100, "%")


def change(before: Figure, after: Figure) -> str:
    """How far a share moved, in percentage points: ``+23.0个百分点``; empty without both."""
    if not before.whole or not after.whole:
        return ""
    return _signed((_exact(after) - _exact(before)) * 100, "个百分点")


@dataclass(frozen=True, slots=True)
class Trend:
    """A series by day, week or month."""

    points: tuple[str, ...]
    values: tuple[float | None, ...]
    """Percent for shares, else the number itself; ``None`` without data."""
    figures: tuple[Figure, ...]
    """What each value is made of."""


def trend(report: Report, metric: str) -> Trend:
    """The series of a report that is split by day, week or month, one point for each of them."""
    query = report.query
    at = query.metrics.index(metric)
    known = {group.name: group.figures[at] for group in report.groups}
    names = tuple(dict.fromkeys(period(query.by, day) for day in _days(query.first, query.last)))
    figures = tuple(known.get(name, Figure(metric=metric)) for name in names)
    return Trend(names, tuple(map(value, figures)), figures)


def value(figure: Figure) -> float | None:
    """The number that people read, to a tenth: percent, points, minutes or a count."""
    if not figure.whole:
        return None
    exact = _exact(figure) * _FACTORS.get(METRICS[figure.metric].unit, 1)
    if METRICS[figure.metric].unit in _SUMS:
        exact = _fraction(figure.part)
    return float(_tenths(exact))


_FACTORS: Mapping[str, int] = {"share": 100}
_SUMS = frozenset({"count", "minutes"})


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + ahead * _DAY


def _exact(figure: Figure) -> Fraction:
    return _fraction(figure.part) / _fraction(figure.whole)


def _fraction(number: float | Fraction) -> Fraction:
    return Fraction(number).limit_denominator(_EXACT)


def _signed(number: Fraction, unit: str) -> str:
    tenths = _tenths(number)
    return f"{'' if tenths.startswith('-') else '+' if float(tenths) else ''}{tenths}{unit}"


def _tenths(number: Fraction) -> str:
    """With one decimal, half away from zero."""
    tenths = floor(abs(number) * 10 + Fraction(1, 2))
    sign = "-" if number < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
