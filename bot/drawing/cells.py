"""The grid over a shelf photo: where its cells are."""

from collections.abc import Sequence

COLUMNS, ROWS = 4, 3
"""The grid: columns 1-4, rows A-C."""
_ROWS = "ABC"
_EDGE = 3
"""Pixels that a box keeps from the lines."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def cell_name(row: int, column: int) -> str:
    """``A1`` for the first of the first."""
    return f"{_ROWS[row]}{column + 1}"


def box_of(size: tuple[int, int], cells: Sequence[str]) -> Box | None:
    """The box around these cells in a picture of that size; ``None`` without cells."""
    rows = [_ROWS.index(c[0]) for c in cells if c[0] in _ROWS]
    columns = [int(c[1]) - 1 for c in cells]
    if not rows or not columns:
        return None
    wide, high = size[0] / COLUMNS, size[1] / ROWS
    return (
        min(columns) * wide + _EDGE,
        min(rows) * high + _EDGE,
        (max(columns) + 1) * wide - _EDGE,
        (max(rows) + 1) * high - _EDGE,
    )
