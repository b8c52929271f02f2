"""字段: which engine reads price tags is a setting that leaders change in chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.tools.photos import HereReader
from tests.chat import ADMIN, MANAGER, REP, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_price import RIVAL, price_of
from tests.nlu.draw import jpeg
from tests.nlu.draw import tag as drawn
from tests.nlu.plugged import install_stub


@pytest.fixture
def there(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """An office where both engines are installed."""
    monkeypatch.setattr("nlu.engines.engine_names", lambda: ["rapidocr", "tesseract"])
    chat.who = MANAGER
    return chat


def engine_of(chat: Chat) -> str:
    return chat.on_database(lambda work: work.rules.settings().ocr)


@pytest.mark.parametrize(
    "said",
    [
        "/字段 竞品价格 OCR=tesseract",
        "字段 竞品价格 ocr = Tesseract",
        "/字段 竞品价格 识别=tesseract",
        "竞品价格识别改成tesseract",
        "把价签识别换成 tesseract",
        "价格识别引擎用tesseract",
        "识别价签切换到tesseract吧",
        "OCR换成tesseract",
    ],
)
def test_a_change_is_shown_before_it_is_made(there: Chat, said: str) -> None:
    heard = there.says(said)

    assert "自动 → tesseract" in heard.text
    assert heard.buttons == ["确认", "取消"]
    assert engine_of(there) == "auto"


def test_a_confirmed_change_is_the_next_version_and_audited(there: Chat) -> None:
    before = there.on_database(lambda work: work.rules.newest("company"))
    there.says("/字段 竞品价格 OCR=tesseract")

    heard = there.says("确认")

    after = there.on_database(lambda work: work.rules.newest("company"))
    assert "已改为tesseract识别竞品价格" in heard.text
    assert engine_of(there) == "tesseract"
    assert after == before + 1
    assert there.on_database(lambda work: work.rules.settings().price_alert) == 0.1


@pytest.mark.parametrize(
    "said",
    ["关闭价签识别", "把OCR关了", "价签识别停用", "/字段 竞品价格 OCR=关", "不要自动识别价签了"],
)
def test_reading_may_be_switched_off(there: Chat, said: str) -> None:
    there.says(said)

    heard = there.taps("确认")

    assert "已关闭价签识别" in heard.text
    assert engine_of(there) == "off"


def test_reading_may_be_switched_on_again(there: Chat) -> None:
    there.says("关闭价签识别")
    there.taps("确认")

    there.says("恢复价签识别")
    there.taps("确认")

    assert engine_of(there) == "auto"


def test_a_change_that_is_not_wanted_changes_nothing(there: Chat) -> None:
    card = there.says("竞品价格识别改成tesseract")
    there.taps("取消")
    there.history.append(card.parcels[-1])

    late = there.taps("确认")

    assert "识别:自动" in late.text
    assert engine_of(there) == "auto"


@pytest.mark.parametrize(
    "said",
    ["价签识别用哪个", "竞品价格用什么识别?", "OCR用的是哪个引擎", "/字段 竞品价格", "价签识别"],
)
def test_which_engine_reads_is_answered(there: Chat, said: str) -> None:
    heard = there.says(said)

    assert "竞品价格的识别:自动(现在用rapidocr)" in heard.text
    assert "已安装:rapidocr、tesseract" in heard.text


def test_an_engine_that_is_not_there_is_refused_with_those_that_are(there: Chat) -> None:
    heard = there.says("/字段 竞品价格 OCR=paddle")

    assert "没有叫「paddle」的识别引擎" in heard.text
    assert "已安装:rapidocr、tesseract" in heard.text


def test_another_field_reads_nothing(there: Chat) -> None:
    assert "目前只有「竞品价格」可以" in there.says("/字段 库存 OCR=tesseract").text


def test_what_is_so_already_is_said(there: Chat) -> None:
    assert there.says("价签识别改成自动").buttons == []


def test_admins_may_and_reps_may_not(there: Chat) -> None:
    assert "没有这个权限" in there.says("关闭价签识别", who=REP).text
    assert there.says("关闭价签识别", who=ADMIN).buttons == ["确认", "取消"]


def test_without_an_engine_the_photo_is_kept_and_the_price_is_typed(there: Chat) -> None:
    there.says("关闭价签识别")
    there.taps("确认")
    there.who = REP
    there.at()
    there.sends(storefront(), shelf())
    there.says("516 12箱,127 6箱,233 0")

    heard = there.sends(price_tag(RIVAL, "12.80"))
    there.says("14.9")
    there.taps(RIVAL)
    there.taps("确认")

    assert "现在不自动读价签,照片留着了" in heard.text
    assert "请直接输入价格" in heard.text
    assert heard.buttons == ["输入价格"]
    assert (price_of(there).payable_fen, price_of(there).manual) == (1490, True)


def test_the_same_picture_is_read_anew_by_another_engine(there: Chat) -> None:
    there.who = REP
    there.at()
    there.sends(price_tag(RIVAL, "12.80"))
    there.says("竞品价格识别改成tesseract", who=MANAGER)
    there.taps("确认", who=MANAGER)
    count = there.reader.read_count

    there.at((31.3214, 120.6801))
    heard = there.sends(price_tag(RIVAL, "12.80"))

    assert there.reader.read_count == count + 1
    assert "(读得不太准)" in heard.text


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Chat, str]]:
    """The engine reads real pictures, and somebody has installed an engine of his own."""
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(str(packages))
    name = install_stub(packages, product=RIVAL, price="¥11.10")
    chat = Chat(tmp_path / "data")
    chat.reader = HereReader()  # type: ignore[assignment]
    chat.restarts()
    yield chat, name
    chat.close()


def test_an_engine_of_somebody_else_is_swapped_in_by_name(real: tuple[Chat, str]) -> None:
    chat, name = real
    chat.says(f"/字段 竞品价格 OCR={name}", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    chat.at()

    heard = chat.sends(jpeg(drawn(RIVAL, "14.90")), caption="竞品价签")
    chat.taps("确认")

    assert "R701 望海牌鲜味生抽1L 11.10" in heard.text
    assert price_of(chat).payable_fen == 1110
