"""Numbers as people write and say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import numeral, place, plain

_DIGITS = "零一二三四五六七八九"


def _formal(value: int) -> str:
    """A number below 10000 as it is written in full: 1020 → 一千零二十."""
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(text)
    return text or "零"


@given(st.integers(0, 9999))
def test_a_number_written_in_full_is_read_back(value: int) -> None:
    assert numeral(_formal(value)) == value


@given(st.integers(1, 9), st.integers(1, 9999))
def test_ten_thousands_are_read(many: int, rest: int) -> None:
    gap = "零" if rest < 1000 else ""

    assert numeral(f"{_DIGITS[many]}万{gap}{_formal(rest)}") == many * 10_000 + rest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两千", 2000),
        ("俩", 2),
        ("〇", 0),
        ("二三八", 238),
        ("零零二三八", 238),
        ("一百二", 120),
        ("一百零二", 102),
        ("一千二", 1200),
        ("两万五", 25_000),
        ("十五万", 150_000),
    ],
)
def test_spoken_numerals_have_their_value(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    "text", ["", "万", "百", "千万", "二三十", "12", "十几", "十箱", "一" * 17, "一" * 5000]
)
def test_other_words_have_no_value(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("００２３８　１２箱", "00238 12箱"),
        ("  238:12。", "238:12,"),
        ("12。8", "12.8"),
        ("青花椒、生抽", "青花椒,生抽"),
        ("「提交」", "[提交]"),
        ("¥12.80", "¥12.80"),
    ],
)
def test_full_width_text_becomes_plain(text: str, folded: str) -> None:
    assert plain(text) == folded


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    once = plain(text)

    assert plain(once) == once


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("2", 2),
        ("第二个", 2),
        ("第2家", 2),
        ("选3", 3),
        ("第十二", 12),
        ("2箱", None),
        ("二", None),
    ],
)
def test_one_of_a_list_is_meant_by_its_place(said: str, number: int | None) -> None:
    assert place(said) == number
