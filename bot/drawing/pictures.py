"""Pictures the bot draws: from stored photos, from facts, and charts."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PIL import Image, ImageDraw, ImageOps

from bot.drawing.cells import COLUMNS, ROWS, box_of, cell_name
from bot.drawing.codes import code_picture
from bot.drawing.fonts import font
from bot.drawing.quote_card import quote_picture
from bot.drawing.shelf import shelf_picture
from storage.blobs import Blobs

_SHOWN = 960
"""Pixels of the long side of a grid picture."""
_SMALLEST = 640
_GAP = 12
"""Pixels between two pictures."""
_WHITE = (255, 255, 255)
_INK = (20, 20, 20)
_LINE = (255, 214, 0)
_RED = (230, 30, 30)


class Charts(Protocol):
    """Draws charts; facts as in ``bot.drawing.charts``."""

    def draw(self, facts: Mapping[str, Any]) -> bytes:
        """A picture file. Slow: call it from a thread.

        Raises:
            WorkError: when it took too long or its process died.
            ValueError: when there is nothing to draw it with.
        """
        ...


class Pictures:
    """Draws from stored pictures and stores what it draws."""

    def __init__(self, blobs: Blobs, charts: Charts) -> None:
        self._blobs = blobs
        self._charts = charts

    def draw(self, drawing: Mapping[str, Any]) -> str:
        """Draw what a reply asks for; returns the SHA-256 of the picture.

        Raises:
            ValueError: for a kind of drawing that nobody knows.
        """
        facts = drawing["facts"]
        match drawing["kind"]:
            case "grid":
                return self.grid(facts["sha256"], facts["labels"])
            case "photo":
                return self.photo(facts["sha256s"])
            case "code":
                return self._keep(code_picture(facts["text"], facts["below"]))
            case "quote_card":
                return self._keep(quote_picture(facts["offer"], facts["stamp"]))
            case "shelf":
                image = self._shelf(facts["sha256"])
                return self._keep(shelf_picture(image, facts["boxes"], facts["note"]))
            case "charts":
                return self._blobs.put(self._charts.draw(facts))
            case other:
                raise ValueError(f"no drawing of kind {other!r}")

    def forget(self, sha256: str) -> None:
        """Let go of a picture that was drawn to be shown once."""
        self._blobs.remove(sha256)

    def size(self, sha256: str) -> int:
        """Bytes of a stored picture."""
        return self._blobs.path(sha256).stat().st_size

    def grid(self, sha256: str, labels: Sequence[tuple[str, Sequence[str]]]) -> str:
        """The picture with cells A1-C4; each label stands over its cells, outlined in red."""
        image = self._shelf(sha256)
        pen = ImageDraw.Draw(image)
        wide, high = image.width / COLUMNS, image.height / ROWS
        for column in range(1, COLUMNS):
            pen.line((column * wide, 0, column * wide, image.height), fill=_LINE, width=3)
        for row in range(1, ROWS):
            pen.line((0, row * high, image.width, row * high), fill=_LINE, width=3)
        for row in range(ROWS):
            for column in range(COLUMNS):
                corner = (column * wide + 6, row * high + 4)
                _tag(pen, corner, cell_name(row, column), max(18, image.width // 28))
        for name, cells in labels:
            self._outline(pen, image.size, name, cells)
        return self._keep(image)

    def photo(self, sha256s: Sequence[str]) -> str:
        """Stored pictures as they are, made small; several stand side by side."""
        images = [self._open(sha256) for sha256 in sha256s]
        for image in images:
            image.thumbnail((_SHOWN, _SHOWN))
        high = max(image.height for image in images)
        wide = sum(image.width for image in images) + _GAP * (len(images) - 1)
        sheet, left = Image.new("RGB", (wide, high), _WHITE), 0
        for image in images:
            sheet.paste(image, (left, 0))
            left += image.width + _GAP
        return self._keep(sheet)

    def watermark(self, sha256: str, lines: Sequence[str]) -> str:
        """A copy with the lines burned into its foot; the original is not touched."""
        image = self._open(sha256)
        size = max(14, max(image.size) // 36)
        face = font(size)
        step = round(size * 1.35)
        foot = step * len(lines) + size
        shade = Image.new("RGBA", (image.width, min(foot, image.height)), (0, 0, 0, 140))
        image.paste(shade, (0, image.height - shade.height), shade)
        pen = ImageDraw.Draw(image)
        for number, line in enumerate(lines):
            top = image.height - foot + size // 2 + number * step
            pen.text((size, top), line, font=face, fill=_WHITE)
        return self._keep(image)

    @staticmethod
    def _outline(
        pen: ImageDraw.ImageDraw, size: tuple[int, int], name: str, cells: Sequence[str]
    ) -> None:
        box = box_of(size, cells)
        if box is None:
            return
        pen.rectangle(box, outline=_RED, width=5)
        _tag(pen, (box[0] + 6, box[3] - 34), name, 22)

    def _shelf(self, sha256: str) -> Image.Image:
        """The photo, made small or large enough for cells to be told apart."""
        image = self._open(sha256)
        if max(image.size) > _SHOWN:
            return ImageOps.contain(image, (_SHOWN, _SHOWN))
        if max(image.size) < _SMALLEST:
            return ImageOps.contain(image, (_SMALLEST, _SMALLEST))
        return image

    def _open(self, sha256: str) -> Image.Image:
        image = Image.open(io.BytesIO(self._blobs.read(sha256)))
        return ImageOps.exif_transpose(image).convert("RGB")

    def _keep(self, image: Image.Image) -> str:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=85)
        return self._blobs.put(out.getvalue())


def _tag(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int) -> None:
    face = font(size)
    box = pen.textbbox(at, text, font=face)
    pen.rectangle((box[0] - 4, box[1] - 2, box[2] + 4, box[3] + 2), fill=_LINE)
    pen.text(at, text, font=face, fill=_INK)
