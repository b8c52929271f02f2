"""What a board says, and what each of its numbers opens."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from domain.figures.query import Figure, Group, Query, Report
from handlers.chat import Button
from handlers.turn import Turn

_DISTORTIONS = {"blurry": "拍照糊", "sku_missing": "SKU漏", "price_missing": "价格空"}
_COUNTED = {"alarms": "价差异常", "pending": "待复核"}
_UNITS = {"alarms": "条"}
"""The others count visits."""
TITLES = {**_COUNTED, **_DISTORTIONS}
METRICS = ("closure", "visits", *_DISTORTIONS, *_COUNTED, "missed")
_LISTED = {**_DISTORTIONS, **_COUNTED, "missed": "计划未去"}
_ROUTES = 6
"""Lines for routes: a message is read at a glance."""


def limited(key: str, limit: int) -> dict[str, Any]:
    """A count and from how much on it is told."""
    return {"title": TITLES[key], "unit": _UNITS.get(key, "次"), "limit": limit}


def facts(turn: Turn, report: Report) -> dict[str, Any]:
    """The numbers of the board, each with its n."""
    figures = by_key(report.figures)
    routes = [_route(group) for group in report.groups if by_key(group.figures)["visits"].part]
    routes.sort(key=lambda route: -sum(route["counts"]))
    missed = figures["missed"]
    return {
        "at": turn.now,
        "closed": figures["closure"].part,
        "due": figures["closure"].whole,
        "share": figures["closure"].share,
        "visits": figures["visits"].part,
        "planned": missed.whole,
        "left": missed.part,
        "distortions": _counts(figures, _DISTORTIONS),
        "others": _counts(figures, _COUNTED),
        "routes": routes[:_ROUTES],
        "more": len(routes) - len(routes[:_ROUTES]),
    }


def _route(group: Group) -> dict[str, Any]:
    figures = by_key(group.figures)
    return {
        "name": group.name or "未分线路",
        "counts": [figures[key].part for key in _DISTORTIONS],
        "n": figures["visits"].part,
    }


def _counts(figures: Mapping[str, Figure], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"title": title, "count": figures[key].part, "n": figures[key].whole}
        for key, title in titles.items()
    ]


def by_key(figures: Sequence[Figure]) -> dict[str, Figure]:
    """The figures of a board by their metric."""
    return dict(zip(METRICS, figures, strict=True))


def buttons(turn: Turn, report: Report) -> tuple[Button, ...]:
    """What each number counts, as the digests open it."""
    figures = by_key(report.figures)
    closure = figures["closure"]
    listed = {"closure": ("未闭环", closure.whole - closure.part)}
    listed |= {key: (title, figures[key].part) for key, title in _LISTED.items()}
    found = [
        Button(f"{title} {count:g}", "figures_drill", _drill(report.query, key), lasting=True)
        for key, (title, count) in listed.items()
        if count > 0
    ]
    return tuple(found[: turn.capabilities.buttons])


def _drill(query: Query, key: str) -> dict[str, Any]:
    one = asdict(replace(query, metrics=(key,), by="", entries_of=key))
    days = {"first": query.first.isoformat(), "last": query.last.isoformat()}
    return {"query": {**one, **days}, "page": 0}
