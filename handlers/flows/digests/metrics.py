"""Numbers that somebody asks for by name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.figures.asking import Ask
from domain.figures.metrics import DISTORTIONS, METRICS, with_parts
from domain.figures.query import Figure, Query, Report, Scope
from domain.figures.wording import change
from domain.spans import Days, last_days, month
from handlers.chat import Button, Pressed, Reply, Reported
from handlers.figures import ask_figures
from handlers.flows.digests import drilling, facts, picturing
from handlers.flows.digests.daily import split_of
from handlers.turn import Turn

BASELINE = "review_minutes_before"
"""Preference: the minutes a day that checking took before."""
_EVER = date(2000, 1, 1)
_OLD_AND_NEW = frozenset({"validity", "no_shelf"})
"""What is told of the records from before, and of the bot's own visits."""
_OVER_TIME = frozenset({"day", "week", "month"})
_TREND_DAYS, _BY_DAY = 14, 31
_WIDER = (1, 30, 366)
"""Days up to today that are looked at when none are named, until there is something."""
_GROUPS = 12


def ask_metrics(turn: Turn, ask: Ask, scope: Scope, days: Sequence[Days]) -> None:
    """Have the numbers computed."""
    today, keys = turn.settings.day(turn.now), with_parts(ask.metrics)
    if ask.trend:
        span = days[0] if days else last_days(today, _TREND_DAYS)
        by = ask.by if ask.by in _OVER_TIME else _points(span)
        _have(
            turn,
            "trend",
            [Query(metrics=keys, first=span.first, last=span.last, scope=scope, by=by)],
        )
    elif len(days) > 1 or (keys == ("recheck",) and not ask.by):
        spans = days[:2] if len(days) > 1 else _month_and_before(days, today)
        _have(turn, "compare", [_over(keys, span, scope) for span in spans])
    elif len(keys) == 1 and keys[0] in _OLD_AND_NEW and not ask.by:
        _have(turn, "split", _old_and_new(keys[0], days, scope, today))
    else:
        by = ask.by or _usual_split(keys, scope)
        spans = days or [last_days(today, n) for n in _WIDER]
        entries = ask.metrics[0] if len(ask.metrics) == 1 else ""
        wanted = [replace(_over(keys, s, scope), by=by, entries_of=entries) for s in spans]
        _have(turn, "metrics", wanted)


def _have(turn: Turn, what: str, queries: Sequence[Query]) -> None:
    ask_figures(turn, "digests", queries, what=what)


def _over(keys: Sequence[str], days: Days, scope: Scope) -> Query:
    return Query(metrics=tuple(keys), first=days.first, last=days.last, scope=scope)


def _points(span: Days) -> str:
    return "day" if (span.last - span.first).days < _BY_DAY else "week"


def _month_and_before(days: Sequence[Days], today: date) -> Sequence[Days]:
    this = days[0] if days else month(today)
    return [this, month(this.first, -1)]


def _usual_split(keys: Sequence[str], scope: Scope) -> str:
    """Distortions are told route by route; several districts one by one."""
    if set(DISTORTIONS) <= set(keys):
        return split_of(scope)
    return "district" if split_of(scope) == "district" else ""


def _old_and_new(key: str, days: Sequence[Days], scope: Scope, today: date) -> list[Query]:
    span = days[0] if days else Days(_EVER, today)
    whole = replace(_over((key,), span, scope), by="day", entries_of=key)
    return [replace(whole, imported=True), replace(whole, imported=False)]


def on_metrics(turn: Turn, event: Reported) -> list[Reply]:
    """The first span in which there is anything."""
    found = (r for r in event.reports if any(f.whole or f.part for f in r.figures))
    report = next(found, event.reports[0])
    return [_answer(turn, report)]


