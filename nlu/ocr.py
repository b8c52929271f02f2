"""Engines that find lines of text in a picture, behind one small protocol."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from math import hypot
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nlu.errors import Unreadable, UnreadableError
from nlu.images import Rgb

Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels of the picture that was read; y grows downwards."""


@dataclass(frozen=True, slots=True)
class Line:
    """Text that stands together, as the engine saw it."""

    text: str
    confidence: float
    """0-1, the engine's own."""
    box: Box
    slope: float = 0.0
    """Pixels the line falls per pixel to the right; tags hang askew."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the text itself, in pixels: of the box turned upright."""
        across, down = self.box[2] - self.box[0], self.box[3] - self.box[1]
        cos, sin = 1 / hypot(1, self.slope), abs(self.slope) / hypot(1, self.slope)
        turned = cos * cos - sin * sin
        if turned <= 0 or across * cos <= down * sin or down * cos <= across * sin:
            return across, down  # so steep that the box says nothing about the text
        return (across * cos - down * sin) / turned, (down * cos - across * sin) / turned


class Ocr(Protocol):
    """Reads pictures. Keep one: building it loads models."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def read(self, image: Rgb) -> list[Line]: ...


class RapidOcr:
    """PP-OCRv6 through rapidocr, one thread; models load at the first picture (0.4 GB)."""

    name = "rapidocr"

    def __init__(self) -> None:
        self.version = version("rapidocr")

    @cached_property
    def _engine(self) -> Any:
        from rapidocr import RapidOCR  # noqa: PLC0415  # heavy: onnxruntime and OpenCV

        threads = "EngineConfig.onnxruntime"
        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,  # tags hang upright
                f"{threads}.intra_op_num_threads": 1,
                f"{threads}.inter_op_num_threads": 1,
            }
        )

    def read(self, image: Rgb) -> list[Line]:
        found = self._engine(image[:, :, ::-1])  # it wants blue first
        if found.boxes is None:
            return []
        return [
            Line(text, float(score), _box(corners), _slope(corners))
            for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True)
        ]


class TesseractOcr:
    """Tesseract 5, scattered-text mode. It reads half the tags wrong: never trust a value."""

    name = "tesseract"
    _OPTIONS = "--oem 1 --psm 11"
    _LANGUAGES = ("chi_sim", "eng")
    _SECONDS = 30

    def __init__(self) -> None:
        import pytesseract  # noqa: PLC0415  # heavy: pandas

        self._tesseract = pytesseract
        try:
            self.version = str(pytesseract.get_tesseract_version())
            missing = {*self._LANGUAGES} - {*pytesseract.get_languages()}
        except OSError as error:
            raise UnreadableError(Unreadable.NO_ENGINE, "tesseract is not installed") from error
        if missing:
            raise UnreadableError(Unreadable.NO_ENGINE, f"tesseract lacks {sorted(missing)}")

    def read(self, image: Rgb) -> list[Line]:
        from PIL import Image  # noqa: PLC0415  # only to hand the picture over

        try:
            words = self._tesseract.image_to_data(
                Image.fromarray(image),
                lang="+".join(self._LANGUAGES),
                config=self._OPTIONS,
                timeout=self._SECONDS,
                output_type=self._tesseract.Output.DICT,
            )
        except (OSError, RuntimeError) as error:  # program or language gone, or too slow
            raise UnreadableError(Unreadable.NO_ENGINE, f"tesseract failed: {error}") from error
        return _joined(words)


def _box(corners: NDArray[np.float32]) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def _slope(corners: NDArray[np.float32]) -> float:
    """Return how far a line falls to the right; its corners run clockwise from the top left."""
    along = (corners[1] - corners[0]) + (corners[2] - corners[3])
    return float(along[1] / max(along[0], 1.0))


def _joined(words: dict[str, list[Any]]) -> list[Line]:
    """Join Tesseract's words into its lines; Chinese words need no blank between them."""
    lines: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    for i, text in enumerate(words["text"]):
        if text.strip():
            lines[words["block_num"][i], words["par_num"][i], words["line_num"][i]].append(i)
    return [_line(words, members) for members in lines.values()]


def _line(words: dict[str, list[Any]], members: list[int]) -> Line:
    left, top = words["left"], words["top"]
    box = (
        float(min(left[i] for i in members)),
        float(min(top[i] for i in members)),
        float(max(left[i] + words["width"][i] for i in members)),
        float(max(top[i] + words["height"][i] for i in members)),
    )
    confidence = sum(max(float(words["conf"][i]), 0) for i in members) / (100 * len(members))
    return Line("".join(words["text"][i].strip() for i in members), confidence, box)
