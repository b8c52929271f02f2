"""Heat map: a count in every cell, the darker the more; what is not known is hatched."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.drawing.looks import BODY, GREY, INK, NO_DATA, PAPER, RULE, SMALL, points, shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEAD, ROW = 56, 66
"""Pixels of the names of the columns, and of each row."""
MOST = 20
"""Rows; of what is left out the picture says how much."""
_NAMES = 320
"""Pixels for the names of the rows."""
_NAME = 10
"""Chinese characters of a name that fit there."""
_PALE, _DARK = (0xEE, 0xF4, 0xFA), (0x08, 0x30, 0x6B)
_TURNS = 0.6
"""From that share of the most on, the count is written white."""


def heat_high(rows: int) -> int:
    """Pixels that so many rows need."""
    return HEAD + ROW * (min(rows, MOST) + (rows > MOST))


def draw_heat(ax: "Axes", part: Mapping[str, Any]) -> None:
    """Draw a part of kind ``heat`` into the room of a picture, in its pixels."""
    wide, high = ax.bbox.width, ax.bbox.height
    ax.set_xlim(0, wide)
    ax.set_ylim(high, 0)
    ax.axis("off")
    columns: Sequence[str] = part["columns"]
    step = (wide - _NAMES) / max(len(columns), 1)
    for number, name in enumerate(columns):
        middle = _NAMES + (number + 0.5) * step
        ax.text(middle, HEAD / 2, name, size=points(BODY), color=INK, ha="center", va="center")
    rows = part["rows"]
    most = max((v for row in rows for v in row["values"] if v is not None), default=0)
    for number, row in enumerate(rows[:MOST]):
        top = HEAD + number * ROW
        name = shortened(row["name"], _NAME)
        ax.text(0, top + ROW / 2, name, size=points(BODY), color=INK, va="center")
        for column, value in enumerate(row["values"]):
            _cell(ax, (_NAMES + column * step, top, step), value, value / most if value else 0)
    if len(rows) > MOST:
        left = f"其余{len(rows) - MOST}条未画出"
        ax.text(0, high - ROW / 2, left, size=points(SMALL), color=GREY, va="center")


def _cell(ax: "Axes", where: tuple[float, float, float], value: int | None, of_most: float) -> None:
    """A cell at left and top, so wide; ``of_most`` is its share of the largest count."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, and only charts need it

    left, top, wide = where
    corner, size = (left + 3, top + 3), (wide - 6, ROW - 6)
    middle = (left + wide / 2, top + ROW / 2)
    more: dict[str, Any]
    if value is None:
        ax.add_patch(Rectangle(corner, *size, fc=PAPER, ec=RULE, hatch="//", lw=1))
        plate = {"fc": PAPER, "ec": "none", "pad": 3}
        text, colour, more = NO_DATA, GREY, {"bbox": plate, "size": points(SMALL)}
    else:
        ax.add_patch(Rectangle(corner, *size, fc=shade(of_most), ec="none"))
        text, colour = str(value), PAPER if of_most > _TURNS else INK
        more = {"size": points(BODY)}
    ax.text(*middle, text, color=colour, ha="center", va="center_baseline", **more)


def shade(of_most: float) -> str:
    """Colour of a count by its share of the largest one, 0-1."""
    mixed = (round(p + (d - p) * of_most) for p, d in zip(_PALE, _DARK, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)
