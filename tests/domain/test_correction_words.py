"""The words of a correction."""

import pytest

from domain.correction_words import parse_correction
from tests.domain.making import CATALOGUE


@pytest.mark.parametrize(
    ("words", "counts", "reason"),
    [
        ("呃307说错了是4箱", {"00307": 4}, "说错了"),
        ("307报错了应该4箱", {"00307": 4}, "报错了"),
        ("238改成21箱", {"00238": 21}, ""),
        ("238更正为21箱", {"00238": 21}, ""),
        ("238改21", {"00238": 21}, ""),
        ("不对,238是21箱", {"00238": 21}, ""),
        ("238应该是21箱", {"00238": 21}, ""),
        ("238其实是21箱", {"00238": 21}, ""),
        ("238不是12箱,是21箱", {"00238": 21}, ""),
        ("238由12箱改成21箱", {"00238": 21}, ""),
        ("把青花椒的12箱改成21箱", {"00238": 21}, ""),
        ("更正:238 21箱,112 3箱", {"00238": 21, "00112": 3}, ""),
        ("238改成没货", {"00238": 0}, ""),
        ("238:15箱,更正一下", {"00238": 15}, ""),
        ("238要改成16箱", {"00238": 16}, ""),
        ("238搞错了,22箱才对", {"00238": 22}, ""),
        ("刚才238打错了应该是14箱", {"00238": 14}, "打错了"),
        ("238改成8箱,刚才数错了", {"00238": 8}, "刚才数错了"),
        ("238改成8箱因为数错了", {"00238": 8}, "数错了"),
        ("数错了,238改成8箱", {"00238": 8}, "数错了"),
        ("238数错了,应该是8箱", {"00238": 8}, "数错了"),
        ("00238由12箱更正为8箱,原因:漏看后排", {"00238": 8}, "漏看后排"),
        ("238改成8箱(老板又搬走了4箱)", {"00238": 8}, "老板又搬走了4箱"),
        ("238改成8箱,112改成3箱,看漏了", {"00238": 8, "00112": 3}, "看漏了"),
    ],
)
def test_counts(words: str, counts: dict[str, int], reason: str) -> None:
    said = parse_correction(words, CATALOGUE)

    assert said is not None
    assert {e.product.code: e.quantity for e in said.entries} == counts
    assert said.reason == reason


@pytest.mark.parametrize(
    ("words", "fen", "called", "reason"),
    [
        ("价格改成13.8", 1380, True, ""),
        ("价格不对,是13.8", 1380, True, ""),
        ("价格应该是13块8", 1380, True, ""),
        ("价格改为14", 1400, True, ""),
        ("12.8改成13.8", 1380, False, ""),
        ("不是12.8,是13.8", 1380, False, ""),
        ("海鲜牌价格改成13.8,看错了", 1380, True, "看错了"),
        ("竞品价更正为13.8 原来那个是会员价", 1380, True, "原来那个是会员价"),
    ],
)
def test_prices(words: str, fen: int, called: bool, reason: str) -> None:
    said = parse_correction(words, CATALOGUE)

    assert said is not None
    assert said.price is not None
    assert (said.price.fen, said.about_price, said.reason) == (fen, called, reason)
    assert not said.entries


@pytest.mark.parametrize(
    ("words", "bare"),
    [("改成21箱", (21, "箱")), ("说错了,是21箱", (21, "箱")), ("改成14", (14, ""))],
)
def test_a_count_without_its_product(words: str, bare: tuple[int, str]) -> None:
    said = parse_correction(words, CATALOGUE)

    assert said is not None
    assert said.bare == bare


@pytest.mark.parametrize(
    "words",
    [
        "238 12箱",
        "12.8",
        "改天再来",
        "错了",
        "地址不对",
        "238报错了",
        "合同价改成13.8",
        "238下单改成8箱",
        "主推品改成至少4个",
        "价差预警改成15%",
        "老板说改成下周三",
        "老板说238改成10块一瓶",
        "238改成8箱吗",
        "238改成十几箱",
        "238改成-3箱",
        "改成十几箱",
        "改成3箱还是4箱都行",
        "238改成8箱" + "呢" * 60,
    ],
)
def test_words_that_correct_nothing(words: str) -> None:
    assert parse_correction(words, CATALOGUE) is None
