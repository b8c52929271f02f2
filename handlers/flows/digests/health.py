"""雷达图: the process health of routes, as numbers that name their n, and as a picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.figures.asking import RADAR_METRICS
from domain.figures.grouping import asked_about
from domain.figures.metrics import AXES, DISTORTIONS
from domain.figures.query import NAMELESS, Figure, Query, Report, Scope
from domain.spans import Days
from handlers.chat import Button, Drawing, Reply, Reported
from handlers.figures import ask_figures
from handlers.flows.digests import facts, picturing
from handlers.flows.digests.daily import split_of
from handlers.flows.digests.drilling import button, fitted
from handlers.turn import Turn

_WHOLE = 4
"""Routes that are told with all their axes."""
_SHORT = 12
"""Routes that are told with their distortions only."""

_Figures = Mapping[str, Figure]


def ask_radar(turn: Turn, scope: Scope, days: Days, *, by: str = "") -> None:
    """Have a radar computed: by route, or of the one rep or store that is named."""
    one = bool(scope.stores or scope.cities or (scope.reps and scope.reps != (turn.person.id,)))
    split = by or ("" if one else split_of(scope))
    query = Query(metrics=RADAR_METRICS, first=days.first, last=days.last, scope=scope, by=split)
    ask_figures(turn, "digests", [query], what="radar")


def on_radar(turn: Turn, event: Reported) -> list[Reply]:
    """Word it."""
    (report,) = event.reports
    query, today = report.query, turn.settings.day(turn.now)
    first, last = facts.dates((query.first, query.last), today)
    is_today = query.first == query.last == today
    title = facts.scope_title(turn, query.scope)
    known = _known(turn, report, title)
    told = {
        "first": "" if is_today else first,
        "last": "" if is_today else last,
        "at": turn.now,
        "title": title if query.by else "",
        "when": "今日" if is_today else "",
        "routes": [_route(name, figures) for name, _, figures in known[:_WHOLE]],
        "short": [_route(name, figures) for name, _, figures in known[_WHOLE:_SHORT]],
        "silent": _silent(turn, report, title, {key for _, key, _ in known}),
    }
    buttons = _buttons(turn, query, known)
    return [
        Reply("figures/radar", told, buttons=buttons, draw=_picture(turn, report, known, title))
    ]


def _known(turn: Turn, report: Report, title: str) -> list[tuple[str, str, _Figures]]:
    """(name, key, figures) of what was visited, the most distorted first."""
    query, keys = report.query, report.query.metrics
    if query.by:
        named = [
            (facts.group_name(turn, query.by, g.name), g.name or NAMELESS, _named(keys, g.figures))
            for g in report.groups
        ]
    else:
        named = [(title or "合计", "", _named(keys, report.figures))]
    visited = [one for one in named if one[2]["visits"].part]
    return sorted(visited, key=lambda one: -sum(one[2][key].part for key in DISTORTIONS))


def _named(keys: Sequence[str], figures: Sequence[Figure]) -> _Figures:
    return dict(zip(keys, figures, strict=True))


def _silent(turn: Turn, report: Report, title: str, known: set[str]) -> list[str]:
    """What is asked about and was not visited, in the order of the store list."""
    query = report.query
    if not query.by:
        return [] if known else [title or "合计"]
    return [name for name in asked_about(query, turn.directory) if name not in known]


def _route(name: str, figures: _Figures) -> dict[str, Any]:
    return {
        "name": name,
        "visits": round(figures["visits"].part),
        "axes": facts.numbers(figures[key] for key in AXES),
        "distortions": facts.numbers(figures[key] for key in DISTORTIONS),
        "no_competitor": round(figures["no_competitor"].part),
    }


def _buttons(
    turn: Turn, query: Query, known: Sequence[tuple[str, str, _Figures]]
) -> tuple[Button, ...]:
    """「园区线A·拍照糊 5」, the worst first."""
    counted = [
        (figures[key].part, name if group else "", group, figures[key])
        for name, group, figures in known
        for key in DISTORTIONS
        if figures[key].part
    ]
    counted.sort(key=lambda one: -one[0])
    return fitted(turn, [button(query, figure, name, group) for _, name, group, figure in counted])


def _picture(
    turn: Turn, report: Report, known: Sequence[tuple[str, str, _Figures]], title: str
) -> Drawing | None:
    if not known:
        return None
    query, whole = report.query, _named(report.query.metrics, report.figures)
    shapes = [(name, figures) for name, _, figures in known[:_WHOLE]]
    if len(known) != 1:
        shapes = [("合计", whole), *shapes[: _WHOLE - 1]] if len(known) > _WHOLE else shapes
    first, last = facts.dates((query.first, query.last), turn.settings.day(turn.now))
    days = first if first == last else f"{first}~{last}"
    heat = picturing.heat(turn, report) if query.by else None
    foot = picturing.foot(turn, facts.scope_title(turn, query.scope), whole["visits"].part)
    name = f"过程健康度 {days} {title}".strip()
    return picturing.charts(name, foot, [picturing.radar(shapes, whole), heat])
