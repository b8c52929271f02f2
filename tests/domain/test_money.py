"""Prices: fen in, fen out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import fen_of, typed_price_fen, yuan

_TYPED = [
    "12.8",
    "¥12.80",
    "￥12.8",
    "12.80元",
    "12块8",
    "12块80",
    "12元8角",
    "12元八角",
    "12块8毛",
    "十二块八",
    "十二元八角",
    "12.8块",
    "12.8元一瓶",
    "12.8元/瓶",
    "12.8一瓶",
    "价格12.8",
    "价格:12.8元",
    "价签12.8",
    "标价12.8",
    "促销价12.8",
    "现价12.8",
    "卖12.8",
    "是12.8",
    "竞品12.8",
    "改成12.8",
    "应该是12.8",
    "12.8吧",
    "12.8。",
    "12。8",
    "１２．８",
    "12.8!",
    "十二点八",
    "12点8",
]


@pytest.mark.parametrize("text", _TYPED)
def test_twelve_yuan_eighty_is_understood_however_it_is_typed(text: str) -> None:
    assert typed_price_fen(text) == 1280


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12", 1200),
        ("12块", 1200),
        ("十二块钱", 1200),
        ("一百二十八块", 12_800),
        ("1280", 128_000),
        ("12元8角5分", 1285),
        ("12块8毛5", 1285),
        ("十二块八五", 1285),
        ("十二点八五", 1285),
        ("12块05", 1205),
        ("12块零5", 1205),
        ("十二块零五分", 1205),
        ("9块9毛9", 999),
        ("8毛", 80),
        ("八角五", 85),
        ("0.5", 50),
    ],
)
def test_a_typed_price_is_read_to_the_fen(text: str, fen: int) -> None:
    assert typed_price_fen(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "价格",
        "十二",
        "0",
        "0元",
        "零块零",
        "-12.8",
        "12.805",
        "1234567",
        "12,8",
        "12.8?",
        "12.8元左右",
        "二三十块",
        "万块八",
        "12箱",
        "238 12箱",
        "2瓶25.6",
        "25.6元2瓶",
        "原价15.8现价12.8",
        "海鲜牌特级生抽1L 12.80",
        "提交",
    ],
)
def test_what_is_not_just_one_price_is_none(text: str) -> None:
    assert typed_price_fen(text) is None


@given(st.integers(1, 99_999_999))
def test_a_price_that_we_wrote_is_read_back(fen: int) -> None:
    assert typed_price_fen(yuan(fen)) == fen


@given(st.integers(-(10**9), 10**9))
def test_yuan_and_fen_are_inverse(fen: int) -> None:
    assert fen_of(yuan(fen)) == fen
    assert fen_of(Decimal(fen) / 100) == fen


@pytest.mark.parametrize(
    ("fen", "text"), [(1280, "12.80"), (5, "0.05"), (-300, "-3.00"), (0, "0.00")]
)
def test_fen_are_written_with_two_decimals(fen: int, text: str) -> None:
    assert yuan(fen) == text


def test_a_third_decimal_is_refused() -> None:
    with pytest.raises(ValueError, match=r"finer than a fen: 12\.805"):
        fen_of("12.805")
