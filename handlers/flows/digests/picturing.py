"""The pictures of figures: a radar, a map of distortions by route, a trend."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.figures.metrics import AXES, DISTORTIONS, METRICS
from domain.figures.query import Figure, Report
from domain.figures.wording import trend as course
from handlers.chat import Drawing
from handlers.flows.digests.facts import group_name, silent
from handlers.turn import Turn

_ROWS = 12
"""Rows of a heat map that can be read on a phone."""
_MOST = 4
"""Shapes on one radar."""
_ABOUT = 14
"""Letters of what a picture is about: its foot is one line."""


def charts(title: str, foot: str, parts: Iterable[Mapping[str, Any] | None]) -> Drawing | None:
    """One picture of several parts; ``None`` when there is nothing to show."""
    shown = [part for part in parts if part]
    return Drawing("charts", {"title": title, "foot": foot, "parts": shown}) if shown else None


def foot(turn: Turn, about: str, visits: float) -> str:
    """Who asked, about what, how many visits, until when."""
    at = turn.now.astimezone(turn.settings.zone)
    where = about if len(about) <= _ABOUT else f"{about[:_ABOUT]}…"
    said = (turn.person.name, where, f"拜访{round(visits)}次", f"截至 {at:%m-%d %H:%M}")
    return " · ".join(filter(None, said))


def radar(
    shapes: Sequence[tuple[str, Mapping[str, Figure]]], whole: Mapping[str, Figure]
) -> dict[str, Any] | None:
    """Six axes, a shape for each name; those without any data are left out.

    Beside its name an axis has the score and n of the whole.
    """
    series = [{"name": name, "scores": scores(figures)} for name, figures in shapes]
    known = [one for one in series if any(score is not None for score in one["scores"])]
    axes = [_axis(whole[key], several=len(known) > 1) for key in AXES]
    return {"kind": "radar", "axes": axes, "series": known[:_MOST]} if known else None


def _axis(figure: Figure, *, several: bool) -> str:
    title = METRICS[figure.metric].title
    if figure.share is None:
        return title
    name = "合计" if several else ""
    return f"{title} {name}{round(100 * figure.share)} ({figure.part:g}/{figure.whole:g})"


def scores(figures: Mapping[str, Figure]) -> list[int | None]:
    """0-100 on each axis; ``None`` without data."""
    shares = [figures[key].share for key in AXES]
    return [None if share is None else round(100 * share) for share in shares]


def heat(turn: Turn, report: Report) -> dict[str, Any] | None:
    """How often each distortion is where, the worst first; ``None`` where nobody was anywhere."""
    at = [report.query.metrics.index(key) for key in DISTORTIONS]
    rows: list[dict[str, Any]] = [
        {
            "name": group_name(turn, report.query.by, group.name),
            "values": [_count(group.figures[n]) for n in at],
        }
        for group in report.groups
    ]
    rows += [{"name": name, "values": [None] * len(at)} for name in silent(turn, report)]
    rows.sort(key=lambda row: -sum(value or 0 for value in row["values"]))
    columns = [METRICS[key].title for key in DISTORTIONS]
    known = any(value is not None for row in rows for value in row["values"])
    return {"kind": "heat", "columns": columns, "rows": rows[:_ROWS]} if known else None


def _count(figure: Figure) -> int | None:
    return round(figure.part) if figure.whole else None


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
