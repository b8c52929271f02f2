"""过程健康度雷达图: scores of 0-100 on axes around a centre; what is not known is a gap."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.drawing.looks import (
    BODY,
    GREY,
    INK,
    NO_DATA,
    PAPER,
    RULE,
    SMALL,
    Look,
    looks,
    points,
    shortened,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIGH = 820
"""Pixels of the web and its labels."""
FULL = 100
_RINGS = (20, 40, 60, 80, FULL)
_LABELS_AT, _TOP_AT = 113, 123
"""Where labels stand, and the one of the first axis, as a score."""
_REACH = 136
"""Of the picture from the centre to top and bottom, as a score."""
_MOST_NAMES, _NAME = 2, 5
_POINT = 16
"""Pixels of the mark on an axis."""
_UPRIGHT = 0.1
"""Below that sine an axis points straight up or down."""


def place(score: float, axis: int, axes: int) -> tuple[float, float]:
    """Where a score lies: the first axis points up, the others follow clockwise."""
    angle = 2 * math.pi * axis / axes
    return score * math.sin(angle), score * math.cos(angle)


def draw_radar(ax: "Axes", part: Mapping[str, Any]) -> None:
    """Draw a part of kind ``radar`` into the room of a picture."""
    names: Sequence[str] = part["axes"]
    series: Sequence[Mapping[str, Any]] = part["series"]
    wide = _REACH * ax.bbox.width / ax.bbox.height
    ax.set_xlim(-wide, wide)
    ax.set_ylim(-_REACH, _REACH)
    ax.axis("off")
    _web(ax, len(names))
    for one, look in zip(series, looks(len(series)), strict=True):
        _polygon(ax, one["scores"], look, filled=len(series) == 1)
        shape: dict[str, Any] = {
            "marker": look.mark,
            "ms": points(_POINT),
            "ls": look.dash,
            "lw": 3,
        }
        ax.plot([], [], color=look.colour, label=one["name"], **shape)
    for axis, name in enumerate(names):
        lacking = [s["name"] for s in series if s["scores"][axis] is None]
        at = place(_LABELS_AT if axis else _TOP_AT, axis, len(names))
        _label(ax, at, name, _gap(lacking, len(series)))


def _web(ax: "Axes", axes: int) -> None:
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - heavy, and only charts need it

    for ring in _RINGS:
        corners = [place(ring, axis, axes) for axis in range(axes + 1)]
        ax.plot(*zip(*corners, strict=True), color=RULE, lw=2 if ring == FULL else 1.2, zorder=1)
    for axis in range(axes):
        ax.plot(*zip((0, 0), place(FULL, axis, axes), strict=True), color=RULE, lw=1.2, zorder=1)
    for ring in _RINGS[:-1]:
        halo = [withStroke(linewidth=4, foreground=PAPER)]
        shape: dict[str, Any] = {"size": points(22), "va": "bottom", "path_effects": halo}
        ax.text(3, ring, str(ring), color=GREY, zorder=2, **shape)


def _polygon(ax: "Axes", scores: Sequence[int | None], look: Look, *, filled: bool) -> None:
    """Lines between neighbours that are both known, a point on every known axis."""
    count = len(scores)
    at = [None if score is None else place(score, a, count) for a, score in enumerate(scores)]
    for here, there in zip(at, [*at[1:], at[0]], strict=True):
        if here is None or there is None:
            continue
        ax.plot(*zip(here, there, strict=True), color=look.colour, lw=3, ls=look.dash, zorder=4)
        if filled:
            corners = zip(here, there, (0, 0), strict=True)
            ax.fill(*corners, color=look.colour, alpha=0.15, lw=0, zorder=3)
    if known := [spot for spot in at if spot is not None]:
        shape: dict[str, Any] = {"marker": look.mark, "ms": points(_POINT), "ls": "", "zorder": 5}
        ax.plot(*zip(*known, strict=True), color=look.colour, **shape)


def _gap(lacking: Sequence[str], series: int) -> str:
    """What is not known on an axis, and of whom when it is not known of some only."""
    if not lacking:
        return ""
    if len(lacking) == series:
        return NO_DATA
    if len(lacking) > _MOST_NAMES:
        return f"{NO_DATA}: {len(lacking)}项"
    return f"{NO_DATA}: {'、'.join(shortened(name, _NAME) for name in lacking)}"


def _label(ax: "Axes", at: tuple[float, float], name: str, gap: str) -> None:
    """Outside of its axis: the name, below it what was written after it, then the gap."""
    first, *more = name.replace("\n", " ", 1).split(" ", 1)
    if gap and NO_DATA not in name:
        more.append(gap)
    x, y = at
    side = "center" if abs(x) < _UPRIGHT else "left" if x > 0 else "right"
    if side != "center":
        y += 8 if y > 0 else 2
    ax.text(x, y, first, size=points(BODY), color=INK, ha=side, va="center", zorder=6)
    if more:
        below = y - 7
        text = "\n".join(more)
        ax.text(x, below, text, size=points(SMALL), color=GREY, ha=side, va="top", zorder=6)
