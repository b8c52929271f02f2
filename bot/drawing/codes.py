"""A code to scan (QR), with the same in letters below it."""

import segno
from PIL import Image, ImageDraw

from bot.drawing.fonts import font

_DOT = 12
"""Pixels of one dot."""
_MARGIN = 4
"""Dots of white around, which readers need."""
_FOOT = 96
"""Pixels below for the letters."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def code_picture(text: str, below: str) -> Image.Image:
    """The text as a QR code; a quarter of it may be hidden and it still reads."""
    rows = segno.make_qr(text, error="q").matrix
    side = (len(rows) + 2 * _MARGIN) * _DOT
    image = Image.new("RGB", (side, side + _FOOT), _WHITE)
    pen = ImageDraw.Draw(image)
    for top, row in enumerate(rows, _MARGIN):
        for left, dark in enumerate(row, _MARGIN):
            if dark:
                x, y = left * _DOT, top * _DOT
                pen.rectangle((x, y, x + _DOT - 1, y + _DOT - 1), fill=_BLACK)
    face = font(40)
    pen.text((side / 2, side + _FOOT / 3), below, font=face, fill=_BLACK, anchor="mm")
    return image
