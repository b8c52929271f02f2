"""Files that are no photos, and photos that nobody can read: named, and the visit goes on."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.kinds import kind_of
from bot.tools.photos import HereReader, PhotoReader
from tests.bot.badfiles import BAD, GOOD
from tests.chat import Chat, Heard
from tests.nlu import draw


class RealChat(Chat):
    """The photos are read, not their labels."""

    def __init__(self, data: Path, *, ocr_off: bool = True) -> None:
        self._ocr_off = ocr_off
        super().__init__(data)

    def _photo_reader(self) -> PhotoReader:
        reader = HereReader()
        reader.ocr_off = self._ocr_off  # what a file is has nothing to do with its words
        return reader

    def picks(self, name: str, data: bytes) -> Heard:
        """Pick a file where a photo is due, as the page hands it in."""
        if kind_of(data[:16], "photo") == "photo":
            return self.sends(data)
        return self.uploads(name, data)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealChat]:
    client = RealChat(tmp_path / "data")
    yield client
    client.close()


@pytest.mark.parametrize("case", GOOD)
def test_a_picture_is_taken_whatever_its_name_or_format(real: RealChat, case: str) -> None:
    name, make = GOOD[case]
    real.at()

    heard = real.picks(name, make())
    if "门头" in heard.buttons:
        heard = real.taps("门头")

    assert "①门头全景已收" in heard.text
    assert "②" in heard.text


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_no_photo_is_named_and_what_is_due_is_said(
    real: RealChat, case: str
) -> None:
    name, make, named = BAD[case]
    data = make()
    real.at()
    real.says("516 12箱")
    before = real.state()

    heard = real.picks(name, data)

    first, *rest = heard.text.splitlines()
    assert named in first
    assert "请" in first, "the next thing to do"
    assert "☐①门头全景" in rest
    assert "导入" not in heard.text
    assert real.state() == before
    assert len(real.visits()) == 1


@pytest.mark.slow
def test_each_bad_file_is_refused_within_a_second(real: RealChat) -> None:
    files = {case: (name, make()) for case, (name, make, _) in BAD.items()}
    real.at()

    took = {}
    for case, (name, data) in files.items():
        begun = time.perf_counter()
        real.picks(name, data)
        took[case] = time.perf_counter() - begun

    slowest = max(took, key=lambda case: took[case])
    sys.stdout.write(f"{len(took)} bad files, slowest {took[slowest]:.2f} s: {slowest}\n")
    assert took[slowest] < 1


def test_after_bad_files_the_same_visit_is_finished(real: RealChat) -> None:
    name, make = GOOD["JPEG"]
    real.at()
    for bad_name, make_bad, _ in BAD.values():
        real.picks(bad_name, make_bad())

    real.picks(name, make())
    if "门头" in [label for label, _ in real.history[-1].buttons]:
        real.taps("门头")
    heard = real.says("进度")

    assert "☑①门头全景" in heard.text


def test_a_bad_file_outside_a_visit_is_named_all_the_same(real: RealChat) -> None:
    assert "不是图片,请直接拍照发" in real.picks("a.jpg", b"just words").text
    assert "拜访照片请直接拍照发" in real.picks("a.pdf", b"%PDF-1.7").text


# No OCR engine


def test_without_ocr_the_price_is_typed_and_the_visit_is_finished(real: RealChat) -> None:
    work_through(real)


def test_with_no_engine_installed_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("rapidocr", "pytesseract"):
        monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr("bot.tools.photos._ENGINES", {})
    client = RealChat(tmp_path / "data", ocr_off=False)

    work_through(client)
    client.close()


def work_through(real: RealChat) -> None:
    """A whole visit in which nobody can read."""
    real.at()
    for picture, kind in ((draw.storefront(), "门头"), (draw.shelf(), "货架")):
        heard = real.sends(draw.jpeg(picture))
        if kind in heard.buttons:
            real.taps(kind)
    real.says("516 12箱,127 6箱,233 3箱")

    asked = real.sends(draw.jpeg(draw.tag("望海牌鲜味生抽1L", "14.50")))
    if "价签" in asked.buttons:
        asked = real.taps("价签")
    typed = real.says("14.5")
    rival = real.taps("望海牌鲜味生抽1L")
    if "确认" in rival.buttons:
        real.taps("确认")
    done = real.taps("提交")

    assert "价格" in asked.text
    assert "14.50" in typed.text
    assert "已提交" in done.text
    assert real.on_database(lambda work: work.inbox.parked()) == []
