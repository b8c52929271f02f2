"""Prices of packs, of two printed prices, and of products that nobody has named."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from domain.catalogue import Competitor
from domain.evidence import Price
from domain.packs import Pack, TypedPrice
from domain.prices import (
    agreed_pack,
    asked_pack,
    doubted_fen,
    gap,
    is_alert,
    link,
    named,
    price_of,
    retyped,
    usual,
    whole_fen,
)
from domain.readings import TagReading
from tests.domain.making import CATALOGUE

COMPETITORS = list(CATALOGUE.competitors.values())


def test_one_piece_is_compared_exactly_and_rounded_in_words_only() -> None:
    three = Price(price_fen=2560, pack=3, last_fen=853)

    found = gap(three.unit_fen, three.last_unit_fen)

    assert three.unit_fen == Fraction(2560, 3)
    assert found is not None
    assert found.by_fen == 0
    assert found.share == pytest.approx(1 / 2559)
    assert whole_fen(Fraction(2560, 3)) == 853


def test_a_pack_is_held_against_the_last_pack_by_the_piece() -> None:
    now = Price(price_fen=2560, pack=2, last_fen=7680, last_pack=6)

    assert not is_alert(now, 0.10)
    assert is_alert(replace(now, pack=1), 0.10)


@pytest.mark.parametrize(
    ("fen", "last", "count"),
    [
        (3160, 1580, 2),
        (2560, 1280, 2),
        (4740, 1580, 3),
        (6300, 1580, 4),
        (9480, 1580, 6),
        (18_960, 1580, 12),
        (15_800, 1580, None),
        (1580, 1580, None),
        (1280, 1580, None),
        (12_800, 1200, None),
        (2560, None, None),
        (None, 1580, None),
    ],
)
def test_a_multiple_of_the_last_price_is_probably_a_pack(
    fen: int | None, last: int | None, count: int | None
) -> None:
    assert asked_pack(Price(price_fen=fen, last_fen=last)) == count


def test_what_the_tag_says_goes_before_what_the_number_suggests() -> None:
    price = Price(price_fen=3160, last_fen=1580, pack_read=3)

    assert asked_pack(price) == 3
    assert asked_pack(agreed_pack(price, 3)) is None
    assert agreed_pack(price, 3).unit_fen == Fraction(3160, 3)


def test_a_doubt_knows_the_pack() -> None:
    assert doubted_fen(Price(price_fen=2560, pack=2, last_fen=1280)) is None
    assert doubted_fen(Price(price_fen=256_000, pack=2, last_fen=1280)) == 2560


def test_of_two_printed_prices_the_rep_may_choose_the_regular_one() -> None:
    both = Price(price_fen=1580, promo_fen=1280, member=True)
    chosen = replace(both, regular_counts=True)

    assert (both.payable_fen, both.other_fen) == (1280, 1580)
    assert (chosen.payable_fen, chosen.other_fen) == (1580, 1280)
    assert Price(price_fen=1450, promo_fen=3990).other_fen is None
    assert Price().unit_fen is None


def tag(**more: Any) -> TagReading:
    facts: dict[str, Any] = {
        "product": None,
        "price_fen": None,
        "promo_fen": None,
        "unit": None,
        "confidence": 0.9,
        "engine": "rapidocr",
    }
    return TagReading(**{**facts, **more})


def test_a_tag_becomes_a_price_that_nobody_has_agreed_to() -> None:
    single = price_of(tag(price_fen=1580, promo_fen=1280, member=True, pack=1, base="瓶"))
    several = price_of(tag(promo_fen=2560, pack=2, base="瓶"))
    bundle = price_of(tag(promo_fen=3100))

    assert (single.payable_fen, single.member, single.pack_settled) == (1280, True, True)
    assert (several.price_fen, several.promo_fen, several.pack_read) == (2560, None, 2)
    assert (bundle.price_fen, bundle.promo_fen) == (None, 3100)
    assert price_of(None) == Price()


def test_what_tesseract_reads_is_never_sure() -> None:
    assert price_of(tag(price_fen=1280, engine="tesseract")).confidence == 0
    assert price_of(tag(price_fen=1280, engine="elsewhere")).confidence == 0.9


def test_a_pack_in_the_products_own_name_is_one_piece() -> None:
    case = Competitor(code="C1", name="海鲜牌特级生抽500ml*12")

    same = named(Price(price_fen=12_000, pack_read=12), case)
    other = named(Price(price_fen=1000, pack_read=2), case)

    assert (same.pack_settled, same.pack, same.label) == (True, 1, case.name)
    assert other.pack_read == 2


@pytest.mark.parametrize("label", ["海鲜牌特级生抽1L*2", "海鲜牌特级生抽1L 2瓶装"])
def test_another_pack_is_the_same_product(label: str) -> None:
    found = link(label, COMPETITORS)

    assert found is not None
    assert found.code == "C901"


def test_a_typed_number_keeps_the_pack_unless_it_is_plainly_that_of_one() -> None:
    tagged = Price(price_fen=2650, promo_fen=2550, pack_read=2, base="瓶", last_fen=1280)

    for_two = retyped(tagged, TypedPrice(2560))
    for_one = retyped(tagged, TypedPrice(1290))
    agreed = retyped(agreed_pack(tagged, 2), TypedPrice(2560))

    assert (for_two.pack_read, for_two.promo_fen, for_two.manual) == (2, None, True)
    assert (for_one.pack_read, for_one.pack, for_one.pack_settled) == (None, 1, True)
    assert agreed.pack == 2


def test_a_pack_that_is_typed_with_the_number_is_asked_about_and_one_piece_is_not() -> None:
    several = retyped(Price(), TypedPrice(3840, Pack(3, "包")))
    single = retyped(Price(base="瓶", pack_read=2), TypedPrice(1280, Pack(1)))

    assert (several.pack, several.pack_read, several.base) == (1, 3, "包")
    assert (single.pack_read, single.pack_settled, single.base) == (None, True, "瓶")


def test_a_price_beside_an_unreadable_tag_is_about_the_one_product_seen_here_before() -> None:
    first, second = (Competitor(code=c, name=c) for c in ("C1", "C2"))

    assert usual(1280, 1, [(first, 1580, 1)]) is first
    assert usual(2560, 2, [(first, 9480, 6)]) is first
    assert usual(1280, 1, [(first, 1580, 1), (second, 9900, 1)]) is first
    assert usual(1280, 1, [(first, 1580, 1), (second, 990, 1)]) is None
    assert usual(1280, 1, [(first, 0, 1)]) is None
    assert usual(1280, 1, []) is None
