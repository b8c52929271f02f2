"""The pictures of figures: a radar, a map of distortions by route, a trend."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.figures.metrics import AXES, DISTORTIONS, METRICS
from domain.figures.query import Figure, Report
from domain.figures.wording import trend as course
from handlers.chat import Drawing
from handlers.flows.digests.facts import group_name
from handlers.turn import Turn

_ROWS = 12
"""Rows of a heat map that can be read on a phone."""
_MOST = 4
"""Shapes on one radar."""


def charts(title: str, foot: str, parts: Iterable[Mapping[str, Any] | None]) -> Drawing | None:
    """One picture of several parts; ``None`` when there is nothing to show."""
    shown = [part for part in parts if part]
    return Drawing("charts", {"title": title, "foot": foot, "parts": shown}) if shown else None


def radar(shapes: Sequence[tuple[str, Mapping[str, Figure]]]) -> dict[str, Any] | None:
    """Six axes, a shape for each name; those without any data are left out."""
    series = [{"name": name, "scores": scores(figures)} for name, figures in shapes]
    known = [one for one in series if any(score is not None for score in one["scores"])]
    axes = [METRICS[key].title for key in AXES]
    return {"kind": "radar", "axes": axes, "series": known[:_MOST]} if known else None


def scores(figures: Mapping[str, Figure]) -> list[int | None]:
    """0-100 on each axis; ``None`` without data."""
    shares = [figures[key].share for key in AXES]
    return [None if share is None else round(100 * share) for share in shares]


def heat(turn: Turn, report: Report) -> dict[str, Any] | None:
    """How often each distortion is where, the worst first."""
    at = [report.query.metrics.index(key) for key in DISTORTIONS]
    rows: list[dict[str, Any]] = [
        {
            "name": group_name(turn, report.query.by, group.name),
            "values": [round(group.figures[n].part) for n in at],
        }
        for group in report.groups
    ]
    rows.sort(key=lambda row: -sum(row["values"]))
    columns = [METRICS[key].title for key in DISTORTIONS]
    return {"kind": "heat", "columns": columns, "rows": rows[:_ROWS]} if rows else None


def trend(turn: Turn, report: Report) -> dict[str, Any] | None:
    """Numbers over time; days without data are holes, not zeros."""
    keys = report.query.metrics
    courses = [course(report, key) for key in keys]
    if not report.groups:
        return None
    points = [group_name(turn, report.query.by, point) for point in courses[0].points]
    series = [
        {"name": METRICS[key].title, "values": list(one.values)}
        for key, one in zip(keys, courses, strict=True)
    ]
    unit = "%" if {METRICS[key].unit for key in keys} == {"share"} else ""
    return {"kind": "trend", "unit": unit, "points": points, "series": series}
