"""Engines: what they read, what they need, and how words become lines."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from nlu.engines import find_engine
from nlu.errors import UnreadableError
from nlu.ocr import Line, Ocr, TesseractOcr, _joined
from nlu.photos import read_photo
from tests.nlu.draw import font, save, storefront


def test_a_sign_is_read_where_it_hangs(engine: Ocr) -> None:
    lines = engine.read(np.asarray(storefront("幸福超市")))

    sign = next(line for line in lines if line.text == "幸福超市")
    assert 200 < sign.box[0] < sign.box[2] < 1000
    assert 270 < sign.box[1] < sign.box[3] < 450
    assert sign.confidence > 0.9
    assert engine.version


def test_an_empty_picture_has_no_lines(engine: Ocr) -> None:
    assert engine.read(np.full((200, 300, 3), 255, dtype=np.uint8)) == []


def test_tesseract_reads_by_its_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", FakeTesseract("5.3.0"))

    ocr = TesseractOcr()

    assert (ocr.name, ocr.version) == ("tesseract", "5.3.0")
    assert [line.text for line in ocr.read(np.zeros((9, 9, 3), dtype=np.uint8))] == ["¥9.90"]


def test_tesseract_needs_its_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", FakeTesseract(version=None))

    with pytest.raises(UnreadableError, match="no_engine"):
        TesseractOcr()


def test_tesseract_needs_to_know_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", FakeTesseract("5.3.0", known=("eng",)))

    with pytest.raises(UnreadableError, match="lacks \\['chi_sim'\\]"):
        TesseractOcr()


@pytest.mark.slow
def test_the_real_tesseract_reads_a_tag_and_is_never_sure(tmp_path: Path) -> None:
    ocr = find_engine("tesseract")
    if ocr is None:
        pytest.skip("tesseract with chi_sim is not installed")

    picture = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((40, 40), "海鲜牌特级生抽1L", fill="black", font=font(60))
    pen.text((300, 240), "¥12.80", fill="black", font=font(150))
    read = read_photo(save(picture, tmp_path / "tag.jpg"), ocr=ocr)

    assert read.tag is not None
    assert (read.tag.payable_fen, read.tag.engine) == (1280, "tesseract")
    assert read.tag.confidence < 0.5


def test_a_tesseract_without_its_language_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", FakeTesseract("5.3.0", languages=False))

    with pytest.raises(UnreadableError, match="no_engine"):
        TesseractOcr().read(np.zeros((9, 9, 3), dtype=np.uint8))


class FakeTesseract:
    """Keeps pytesseract's promises: an OSError without the program, a RuntimeError without data."""

    __spec__ = ModuleSpec("pytesseract", None)

    class Output:
        DICT = "dict"

    def __init__(
        self,
        version: str | None,
        *,
        languages: bool = True,
        known: Sequence[str] = ("chi_sim", "eng"),
    ) -> None:
        self.version, self.languages, self.known = version, languages, known

    def get_languages(self) -> list[str]:
        return list(self.known)

    def get_tesseract_version(self) -> str:
        if self.version is None:
            raise FileNotFoundError("tesseract is not installed or it's not in your PATH")
        return self.version

    def image_to_data(self, *_args: Any, **_options: Any) -> dict[str, list[Any]]:
        if not self.languages:
            raise RuntimeError("Error opening data file chi_sim.traineddata")
        return words(("¥9.90", 1, 80.0))


def words(*found: tuple[str, int, float]) -> dict[str, list[Any]]:
    """(text, line, confidence) as Tesseract's table, 10 pixels a word."""
    n = len(found)
    return {
        "text": [text for text, _, _ in found],
        "conf": [sure for _, _, sure in found],
        "block_num": [1] * n,
        "par_num": [1] * n,
        "line_num": [line for _, line, _ in found],
        "left": [10 * i for i in range(n)],
        "top": [20] * n,
        "width": [10] * n,
        "height": [12] * n,
    }


def test_words_of_a_line_are_joined() -> None:
    lines = _joined(words(("海鲜", 1, 90.0), ("", 1, -1.0), ("生抽", 1, 70.0), ("¥9.9", 2, 50.0)))

    assert lines == [
        Line("海鲜生抽", 0.8, (0, 20, 30, 32)),
        Line("¥9.9", 0.5, (30, 20, 40, 32)),
    ]


def test_the_size_of_slanted_text_is_measured_along_it() -> None:
    upright = Line("¥9.9", 1, (0, 0, 100, 40))
    slanted = Line("¥9.9", 1, (0, 0, 104.7, 56.8), slope=0.176)  # the same, turned by 10 degrees
    steep = Line("¥9.9", 1, (0, 0, 80, 80), slope=1.0)

    assert upright.size == pytest.approx((100, 40))
    assert slanted.size == pytest.approx((100, 40), abs=1.5)
    assert steep.size == pytest.approx((80, 80))
