"""申请特价: the price and the reason are read out of the rep's words."""

import pytest

from domain.quotes.special import Wish, asks_else, doubt, is_reason, read_wish


@pytest.mark.parametrize(
    ("said", "fen", "reason"),
    [
        ("6200 客户要换牌子", 620_000, "客户要换牌子"),
        ("6,200元,量大", 620_000, "量大"),
        ("六千二 对手报5900", 620_000, "对手报5900"),
        ("20台 6200,年底冲量", 620_000, "20台 年底冲量"),
        ("再降200 老客户", 628_000, "老客户"),
        ("降3% 老客户", 628_560, "老客户"),
        ("85折 要签全年", 612_000, "要签全年"),
        ("打八五折,要签全年", 612_000, "要签全年"),
        ("9折 回头客", 648_000, "回头客"),
        ("8.5折 回头客", 612_000, "回头客"),
        ("0.62万", 620_000, ""),
        ("想申请6300", 630_000, ""),
        ("单价6250.5元/台,因为竞品便宜", 625_050, "竞品便宜"),
        ("11月5号前要 6200", 620_000, "11月5号前要"),
        ("便宜100块", 638_000, ""),
        ("客户说太贵", None, "客户说太贵"),
        ("千万别", None, "千万别"),
    ],
)
def test_price_and_reason(said: str, fen: int | None, reason: str) -> None:
    assert read_wish(said, 648_000, 720_000) == Wish(fen, reason)


def test_a_discount_without_a_list_price_is_off_the_price_in_force() -> None:
    assert read_wish("9折 量大", 648_000, None).fen == 583_200


def test_a_price_that_is_no_special_one_is_doubted() -> None:
    assert doubt(648_000, 648_000) == "above"
    assert doubt(62_000, 648_000) == "low"
    assert doubt(620_000, 648_000) == ""


@pytest.mark.parametrize("said", ["有用", "记一下 59", "报价 生抽", "还有货吗", "怎么谈价"])
def test_questions_commands_and_labels_are_something_else(said: str) -> None:
    assert asks_else(said)


def test_only_brief_words_about_a_price_are_a_reason() -> None:
    assert is_reason("客户嫌贵")
    assert not is_reason("张总说要换PLC品牌")
    assert not is_reason("张总嫌我们的太贵了,想换一家,还要再便宜些")
    assert not asks_else("59 客户嫌贵")
