"""三条话术 and 别承诺 are chosen by the numbers of the card."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.catalogue import Product
from domain.quotes.card import build
from domain.quotes.facts import Known
from domain.quotes.lines import SpecialLine
from tests.domain.making import T0
from tests.domain.quotes.making import (
    EVERYTHING,
    card,
    case,
    contract,
    kinds,
    quoted,
    seen,
    shipment,
    stocked,
    wanted,
)

SPECIAL = SpecialLine(fen=620_000, approved=True, by="周女士", at=T0)
LATE = shipment(7, date(2026, 11, 20), "LATE")
OLD_STOCK = stocked(4, as_of=T0 - timedelta(hours=30))


def test_a_cheaper_rival_is_met_with_what_is_in_stock() -> None:
    made = card()

    assert kinds(made.points) == ["rival_cheaper", "stock_then", "quote_above"]
    assert made.points[0].facts["stress"] == "stock"
    assert kinds(made.limits) == ["before", "below", "beyond", "after_end"]


@pytest.mark.parametrize(
    ("rivals", "kind"),
    [
        ([seen(700_000)], "rival_dearer"),
        ([seen(648_000)], "rival_same"),
        ([seen(590_000, 31)], "rival_old"),
    ],
    ids=["dearer", "same", "old"],
)
def test_the_first_point_is_about_the_rival(rivals: list[Any], kind: str) -> None:
    assert kinds(card(rivals=rivals).points)[0] == kind


@pytest.mark.parametrize(
    ("pieces", "known", "kind", "stress"),
    [
        (3, {}, "enough", "stock"),
        (20, {}, "split", "stock"),
        (None, {"transit": []}, "stock_only", "stock"),
        (None, {"stock": [stocked(0)]}, "coming", "coming"),
        (None, {"stock": [stocked(0)], "transit": [LATE]}, "sold_out", ""),
        (20, {"stock": [OLD_STOCK]}, "check_stock", "coming"),
    ],
    ids=["enough", "not enough", "nothing comes", "on its way", "sold out", "old count"],
)
def test_the_second_point_is_about_supply(
    pieces: float | None, known: dict[str, Any], kind: str, stress: str
) -> None:
    made = card(case(wanted=wanted(pieces) if pieces else None), **known)

    assert kinds(made.points)[1] == kind
    assert made.points[0].facts["stress"] == stress


@pytest.mark.parametrize(
    ("more", "known", "kind"),
    [
        ({"wanted": wanted(2)}, {"contracts": [contract(min_qty=10.0)]}, "min_qty"),
        ({}, {"quotes": [quoted(630_000)]}, "quote_below"),
        ({}, {"quotes": []}, "discount"),
        ({"sees": False}, {}, "hidden"),
        ({}, {"contracts": []}, "from_quote"),
        ({}, {"contracts": [], "quotes": []}, "from_list"),
        ({"special": SPECIAL}, {}, "special"),
        ({"special": SPECIAL}, {"contracts": []}, "special"),
    ],
)
def test_the_third_point_is_about_the_price(
    more: dict[str, Any], known: dict[str, Any], kind: str
) -> None:
    assert kinds(card(case(**more), **known).points)[2] == kind


def test_a_contract_that_ends_soon_is_a_reason_to_order() -> None:
    made = card(rivals=[], contracts=[contract()], quotes=[])

    assert "ends_soon" in kinds(made.points)
    assert "ends_soon" not in kinds(card(rivals=[], contracts=[contract(valid_to=None)]).points)


def test_when_little_is_known_the_points_ask_for_it() -> None:
    bare = Product(code="P1", name="新品")

    asked = build(case(product=bare), Known(loaded=EVERYTHING))
    told = build(case(product=bare, wanted=wanted(5)), Known(loaded=EVERYTHING))

    assert kinds(asked.points) == ["how_many", "no_stock_known", "rival_unknown"]
    assert kinds(told.points) == ["no_stock_known", "rival_unknown", "no_transit_known"]


def test_a_rival_without_a_price_of_ours_makes_no_point() -> None:
    bare = Product(code="P1", name="新品")

    made = card(case(product=bare), contracts=[], quotes=[])

    assert kinds(made.points) == ["stock_then", "how_many", "when"]


def test_a_price_above_the_list_and_as_quoted_is_no_point() -> None:
    made = card(contracts=[contract(730_000, valid_to=None)], quotes=[quoted(730_000)])

    assert kinds(made.points) == ["rival_cheaper", "stock_then", "how_many"]


def test_nothing_is_promised_that_nobody_knows() -> None:
    nothing = build(case(sees=False), Known())
    late = card(transit=[LATE], stock=[OLD_STOCK], contracts=[contract(valid_to=None)])

    assert kinds(nothing.limits) == ["any_date", "others_price"]
    assert kinds(late.limits) == ["overdue", "below", "stale", "beyond"]


def test_the_lowest_agreed_price_is_the_limit() -> None:
    made = card(case(special=SPECIAL))
    waiting = SpecialLine(fen=600_000, approved=False, by="周女士", at=T0)

    assert made.limits[1].facts == {"kind": "special", "fen": 620_000}
    assert card(case(special=waiting)).limits[1].facts == {"kind": "contract", "fen": 648_000}
    assert card(contracts=[]).limits[1].facts == {"kind": "list", "fen": 720_000}


def test_a_product_without_prices_has_no_limit_of_price() -> None:
    bare = Product(code="P1", name="新品")

    assert "below" not in kinds(card(case(product=bare), contracts=[]).limits)
