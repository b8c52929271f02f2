"""Figures and what they count, as facts for a template; questions as arguments of a button."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from domain.figures.grouping import asked_about
from domain.figures.metrics import METRICS
from domain.figures.query import NAMELESS, Entry, Figure, Query, Report, Scope
from domain.figures.wording import percent
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_DATED = frozenset({"day"})


def number(figure: Figure) -> dict[str, Any]:
    """One number with its n."""
    metric = METRICS[figure.metric]
    return {
        "key": metric.key,
        "title": metric.title,
        "unit": metric.unit,
        "part": figure.part,
        "whole": figure.whole,
        "share": figure.share,
        "percent": "" if figure.share is None else percent(figure.share),
    }


def numbers(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Several of them."""
    return [number(figure) for figure in figures]


def entry(turn: Turn, one: Entry, *, day: date | None = None) -> dict[str, Any]:
    """One thing that a number counts; its day is said where it is not ``day``."""
    return {
        "rep": person_name(turn, one.rep_id),
        "store": place_name(turn, one.store_code),
        "day": "" if one.day == day else f"{one.day:%m-%d}",
        "what": one.what,
        "words": list(one.words),
        "count": one.count,
        "imported": one.imported,
    }


def length(line: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of an entry's line, for counting how many lines fit."""
    return (line["rep"], line["day"], line["store"], *line["words"])


def group_name(turn: Turn, by: str, name: str) -> str:
    """A group's name as people read it."""
    if name in {"", NAMELESS}:
        return NAMELESS
    if by == "rep":
        return person_name(turn, name)
    if by == "store":
        return place_name(turn, name)
    return name[5:] if by in _DATED else name


def silent(turn: Turn, report: Report) -> list[str]:
    """Routes or districts that are asked about and of which there is nothing."""
    known = {group.name for group in report.groups}
    return [name for name in asked_about(report.query, turn.directory) if name not in known]


def asked(query: Query) -> dict[str, Any]:
    """A query as plain data, for a button."""
    table = asdict(query)
    return {**table, "first": query.first.isoformat(), "last": query.last.isoformat()}


def query_of(table: Mapping[str, Any]) -> Query:
    """The query of such data."""
    return Query(
        **{
            **table,
            "metrics": tuple(table["metrics"]),
            "first": date.fromisoformat(table["first"]),
            "last": date.fromisoformat(table["last"]),
            "scope": scope_of(table["scope"]),
        }
    )


def scope_of(table: Mapping[str, Sequence[str]]) -> Scope:
    """The scope of such data."""
    return Scope(**{name: tuple(values) for name, values in table.items()})


def dates(days: Sequence[date], today: date) -> tuple[str, str]:
    """First and last day as people read them, no later than today; years only where they matter."""
    first, last = days[0], max(days[0], min(days[-1], today))
    form = "%m-%d" if first.year == last.year == today.year else "%Y-%m-%d"
    return f"{first:{form}}", f"{last:{form}}"


def head(turn: Turn, query: Query) -> dict[str, Any]:
    """What an answer is about: its days, until when, of whom."""
    today = turn.settings.day(turn.now)
    first, last = dates((query.first, query.last), today)
    title = scope_title(turn, query.scope)
    return {
        "first": first,
        "last": last,
        "title": title,
        "at": turn.now if query.last >= today else None,
    }


def late(report: Report) -> int:
    """跨天: how many visits were closed on a later day than they were opened."""
    figures = {f.metric: f for f in report.figures}
    if not figures.keys() >= {"closure", "on_time"}:
        return 0
    return round(figures["closure"].part - figures["on_time"].part)


def scope_title(turn: Turn, scope: Scope) -> str:
    """What the figures are about, in a few words; empty for everything in sight."""
    people = [person_name(turn, rep) for rep in scope.reps if rep != turn.person.id]
    stores = [place_name(turn, code) for code in scope.stores]
    named = [*people, *scope.routes, *stores, *scope.cities, *scope.provinces, *scope.store_kinds]
    if named:
        return "、".join(named)
    if scope.reps:
        return "我的"
    few = len(scope.districts) <= _FEW
    return "、".join(scope.districts) if few else f"{len(scope.districts)}个片区"


_FEW = 2
