"""动销复核: the draw of the month, pieces, and what counts as told right."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from domain.figures.records import Recheck
from domain.rechecks import (
    Line,
    asks,
    counts_again,
    month_of,
    only_store,
    pieces,
    rate,
    sample,
    told,
)
from tests.domain.making import CATALOGUE, counted, item, later, stock, visit


@pytest.mark.parametrize(
    "text",
    [
        "动销复核",
        "抽查",
        "本月抽查",
        "本月的抽查名单",
        "这个月抽查哪几家",
        "看看本月动销抽查",
        "抽查还差哪几家?",
        "/抽查",
        "本月复核抽样",
    ],
)
def test_the_sample_is_asked_for_in_many_words(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["复核", "待复核", "抽查录音", "复核人是谁"])
def test_other_words_ask_for_none(text: str) -> None:
    assert not asks(text)


def test_what_is_counted_again_stands_behind_the_word() -> None:
    assert counts_again("复核 幸福超市 238 11箱") == "幸福超市 238 11箱"
    assert counts_again("抽查结果:幸福超市 238 11箱") == "幸福超市 238 11箱"
    assert counts_again("238 11箱") is None
    assert only_store(" 的库存?")
    assert not only_store(" 照片")


def test_the_draw_is_the_same_whenever_it_is_asked_and_differs_by_month() -> None:
    stores = [f"S{n}" for n in range(20)]

    drawn = sample("2026-11", "东区", stores, [], seed="青岚")
    later_on = sample("2026-11", "东区", stores[::-1], [drawn[2]], seed="青岚")

    assert len(drawn) == 5
    assert set(later_on) == set(drawn)
    assert later_on[0] == drawn[2]
    assert sample("2026-12", "东区", stores, [], seed="青岚") != drawn
    assert sample("2026-11", "东区", ["S1"], stores[:6], seed="青岚") == stores[:6]
    assert month_of(date(2026, 11, 3)) == "2026-11"


def test_counts_become_pieces_where_the_case_is_known() -> None:
    product = CATALOGUE.products["00238"]

    assert pieces(2, "箱", product) == 24
    assert pieces(3, "瓶", product) == 3
    assert pieces(2, "箱", replace(product, per_case=None)) is None


def test_the_newest_count_of_each_product_is_what_was_told() -> None:
    placed = item("stock", id="box", stock=stock("00307", None))  # type: ignore[arg-type]
    first = visit(counted("00238", 12), counted("00112", 6), placed, rep_id="a")
    second = visit(counted("00238", 10), rep_id="b", opened_at=later(60))

    assert told([first, second]) == {"00238": (10, "箱", "b"), "00112": (6, "箱", "a")}


def test_a_store_is_right_when_every_product_is_near() -> None:
    near, far = (Fraction(100), Fraction(110)), (Fraction(10), Fraction(12))

    def store(*lines: tuple[Fraction, Fraction]) -> Recheck:
        day = date(2026, 11, 23)
        said = tuple(("00238", *line) for line in lines)
        return Recheck(id="x", day=day, store_code="S", rep_id="r", by="m", lines=said)

    assert rate([store(near), store(near, far)]) == (1, 2)
    assert rate([]) == (0, 0)
    assert Line("00238", *near).same
    assert not Line("00238", *far).same
