"""Breaking a text into lines that fit."""

from bot.drawing.fonts import font

_BREAKS = "、,。:;) "
"""A line may break after these."""


def lines_of_width(text: str, size: int, wide: float) -> list[str]:
    """Lines no wider than so many pixels, broken after a comma where one is near."""
    face, lines, line = font(size), list[str](), ""
    for char in text:
        if face.getlength(line + char) > wide:
            at = max(line.rfind(mark) for mark in _BREAKS) + 1
            at = at if at > len(line) // 2 else len(line)
            lines.append(line[:at].rstrip())
            line = line[at:]
        line += char
    return [*lines, line]
