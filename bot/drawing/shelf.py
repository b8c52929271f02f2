"""A shelf photo that answers a question: what was asked about in red, everything else in green."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bot.drawing.cells import Box, box_of
from bot.drawing.fonts import font
from bot.drawing.looks import shortened
from bot.drawing.texts import lines_of_width

_COLOURS = {"red": (213, 24, 24), "green": (0, 128, 96)}
"""They also differ in lightness, and red boxes have the thicker line, for the colour-blind."""
_LINES = {"red": 9, "green": 5}
_WHITE, _INK = (255, 255, 255), (28, 32, 38)
_TAG, _NOTE = 26, 30
"""Pixels of the names and of the note."""
_PAD = 6
_NAME = 16
"""Chinese characters of a name."""


def shelf_picture(
    image: Image.Image, boxes: Sequence[tuple[str, Sequence[str], str]], note: str
) -> Image.Image:
    """The photo with a box for each name over its cells; what has none is up to the note."""
    pen = ImageDraw.Draw(image)
    placed = [
        (name, box, colour)
        for name, cells, colour in sorted(boxes, key=lambda one: one[2] == "red")
        if (box := box_of(image.size, cells)) is not None
    ]
    for _, box, colour in placed:
        pen.rectangle(box, outline=_COLOURS[colour], width=_LINES[colour])
    taken: list[Box] = []
    for name, box, colour in reversed(placed):  # red first: it has its name where it belongs
        taken.append(_tag(pen, image.size, (name, box, colour), taken))
    return _noted(image, note)


def _tag(
    pen: ImageDraw.ImageDraw,
    size: tuple[int, int],
    what: tuple[str, Box, str],
    taken: Sequence[Box],
) -> Box:
    """The name in its box, below the names that stand there already."""
    name, (left, top, _, _), colour = shortened(what[0], _NAME), what[1], what[2]
    face = font(_TAG)
    wide, high = pen.textlength(name, font=face) + 2 * _PAD, _TAG + 2 * _PAD
    left = max(0, min(left, size[0] - wide))
    while any(_overlap((left, top, left + wide, top + high), other) for other in taken):
        top += high
    pen.rectangle((left, top, left + wide, top + high), fill=_COLOURS[colour])
    middle = (left + _PAD, top + high / 2)
    pen.text(middle, name, font=face, fill=_WHITE, anchor="lm")
    return left, top, left + wide, top + high


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _noted(image: Image.Image, note: str) -> Image.Image:
    """The note in a bar of its own below, so that it hides nothing."""
    if not note:
        return image
    lines = lines_of_width(note, _NOTE, image.width - 4 * _PAD)
    step = round(_NOTE * 1.4)
    sheet = Image.new("RGB", (image.width, image.height + step * len(lines) + 3 * _PAD), _WHITE)
    sheet.paste(image, (0, 0))
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        top = image.height + 2 * _PAD + number * step
        pen.text((2 * _PAD, top), line, font=font(_NOTE), fill=_INK)
    return sheet
