"""How charts look: colours that the colour-blind tell apart, sizes to read on a phone, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

WIDE = 1080
"""Pixels; a phone shows them on 7 cm, so that text needs 26 of them."""
EDGE = 48
BODY, SMALL, HEADING, TITLE = 28, 26, 32, 42
"""Pixels of text."""
INK, GREY, RULE, PAPER = "#1c2026", "#5d6570", "#d5dae0", "#ffffff"
NO_DATA = "缺数据"
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito, Color Universal Design (2008), the lightest and black left out."""
_MARKS = ("o", "s", "^", "D", "v", "P")
_LEGEND_WIDE, _LEGEND_ROW = 3, 44


@dataclass(frozen=True, slots=True)
class Look:
    """Of one series: told apart by colour and by the form of its points."""

    colour: str
    mark: str
    dash: str

    @property
    def ink(self) -> str:
        """The colour, dark enough for thin letters on white."""
        parts = (int(self.colour[at : at + 2], 16) for at in (1, 3, 5))
        return "#" + "".join(f"{round(part * 0.7):02x}" for part in parts)


def looks(count: int) -> Sequence[Look]:
    """One for each series; from the seventh on the lines are dashed."""
    pairs = zip(cycle(_COLOURS), cycle(_MARKS), strict=False)
    return [
        Look(colour, mark, "-" if number < len(_COLOURS) else "--")
        for number, (colour, mark) in enumerate(islice(pairs, count))
    ]


def points(pixels: float) -> float:
    """Pixels in the unit of matplotlib at 100 dots per inch."""
    return pixels * 0.72


def legend_high(series: int) -> int:
    """Pixels that the names of so many series need."""
    return 16 + _LEGEND_ROW * -(-series // _LEGEND_WIDE)


def shortened(text: str, most: int) -> str:
    """No wider than so many Chinese characters; a letter is half of one."""
    if _width(text) <= 2 * most:
        return text
    kept = ""
    for char in text:
        if _width(kept + char) > 2 * most - 2:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)
