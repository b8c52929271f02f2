"""Which engine reads: by setting, by what is installed, by what others register."""

import sys
from pathlib import Path

import numpy as np
import pytest

from nlu.engines import chosen, engine_key, engine_names, find_engine
from nlu.errors import UnreadableError
from nlu.ocr import TesseractOcr
from nlu.photos import read_photo
from tests.nlu.draw import save, tag
from tests.nlu.plugged import install_stub

BLACK = np.zeros((9, 9, 3), dtype=np.uint8)


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.syspath_prepend(str(tmp_path))
    return install_stub(tmp_path, product="海鲜牌特级生抽1L", price="¥11.10")


def test_without_any_engine_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rapidocr", "pytesseract"):
        monkeypatch.setitem(sys.modules, name, None)

    assert find_engine() is None
    assert chosen("auto") == ""
    assert engine_key("auto") == ""


def test_off_reads_nothing() -> None:
    assert find_engine("off") is None
    assert engine_key("off") == ""


def test_a_name_that_nobody_has_is_no_engine() -> None:
    assert find_engine("paddle") is None
    assert engine_key("paddle") == ""


def test_an_engine_that_does_not_start_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: TesseractOcr) -> None:
        raise UnreadableError("no_engine", "tesseract lacks ['chi_sim']")

    monkeypatch.setattr(TesseractOcr, "__init__", missing)
    monkeypatch.setitem(sys.modules, "rapidocr", None)

    assert find_engine("auto") is None
    assert find_engine("tesseract") is None


def test_a_registered_engine_is_found_by_its_name(stub: str) -> None:
    ocr = find_engine(stub)

    assert stub in engine_names()
    assert ocr is not None
    assert (ocr.name, engine_key(stub)) == (stub, f"{stub}-2.5")
    assert [line.text for line in ocr.read(BLACK)][-1] == "¥11.10"


def test_a_registered_engine_is_never_taken_unasked_nor_under_a_shipped_name(stub: str) -> None:
    ours = find_engine("rapidocr")

    assert chosen("auto") != stub
    assert ours is None or type(ours).__name__ == "RapidOcr"


def test_an_engine_that_does_not_load_is_none(stub: str) -> None:
    assert find_engine(f"half{stub}") is None


def test_a_photo_survives_whatever_an_engine_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    ocr = find_engine(install_stub(tmp_path, broken=True))
    picture = save(tag("海鲜牌特级生抽1L", "12.80"), tmp_path / "tag.jpg")

    read = read_photo(picture, ocr=ocr)

    assert ocr is not None
    assert read.tag is None
    assert not read.looked
    assert read.score > 0
