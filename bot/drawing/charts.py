"""Charts for managers: one picture of parts below each other, legible on a phone.

Facts of a drawing of kind ``charts``: ``title``, ``foot`` and ``parts``, each with a ``kind``:

- ``radar``: ``axes`` (a label may go on after a blank or a line break, with score and n) and
  ``series`` of ``name`` and ``scores`` (0-100).
- ``heat``: ``columns`` and ``rows`` of ``name`` and ``values`` (counts).
- ``trend``: ``unit``, ``points`` and ``series`` of ``name`` and ``values`` in that unit.

``None`` is no data anywhere: it is said, never drawn as 0. matplotlib is heavy and is imported by
the first chart only, which is why charts are drawn in a process of their own.
"""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from bot.drawing import heat, radar, trend
from bot.drawing.fonts import chart_font_path
from bot.drawing.looks import (
    BODY,
    EDGE,
    GREY,
    HEADING,
    INK,
    NO_DATA,
    PAPER,
    RULE,
    SMALL,
    TITLE,
    WIDE,
    legend_high,
    points,
    shortened,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DPI = 100
_HEAD, _HEADING, _FOOT, _NOTHING, _GAP = 112, 64, 76, 70, 28
"""Pixels of the title, of a part's heading, of the foot, of a part without data, below a part."""
_SCALE = 110
"""Pixels left of a trend for its numbers, and half of that below for the names of its points."""
_COLOURS = 128
"""Of a picture: a month of everything is 125 kB with them, 420 kB with all and more as a JPEG."""
_HEADINGS = {
    "radar": "过程健康度(0-100分)",
    "heat": "问题次数(颜色越深越多)",
    "trend": "趋势",
}


def charts_picture(facts: Mapping[str, Any], folder: str) -> bytes:
    """Draw the charts as a PNG; matplotlib may keep what it found out about fonts in the folder.

    Raises:
        ValueError: without a font that can write Chinese, or for an unknown kind of part.
    """
    image = Image.fromarray(pixels_of(charts_figure(facts, folder))).convert("RGB")
    out = io.BytesIO()
    image.quantize(_COLOURS, Image.Quantize.MEDIANCUT).save(out, "PNG")
    return out.getvalue()


def pixels_of(figure: "Figure") -> Any:
    """Rows of pixels of red, green, blue and how solid, 0-255, as an array."""
    import numpy as np  # noqa: PLC0415 - heavy, and only charts need it
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def charts_figure(facts: Mapping[str, Any], folder: str) -> "Figure":
    """The charts as a figure, each part's axes in order."""
    _prepare(folder)
    from matplotlib import rc_context  # noqa: PLC0415 - heavy, and only charts need it
    from matplotlib.figure import Figure  # noqa: PLC0415

    parts = facts["parts"]
    high = _HEAD + sum(_part_high(part) for part in parts) + _FOOT
    with rc_context({"font.family": [_family()], "axes.unicode_minus": False}):
        sheet = _Sheet(Figure((WIDE / _DPI, high / _DPI), _DPI, facecolor=PAPER), high)
        sheet.title(facts["title"])
        for part in parts:
            sheet.add(part)
        sheet.foot(facts["foot"])
    return sheet.figure


def _prepare(folder: str) -> None:
    """Before the first import: what matplotlib keeps goes where we say, not into a home."""
    os.environ.setdefault("MPLCONFIGDIR", folder)


def _family() -> str:
    """Name of the packaged font, which matplotlib knows from now on."""
    from matplotlib.font_manager import FontProperties, fontManager  # noqa: PLC0415

    path = chart_font_path()
    if path is None:
        raise ValueError("no Chinese font for charts")
    name = FontProperties(fname=path).get_name()
    if all(Path(entry.fname) != path for entry in fontManager.ttflist):
        fontManager.addfont(path)
    return name


class _Sheet:
    """A picture that is filled from the top down, in pixels."""

    def __init__(self, figure: "Figure", high: int) -> None:
        self.figure = figure
        self._high = high
        self._top = 0

    def title(self, text: str) -> None:
        """The title, bold."""
        self._text(shortened(text, 23), _HEAD // 2, TITLE, INK, bold=True)
        self._top = _HEAD

    def add(self, part: Mapping[str, Any]) -> None:
        """A part with its heading; one without data says so."""
        end = self._top + _part_high(part)
        heading = part.get("title") or _HEADINGS[part["kind"]]
        self._text(shortened(heading, 30), self._top + _HEADING // 2, HEADING, INK, bold=True)
        self._top += _HEADING
        if not _has_data(part):
            self._text(NO_DATA, self._top + _NOTHING // 2, BODY, GREY)
        elif part["kind"] == "radar":
            self._legend(part, radar.draw_radar, radar.HIGH)
        elif part["kind"] == "trend":
            self._legend(part, trend.draw_trend, trend.HIGH, _SCALE)
        else:
            heat.draw_heat(self._room(heat.heat_high(len(part["rows"]))), part)
        self._top = end

    def foot(self, text: str) -> None:
        """What the picture is worth: until when."""
        line = self._high - _FOOT + 6
        rule = self._fraction(EDGE, line), self._fraction(WIDE - EDGE, line)
        self.figure.add_artist(_line(*rule))
        self._text(text, self._high - _FOOT // 2, SMALL, GREY)

    def _legend(self, part: Mapping[str, Any], draw: Any, high: int, scale: int = 0) -> None:
        ax = self._room(high, scale)
        draw(ax, part)
        middle = self._fraction(WIDE / 2, self._top + high)
        names = [shortened(one["name"], 9) for one in part["series"]]
        self.figure.legend(
            ax.get_legend_handles_labels()[0],
            names,
            loc="upper center",
            bbox_to_anchor=middle,
            ncols=min(3, len(names)),
            fontsize=points(BODY),
            frameon=False,
            borderaxespad=0.2,
        )

    def _room(self, high: int, scale: int = 0) -> "Axes":
        left, bottom = self._fraction(EDGE + scale, self._top + high - scale // 2)
        wide = (WIDE - 2 * EDGE - scale) / WIDE
        return self.figure.add_axes((left, bottom, wide, (high - scale // 2) / self._high))

    def _fraction(self, x: float, y: float) -> tuple[float, float]:
        """Pixels from the left and top as matplotlib counts: shares from the left and bottom."""
        return x / WIDE, 1 - y / self._high

    def _text(self, text: str, y: float, size: int, colour: str, *, bold: bool = False) -> None:
        from matplotlib.patheffects import withStroke  # noqa: PLC0415 - heavy

        more: dict[str, Any] = (
            {"path_effects": [withStroke(linewidth=0.8, foreground=colour)]} if bold else {}
        )
        at = self._fraction(EDGE, y)
        self.figure.text(*at, text, size=points(size), color=colour, va="center", **more)


def _line(start: tuple[float, float], end: tuple[float, float]) -> Any:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy

    return Line2D(*zip(start, end, strict=True), color=RULE, lw=1.5)


def _has_data(part: Mapping[str, Any]) -> bool:
    key = {"radar": "scores", "heat": "values", "trend": "values"}[part["kind"]]
    several = part["rows" if part["kind"] == "heat" else "series"]
    return any(value is not None for one in several for value in one[key])


def _part_high(part: Mapping[str, Any]) -> int:
    """Pixels that a part needs.

    Raises:
        ValueError: for a kind that nobody knows.
    """
    kind = part["kind"]
    if kind not in _HEADINGS:
        raise ValueError(f"no part of kind {kind!r}")
    if not _has_data(part):
        return _HEADING + _NOTHING + _GAP
    if kind == "heat":
        return _HEADING + heat.heat_high(len(part["rows"])) + _GAP
    body = radar.HIGH if kind == "radar" else trend.HIGH
    return _HEADING + body + legend_high(len(part["series"])) + _GAP
