"""Competitor prices: linking a tag, holding a price against others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import Competitor
from domain.evidence import Price
from domain.prices import candidates, doubted_fen, gap, is_alert, link
from tests.domain.making import CATALOGUE

COMPETITORS = list(CATALOGUE.competitors.values())


@pytest.mark.parametrize(
    "label",
    [
        "海鲜牌特级生抽1L",
        "海鲜牌特级生抽 1L",
        "海鲜牌 特级生抽(1L)",
        "海鲜牌特级生抽１Ｌ",
    ],
)
def test_a_tag_that_names_the_product_is_linked_unasked(label: str) -> None:
    found = link(label, COMPETITORS)

    assert found is not None
    assert found.code == "C901"


@pytest.mark.parametrize(
    "label",
    [
        "",
        "生抽",
        "海鲜牌特级生抽",
        "海鲜牌特级生抽1.8L",
        "海鲜牌青花椒鲜露500ml",
        "鲁花花生油5L",
        "S7-1500",
    ],
)
def test_another_size_or_a_vague_name_is_asked(label: str) -> None:
    assert link(label, COMPETITORS) is None


def test_a_long_name_does_not_hide_another_size() -> None:
    long = Competitor(code="C1", name="海鲜牌零添加有机头道特级酿造生抽500ml")

    assert link("海鲜牌零添加有机头道特级酿造生抽480ml", [long]) is None
    assert link("海鲜牌零添加有机头道特级酿造生抽500ml", [long]) is long


def test_two_products_as_near_are_asked() -> None:
    twins = [Competitor(code=c, name="海鲜牌特级生抽") for c in ("C1", "C2")]

    assert link("海鲜牌特级生抽", twins) is None


def test_a_runner_up_does_not_stop_the_link() -> None:
    alike = [Competitor(code="C1", name="海鲜牌特级生抽王"), *COMPETITORS]

    found = link("海鲜牌特级生抽1L", alike)

    assert found is not None
    assert found.code == "C901"


def test_candidates_are_the_three_nearest_best_first() -> None:
    many = [Competitor(code=f"C{n}", name="海鲜牌特级生抽" + "王" * n) for n in range(5)]

    found = candidates("海鲜牌特级生抽", many)

    assert [c.code for c, _ in found] == ["C0", "C1", "C2"]
    assert found[0][1] == 100
    assert candidates("鲁花花生油", many) == []


@pytest.mark.parametrize(
    ("price", "other", "by", "share"),
    [(1280, 1580, -300, -0.19), (1280, 1490, -210, -0.141), (1580, 1580, 0, 0.0)],
)
def test_a_gap_has_its_difference_and_its_share(
    price: int, other: int, by: int, share: float
) -> None:
    found = gap(price, other)

    assert found is not None
    assert (found.other_fen, found.by_fen) == (other, by)
    assert found.share == pytest.approx(share, abs=0.0005)


@pytest.mark.parametrize(("price", "other"), [(None, 1580), (1280, None), (1280, 0)])
def test_without_both_prices_there_is_no_gap(price: int | None, other: int | None) -> None:
    assert gap(price, other) is None


@pytest.mark.parametrize(
    ("now", "alert"),
    [(1280, True), (1422, True), (1423, False), (1580, False), (1737, False), (1738, True)],
)
def test_ten_percent_to_the_last_price_is_an_alert(now: int, alert: bool) -> None:
    assert is_alert(Price(price_fen=now, last_fen=1580), 0.10) is alert


def test_without_a_last_price_there_is_no_alert() -> None:
    assert not is_alert(Price(price_fen=1280), 0.10)


def test_the_payable_price_is_what_is_compared() -> None:
    assert is_alert(Price(price_fen=1580, promo_fen=1280, last_fen=1580), 0.10)


@pytest.mark.parametrize(
    ("now", "last", "guess"),
    [
        (128_000, 1580, 1280),
        (12_800, 1580, 1280),
        (128, 1580, 1280),
        (12, 1580, 1200),
        (1280, 1580, None),
        (4740, 1580, None),
        (4741, 1580, None),
        (99_999_999, 1580, None),
        (None, 1580, None),
        (1280, None, None),
    ],
)
def test_an_implausible_price_is_doubted_where_a_decimal_point_explains_it(
    now: int | None, last: int | None, guess: int | None
) -> None:
    assert doubted_fen(Price(price_fen=now, last_fen=last)) == guess


@given(st.integers(1, 10**7), st.integers(1, 10**5))
def test_a_guess_is_itself_plausible(now: int, last: int) -> None:
    guess = doubted_fen(Price(price_fen=now, last_fen=last))

    assert guess is None or doubted_fen(Price(price_fen=guess, last_fen=last)) is None
