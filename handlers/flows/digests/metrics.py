"""Numbers that somebody asks for by name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.figures.asking import Ask
from domain.figures.metrics import DISTORTIONS, METRICS, with_parts
from domain.figures.query import NAMELESS, Figure, Query, Report, Scope
from domain.spans import Days, last_days
from handlers.chat import Button, Pressed, Reply, Reported
from handlers.flows.digests import comparing, drilling, facts, picturing
from handlers.flows.digests.comparing import have, over
from handlers.flows.digests.daily import split_of
from handlers.turn import Turn

BASELINE = "review_minutes_before"
"""Preference: the minutes a day that checking took before."""
_OLD_AND_NEW = frozenset({"validity", "no_shelf"})
"""What is told of the records from before, and of the bot's own visits."""
_OVER_TIME = frozenset({"day", "week", "month"})
_TREND_DAYS, _BY_DAY = 14, 31
_WIDER = (1, 30, 366)
"""Days up to today that are looked at when none are named, until there is something."""
_GROUPS = 12
_ON_TIME = "on_time"
"""Beside 闭环率: how many of the closed were closed on a later day."""


def ask_metrics(turn: Turn, ask: Ask, scope: Scope, days: Sequence[Days]) -> None:
    """Have the numbers computed."""
    today, keys = turn.settings.day(turn.now), with_parts(ask.metrics)
    if ask.trend:
        span = days[0] if days else last_days(today, _TREND_DAYS)
        by = ask.by if ask.by in _OVER_TIME else _points(span)
        have(turn, "trend", [replace(over(keys, span, scope), by=by)])
    elif len(days) > 1 or (keys == ("recheck",) and not ask.by):
        comparing.ask_compare(turn, keys, days, scope)
    elif len(keys) == 1 and keys[0] in _OLD_AND_NEW and not ask.by:
        comparing.ask_split(turn, keys[0], days, scope)
    else:
        by = ask.by or _usual_split(keys, scope)
        span = days[0] if days else last_days(today, _WIDER[0])
        entries = ask.metrics[0] if len(ask.metrics) == 1 else ""
        more = (_ON_TIME,) if "closure" in keys and _ON_TIME not in keys else ()
        asked = replace(over((*keys, *more), span, scope), by=by, entries_of=entries)
        wider = [] if days else list(_WIDER[1:])
        have(turn, "metrics", [asked], hidden=list(more), wider=wider)


def _points(span: Days) -> str:
    return "day" if (span.last - span.first).days < _BY_DAY else "week"


def _usual_split(keys: Sequence[str], scope: Scope) -> str:
    """Distortions are told route by route; several districts one by one."""
    if set(DISTORTIONS) <= set(keys):
        return split_of(scope)
    return "district" if split_of(scope) == "district" else ""


def on_metrics(turn: Turn, event: Reported) -> list[Reply]:
    """The first span in which there is anything; a wider one is read only where there is nothing."""
    (report,) = event.reports
    hidden, wider = event.ask.get("hidden", []), event.ask.get("wider", [])
    if wider and not any(f.whole or f.part for f in report.figures):
        span = last_days(turn.settings.day(turn.now), wider[0])
        again = replace(report.query, first=span.first, last=span.last)
        have(turn, "metrics", [again], hidden=hidden, wider=wider[1:])
        return []
    late = facts.late(report)
    for key in hidden:
        report = _without(report, key)
    return [_answer(turn, report, late)]


def _without(report: Report, key: str) -> Report:
    """What only another number needed is not told itself."""
    query = report.query
    kept = [at for at, name in enumerate(query.metrics) if name != key]

    def those(figures: Sequence[Figure]) -> tuple[Figure, ...]:
        return tuple(figures[at] for at in kept)

    return replace(
        report,
        query=replace(query, metrics=tuple(query.metrics[at] for at in kept)),
        figures=those(report.figures),
        groups=tuple(replace(g, figures=those(g.figures)) for g in report.groups),
    )