def _answer(turn: Turn, report: Report) -> Reply:
    query, keys = report.query, report.query.metrics
    shown = report.entries[: drilling.page_size(turn)]
    day = query.first if query.first == query.last else None
    groups = _groups(turn, report)
    listed = shown if not groups else ()
    facts_ = {
        **_head(turn, query),
        "figures": facts.numbers(report.figures),
        "groups": groups[:_GROUPS],
        "more_groups": max(0, len(groups) - _GROUPS),
        "listed": drilling.label_of(query.entries_of) if query.entries_of else "",
        "total": drilling.size_of(query.entries_of, report.entries),
        "lines": [facts.entry(turn, e, day=day) for e in listed],
        "more": len(report.entries) - len(listed) if listed else 0,
        "baseline": _baseline(turn, report) if "review_minutes" in keys else None,
    }
    buttons = _openers(turn, report) if listed else _drills(turn, report)
    picture = picturing.charts(_title(turn, query), "", [_heat(turn, report)])
    return Reply("figures/answer", facts_, buttons=buttons, draw=picture)


def _head(turn: Turn, query: Query) -> dict[str, Any]:
    today = turn.settings.day(turn.now)
    first, last = facts.dates((query.first, query.last), today)
    running = query.last >= today
    title = facts.scope_title(turn, query.scope)
    return {"first": first, "last": last, "title": title, "at": turn.now if running else None}


def _title(turn: Turn, query: Query) -> str:
    head = _head(turn, query)
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
    rows = [(facts.group_name(turn, query.by, g.name), g.name, g.figures) for g in report.groups]
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
    query = facts.query_of(event.args["query"])
    by = query.by or split_of(query.scope)
    _have(turn, "metrics", [replace(query, metrics=DISTORTIONS, by=by, entries_of="")])
    return []


def on_trend(turn: Turn, event: Reported) -> list[Reply]:
    """How numbers went, as a picture and as text."""
    (report,) = event.reports
    groups = _groups(turn, report)
    told = {
        **_head(turn, report.query),
        "figures": facts.numbers(report.figures),
        "groups": groups[-_GROUPS:],
        "earlier": max(0, len(groups) - _GROUPS),
    }
    first, last = told["first"], told["last"]
    titles = "、".join(METRICS[key].title for key in report.query.metrics)
    parts = [picturing.trend(turn, report)]
    picture = picturing.charts(f"{titles}趋势 {first}~{last}", told["title"], parts)
    return [Reply("figures/trend", told, draw=picture)]


def on_compare(turn: Turn, event: Reported) -> list[Reply]:
    """Two spans beside each other, with the change in percentage points."""
    now, base = event.reports
    lines = []
    for this, that in zip(now.figures, base.figures, strict=True):
        share = METRICS[this.metric].unit == "share"
        lines.append(
            {
                "now": facts.number(this),
                "base": facts.number(that),
                "points": change(that, this) if share else "",
                "definition": METRICS[this.metric].definition if this.metric == "recheck" else "",
            }
        )
    heads = {"now": _head(turn, now.query), "base": _head(turn, base.query)}
    return [Reply("figures/compare", {**heads, "lines": lines})]


def on_split(turn: Turn, event: Reported) -> list[Reply]:
    """The records from before and the bot's own visits, each with its n and its days."""
    old, new = event.reports
    told = {
        "title": METRICS[new.query.metrics[0]].title,
        "about": facts.scope_title(turn, new.query.scope),
        "old": _part(old),
        "new": _part(new),
        "points": change(old.figures[0], new.figures[0]),
    }
    buttons = [
        Button(
            f"{name}·{drilling.label_of(r.query.entries_of)} {drilling.listed(r.figures[0])}",
            "figures_drill",
            {"query": facts.asked(replace(r.query, by="")), "page": 0},
            lasting=True,
        )
        for name, r in (("导入", old), ("拜访", new))
        if r.entries
    ]
    return [Reply("figures/split", told, buttons=tuple(buttons))]


def _part(report: Report) -> dict[str, Any]:
    days = [group.name for group in report.groups]
    return {
        "figure": facts.number(report.figures[0]),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "records": report.visits,
    }


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
