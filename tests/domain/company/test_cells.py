"""Cells are read the way people type them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.company import cells
from domain.company.cells import Cell
from domain.errors import BadCellError

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 9, 12, 30)  # noqa: DTZ001 - as a workbook holds it


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, ""),
        (" ＳＴ００１　", "ST001"),
        (300.0, "300"),
        (9.8, "9.8"),
        (True, "是"),
        (False, "否"),
        (NOON, "2026-11-09 12:30"),
        (datetime(2026, 11, 9), "2026-11-09"),  # noqa: DTZ001
        ("a \u200b b", "a b"),
    ],
)
def test_a_cell_becomes_trimmed_text(cell: Cell, expected: str) -> None:
    assert cells.text(cell) == expected


def test_a_name_keeps_its_punctuation_but_not_its_full_width_letters() -> None:
    assert cells.written(" 老板说,要降价　Ａ１(急) ") == "老板说,要降价 A1(急)"
    assert cells.written(3.0) == "3"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("00238", "00238"),
        (238.0, "238"),
        ("112.0", "112"),
        ("'00238", "00238"),
        ("００２３８", "00238"),
    ],
)
def test_a_code_is_text(cell: Cell, expected: str) -> None:
    assert cells.code(cell) == expected


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("¥12.80", 1280),
        ("1,014.9元", 101490),
        ("12.9", 1290),
        (470.4, 47040),
        ("1.2万", 1_200_000),
        ("12.80/瓶", 1280),
        (0.125, 13),
        ("RMB 5", 500),
    ],
)
def test_money_becomes_fen(cell: Cell, fen: int) -> None:
    assert cells.fen(cell) == fen


def test_returned_goods_may_be_below_zero() -> None:
    assert cells.fen("-3.5", signed=True) == -350
    assert cells.number(-2.0, signed=True) == -2.0


@given(st.integers(0, 10**9))
def test_every_printed_price_is_read_exactly(fen: int) -> None:
    assert cells.fen(f"¥{fen // 100:,}.{fen % 100:02d}") == fen
    assert cells.fen(fen / 100) == fen


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-09",
        "2026/11/9",
        "2026.11.9",
        "2026年11月9日",
        "20261109",
        46335.0,
        20261109.0,
        "2026-11-09 08:00",
        "2026-11-09T00:00:00",
        NOON,
    ],
)
def test_a_day_is_read_from_dates_serials_and_text(cell: Cell) -> None:
    assert cells.day(cell) == date(2026, 11, 9)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-23 08:00",
        "2026年11月23日 8点",
        "2026-11-23 8时00分",
        46349.3333333333,
        "2026-11-23T00:00:00Z",
        "2026-11-23 08:00:00+08:00",
        "2026-11-23T08:00:00+0800",
    ],
)
def test_a_moment_is_the_companys_unless_it_says_otherwise(cell: Cell) -> None:
    assert cells.moment(cell, SHANGHAI) == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "expected"), [("是", True), ("√", True), ("Y", True), (1.0, True)]
)
def test_yes_in_many_ways(cell: Cell, expected: bool) -> None:
    assert cells.flag(cell) is expected


@pytest.mark.parametrize("cell", ["否", "N", "×", "未税", 0.0, False])
def test_no_in_many_ways(cell: Cell) -> None:
    assert cells.flag(cell) is False


def test_a_list_is_never_cut_at_a_blank() -> None:
    assert cells.words("S7-1500、S7 1500,1511;\n CPU 1511-1 PN") == [
        "S7-1500",
        "S7 1500",
        "1511",
        "CPU 1511-1 PN",
    ]


@pytest.mark.parametrize(
    ("cell", "expected"), [("8:30", "08:30"), ("19点", "19:00"), ("21:00:00", "21:00")]
)
def test_a_time_of_day(cell: Cell, expected: str) -> None:
    assert cells.clock(cell) == expected


@pytest.mark.parametrize(
    ("reader", "cell", "reason"),
    [
        (cells.code, 238.5, "不能带小数"),
        (cells.code, NOON, "不是编码"),
        (cells.number, "abc", "应为数字:abc"),
        (cells.number, True, "应为数字"),
        (cells.number, "10-20", "应为一个数字"),
        (cells.number, "-1", "不能小于 0"),
        (cells.fen, -1.0, "不能小于 0"),
        (cells.whole, 2.5, "应为整数"),
        (cells.flag, "也许", "应为是或否"),
        (cells.day, "昨天", "应为日期"),
        (cells.day, 7.0, "应为日期"),
        (cells.day, "2026-02-30", "没有这一天"),
        (cells.clock, "25:00", "应为时间"),
        (cells.clock, "早上", "应为时间"),
    ],
)
def test_a_bad_cell_is_refused_with_a_reason(
    reader: Callable[[Cell], Any], cell: Cell, reason: str
) -> None:
    with pytest.raises(BadCellError) as refused:
        reader(cell)

    assert reason in refused.value.facts["reason"]


def test_a_reason_never_repeats_a_whole_paragraph() -> None:
    assert cells.shown("长" * 50) == "长" * 20 + "…"