def _answer(turn: Turn, report: Report, late: int) -> Reply:
    query, keys = report.query, report.query.metrics
    shown = report.entries[: drilling.page_size(turn)]
    day = query.first if query.first == query.last else None
    groups = _groups(turn, report)
    listed = shown if not groups else ()
    facts_ = {
        **facts.head(turn, query),
        "figures": facts.numbers(report.figures),
        "late": late,
        "silent": facts.silent(turn, report)[:_GROUPS],
        "groups": groups[:_GROUPS],
        "more_groups": max(0, len(groups) - _GROUPS),
        "listed": drilling.label_of(query.entries_of) if query.entries_of else "",
        "total": sum(e.count for e in report.entries),
        "things": len(report.entries),
        "lines": drilling.lines(turn, query.entries_of, listed, day),
        "more": len(report.entries) - len(listed) if listed else 0,
        "baseline": _baseline(turn, report) if "review_minutes" in keys else None,
    }
    buttons = _openers(turn, report) if listed else _drills(turn, report)
    foot = picturing.foot(turn, facts_["title"], report.visits)
    picture = picturing.charts(_title(turn, query), foot, [_heat(turn, report)])
    return Reply("figures/answer", facts_, buttons=buttons, draw=picture)


def _title(turn: Turn, query: Query) -> str:
    head = facts.head(turn, query)
    days = "~".join(dict.fromkeys((head["first"], head["last"])))
    return f"{METRICS[query.metrics[0]].title if len(query.metrics) == 1 else ''} {days}".strip()


def _heat(turn: Turn, report: Report) -> dict[str, Any] | None:
    wanted = set(DISTORTIONS) <= set(report.query.metrics) and report.query.by
    return picturing.heat(turn, report) if wanted else None


def _groups(turn: Turn, report: Report) -> list[dict[str, Any]]:
    by = report.query.by
    groups = list(report.groups)
    if by not in _OVER_TIME:
        groups.sort(key=lambda g: (-_size(g.figures[0]), g.name))
    return [
        {"name": facts.group_name(turn, by, g.name), "figures": facts.numbers(g.figures)}
        for g in groups
        if by
    ]


def _size(figure: Figure) -> float:
    counts = METRICS[figure.metric].unit in {"count", "minutes"}
    return figure.part if counts else figure.share if figure.share is not None else -1


def _openers(turn: Turn, report: Report) -> tuple[Button, ...]:
    """Each line opens; the others come with 「更多」."""
    size = drilling.page_size(turn)
    buttons = list(drilling.openers(turn, report.entries[:size]))
    if len(report.entries) > size:
        args = {"query": facts.asked(report.query), "page": 1}
        buttons.append(Button("更多", "figures_drill", args, lasting=True))
    return tuple(buttons)


def _drills(turn: Turn, report: Report) -> tuple[Button, ...]:
    """A button for each number that counts something; the greatest first."""
    query = report.query
    named = [(g.name or NAMELESS, g.figures) for g in report.groups]
    rows = [(facts.group_name(turn, query.by, name), name, figures) for name, figures in named]
    if not query.by:
        rows = [("", "", report.figures)]
    numbers = [
        (drilling.listed(figure), name if group else "", group, figure)
        for name, group, figures in rows
        for figure in figures
        if figure.entries
    ]
    numbers.sort(key=lambda one: -one[0])
    return drilling.fitted(turn, [drilling.button(query, f, n, g) for _, n, g, f in numbers])


def on_routes(turn: Turn, event: Pressed) -> list[Reply]:
    """「按线路看失真」."""
    query = drilling.asked_by(turn, event)
    by = query.by or split_of(query.scope)
    have(turn, "metrics", [replace(query, metrics=DISTORTIONS, by=by, entries_of="")])
    return []


def on_trend(turn: Turn, event: Reported) -> list[Reply]:
    """How numbers went, as a picture and as text."""
    (report,) = event.reports
    groups = _groups(turn, report)
    told = {
        **facts.head(turn, report.query),
        "figures": facts.numbers(report.figures),
        "groups": groups[-_GROUPS:],
        "earlier": max(0, len(groups) - _GROUPS),
    }
    first, last = told["first"], told["last"]
    titles = "、".join(METRICS[key].title for key in report.query.metrics)
    parts = [picturing.trend(turn, report)]
    foot = picturing.foot(turn, told["title"], report.visits)
    picture = picturing.charts(f"{titles}趋势 {first}~{last}", foot, parts)
    return [Reply("figures/trend", told, draw=picture)]


def _baseline(turn: Turn, report: Report) -> dict[str, Any]:
    """What checking took before, as the manager said, against the same number of days."""
    said = turn.work.preferences.get(turn.person.id, BASELINE)
    if not said:
        return {"before": None}
    figure = report.figures[report.query.metrics.index("review_minutes")]
    if not figure.whole:
        return {"before": float(said), "days": 0}
    days = max(1, report.days)
    minutes = float(said) * days
    return {
        "before": float(said),
        "days": days,
        "minutes": minutes,
        "saved": (minutes - figure.part) / minutes,
    }
