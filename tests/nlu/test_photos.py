"""A photo read as a whole, as the work queue and the command line do it."""

import subprocess
import sys
from pathlib import Path

import pytest

from domain.readings import PhotoKind, Verdict
from nlu.errors import Unreadable, UnreadableError
from nlu.images import Rgb
from nlu.ocr import Line, Ocr
from nlu.photos import photo_report, read_photo, tag_report
from tests.nlu.draw import save, shelf, storefront, tag


class BrokenOcr:
    """An engine whose program went away after start."""

    name, version = "tesseract", "5"

    def read(self, image: Rgb) -> list[Line]:  # noqa: ARG002
        raise UnreadableError(Unreadable.NO_ENGINE, "gone")


class CountingOcr:
    """Finds nothing and counts how often it was asked."""

    name, version = "rapidocr", "0"

    def __init__(self) -> None:
        self.asked = 0

    def read(self, image: Rgb) -> list[Line]:  # noqa: ARG002
        self.asked += 1
        return []


def test_a_tag_is_recognised_and_read(tmp_path: Path, engine: Ocr) -> None:
    reading = read_photo(save(tag("海鲜牌生抽", "¥12.80"), tmp_path / "tag.jpg"), ocr=engine)

    assert reading.kind is PhotoKind.TAG
    assert reading.kind_p > 0.6
    assert reading.tag is not None
    assert (reading.tag.product, reading.tag.payable_fen) == ("海鲜牌生抽", 1280)
    assert reading.words[0] == "海鲜牌生抽"


def test_a_storefront_with_its_sign_has_no_price(tmp_path: Path, engine: Ocr) -> None:
    reading = read_photo(save(storefront(), tmp_path / "door.jpg"), ocr=engine)

    assert reading.kind is PhotoKind.STOREFRONT
    assert reading.tag is None
    assert "幸福超市" in reading.words
    assert reading.verdict is Verdict.OK
    assert (reading.width, reading.height) == (1200, 900)


def test_a_photo_is_read_without_an_engine_and_with_a_broken_one(tmp_path: Path) -> None:
    path = save(storefront(), tmp_path / "door.jpg")

    for ocr in (None, BrokenOcr()):
        reading = read_photo(path, ocr=ocr)
        assert reading.words == ()
        assert reading.tag is None
        assert sum(reading.kinds.values()) == pytest.approx(1)


def test_no_engine_is_asked_about_a_hopeless_picture(tmp_path: Path) -> None:
    ocr = CountingOcr()

    read_photo(save(storefront().point(lambda level: level // 20), tmp_path / "dark.jpg"), ocr=ocr)
    assert ocr.asked == 0

    read_photo(save(storefront(), tmp_path / "door.jpg"), ocr=ocr)
    assert ocr.asked == 1


class NearAndFar:
    """Sees one thing at first and another from afar."""

    name, version = "rapidocr", "0"

    def __init__(self, *looks: list[Line]) -> None:
        self.looks = list(looks)

    def read(self, image: Rgb) -> list[Line]:  # noqa: ARG002
        return self.looks.pop(0)


NAME = Line("海鲜牌生抽500ml", 1.0, (100, 50, 500, 110))
LABEL = Line("零售价", 1.0, (100, 200, 220, 250))


def price(text: str, width: float = 300) -> Line:
    return Line(text, 1.0, (240, 200, 240 + width, 300))


@pytest.mark.parametrize(
    ("near", "far", "fen", "confidence"),
    [
        pytest.param([], [price("¥9.80")], "9.80", 1.0, id="the figure was overlooked"),
        pytest.param([price("80", 120)], [price("9.80")], "9.80", 1.0, id="only its decimals"),
        pytest.param([price("80", 120)], [price("80", 120)], "80.00", 0.84, id="it is 80 indeed"),
        pytest.param([price("80", 120)], [], "80.00", 0.6, id="from afar there is less"),
        pytest.param([], [], None, 0.0, id="there is no price"),
    ],
)
def test_a_doubtful_price_is_looked_at_again_from_afar(
    tmp_path: Path, near: list[Line], far: list[Line], fen: str | None, confidence: float
) -> None:
    ocr = NearAndFar([NAME, LABEL, *near], [LABEL, *far])

    report = tag_report(save(storefront(), tmp_path / "tag.jpg"), ocr=ocr)

    assert report["price"] == fen
    assert report["confidence"] == pytest.approx(confidence)
    assert report["product"] == NAME.text
    assert ocr.looks == []


def test_a_clear_price_needs_no_second_look(tmp_path: Path) -> None:
    ocr = NearAndFar([NAME, LABEL, price("¥9.80")])

    assert tag_report(save(storefront(), tmp_path / "tag.jpg"), ocr=ocr)["price"] == "9.80"


def test_the_report_of_check_photo(tmp_path: Path) -> None:
    report = photo_report(save(shelf(), tmp_path / "shelf.jpg"), ocr=None)

    assert list(report) == ["kind", "kind_p", "score", "verdict", "reasons", "phash", "dhash"]
    assert report["verdict"] == "ok"
    assert report["reasons"] == []
    assert 0 <= report["kind_p"] <= 1


@pytest.mark.slow
def test_the_kinds_of_the_scenario_pictures(pictures: Path, engine: Ocr) -> None:
    wanted = {
        "door_ST001": PhotoKind.STOREFRONT,
        "shelf_ST003": PhotoKind.SHELF,
        "tag_c901_12.80": PhotoKind.TAG,
        "tag_c901_15.80": PhotoKind.TAG,
        "white_wall": PhotoKind.OTHER,
    }

    for name, kind in wanted.items():
        assert read_photo(pictures / "scenario" / f"{name}.jpg", ocr=engine).kind is kind, name


def test_nothing_heavy_loads_before_the_first_picture() -> None:
    heavy = ["cv2", "rapidocr", "onnxruntime", "sklearn", "pandas", "pytesseract", "scipy"]
    script = "import sys, nlu.photos, nlu.engines; nlu.engines.find_engine(); print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout.split()

    assert not set(heavy) & set(loaded)


def test_what_is_no_picture_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_text("你好")

    with pytest.raises(UnreadableError, match="not_image"):
        photo_report(path, ocr=None)
