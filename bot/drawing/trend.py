"""Trend: lines over days, weeks or months; a point without data is a gap."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.drawing.looks import GREY, INK, NO_DATA, PAPER, RULE, SMALL, looks, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIGH = 480
"""Pixels with the names of the points."""
_MOST_LABELS = 8
"""Names of points that fit side by side."""
_ALL_WRITTEN = 12
"""Up to so many points every value is written, else the last, the highest and the lowest."""
_TOPS = (2, 5, 10, 20, 40, 60, 80, 100)
_BAND = "#f0f2f5"
_WIDE, _HIGH, _AWAY = 74, 32, 11
"""Pixels that a written value needs, and how far it stands from its point."""
_ROOM = 84
"""Pixels for 缺数据."""
_EXACT = 10
"""When all are below that, values are written with a decimal."""


def draw_trend(ax: "Axes", part: Mapping[str, Any]) -> None:
    """Draw a part of kind ``trend``: values in its unit (83.3 and ``%`` is 83.3 %)."""
    names: Sequence[str] = part["points"]
    series: Sequence[Mapping[str, Any]] = part["series"]
    known = [v for one in series for v in one["values"] if v is not None]
    _frame(ax, names, _top(max(known, default=0)), part["unit"])
    for one, look in zip(series, looks(len(series)), strict=True):
        values = [math.nan if v is None else v for v in one["values"]]
        shape: dict[str, Any] = {"marker": look.mark, "ms": points(14), "ls": look.dash, "lw": 3}
        ax.plot(values, color=look.colour, label=one["name"], zorder=4, clip_on=False, **shape)
    for first, last in _gaps(series, len(names)):
        _say_gap(ax, first, last)
    _write(ax, series, part["unit"])


def _top(most: float) -> float:
    """The end of the axis: it begins at 0, so that no small change looks large."""
    return next((top for top in _TOPS if most <= top), most)


def _frame(ax: "Axes", names: Sequence[str], top: float, unit: str) -> None:
    ax.set_xlim(-0.5, len(names) - 0.5)
    ax.set_ylim(0, top * 1.12)
    ticks = [top * quarter / 4 for quarter in range(5)]
    ax.set_yticks(ticks, [f"{tick:g}{unit}" for tick in ticks])
    every = -(-len(names) // _MOST_LABELS)
    shown = range((len(names) - 1) % every, len(names), every)
    ax.set_xticks(list(shown), [names[at] for at in shown])
    ax.tick_params(labelsize=points(SMALL), labelcolor=INK, length=0, pad=8)
    ax.grid(axis="y", color=RULE, lw=1.2)
    ax.set_axisbelow(True)
    for side in ax.spines.values():
        side.set_visible(False)


def _gaps(series: Sequence[Mapping[str, Any]], count: int) -> Iterator[tuple[int, int]]:
    """First and last of neighbouring points that nobody has data for."""
    empty = (all(one["values"][at] is None for one in series) for at in range(count))
    for lacking, run in groupby(enumerate(empty), key=lambda pair: pair[1]):
        if lacking:
            ats = [at for at, _ in run]
            yield ats[0], ats[-1]


def _say_gap(ax: "Axes", first: int, last: int) -> None:
    """A pale band with the word for it, so that nobody takes it for 0."""
    ax.axvspan(first - 0.5, last + 0.5, color=_BAND, lw=0, zorder=0)
    wide = (last - first + 1) * ax.bbox.width / (ax.get_xlim()[1] - ax.get_xlim()[0])
    spot: dict[str, Any] = {
        "xytext": (0, 4),
        "textcoords": "offset points",
        "ha": "center",
        "va": "bottom",
    }
    text = NO_DATA if wide >= _ROOM else "\n".join(NO_DATA)
    middle = ((first + last) / 2, 0)
    ax.annotate(text, middle, size=points(SMALL - 2), color=GREY, **spot)


def _write(ax: "Axes", series: Sequence[Mapping[str, Any]], unit: str) -> None:
    """Values at their points, newest and highest first; none covers another."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - heavy, and only charts need it

    found = [
        (at, value, look.ink)
        for one, look in zip(series, looks(len(series)), strict=True)
        for at, value in enumerate(one["values"])
        if value is not None and _told(one["values"], at)
    ]
    digits = 1 if max((value for _, value, _ in found), default=0) < _EXACT else 0
    taken: list[tuple[float, float]] = []
    for at, value, colour in sorted(found, reverse=True):
        x, y = ax.transData.transform((at, value))
        column = [v for a, v, _ in found if a == at]
        under = value == min(column) < max(column)
        free = (
            low
            for low in _lows(y, under=under)
            if low >= ax.bbox.y0 and not _covered(x, low, taken)
        )
        if (low := next(free, None)) is None:
            continue
        taken.append((x, low))
        halo = [withStroke(linewidth=4, foreground=PAPER)]
        shape: dict[str, Any] = {
            "size": points(SMALL),
            "ha": "center",
            "va": "bottom",
            "path_effects": halo,
        }
        shift: dict[str, Any] = {"xytext": (0, points(low - y)), "textcoords": "offset points"}
        ax.annotate(
            f"{value:.{digits}f}{unit}", (at, value), color=colour, zorder=5, **shape, **shift
        )


def _lows(y: float, *, under: bool) -> Sequence[float]:
    """Where a value at that height may stand, the better first: its lower edge in pixels."""
    over, below = y + _AWAY, y - _AWAY - _HIGH
    return (below, over) if under else (over, below)


def _covered(x: float, low: float, taken: Sequence[tuple[float, float]]) -> bool:
    return any(abs(x - left) < _WIDE and abs(low - other) < _HIGH for left, other in taken)


def _told(values: Sequence[float | None], at: int) -> bool:
    """Whether the value of a point is written."""
    if len(values) <= _ALL_WRITTEN:
        return True
    known = [(value, -place) for place, value in enumerate(values) if value is not None]
    return -at in (min(known)[1], max(known)[1], known[-1][1])
