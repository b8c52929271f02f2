"""报价图片: what stands on it, and that everything fits."""

from datetime import date
from typing import Any

import pytest

from bot.drawing.quote_card import lines_of, quote_picture
from domain.quotes.offer import offer_of
from storage.codec import encode
from tests.domain.quotes.making import card, case, contract, shipment, stocked, wanted

LATER = shipment(5, date(2026, 12, 9), "SH2")


def _offer(known: dict[str, Any] | None = None, **more: Any) -> Any:
    numbers = card(case(**more), **(known or {})).numbers
    return encode(offer_of(numbers, company="某某公司", rep="小吴", special=False))


@pytest.mark.parametrize(
    ("known", "more", "supply"),
    [
        (
            {"transit": [shipment(), LATER]},
            {},
            "现货4台、预计2026-12-02后10台、预计2026-12-09后5台",
        ),
        ({}, {"wanted": wanted(20)}, "4台现货、10台预计2026-12-02后、其余6台交期另行确认"),
        ({"stock": [stocked(0)]}, {"wanted": wanted(3)}, "3台预计2026-12-02后"),
        ({"stock": [], "transit": []}, {}, "请向报价人确认"),
    ],
    ids=["what there is", "an order", "nothing yet", "nobody knows"],
)
def test_supply_is_what_we_know(known: dict[str, Any], more: dict[str, Any], supply: str) -> None:
    assert dict(lines_of(_offer(known, **more)))["供货"] == supply


def test_terms_are_those_of_the_contract_else_they_are_asked_for() -> None:
    agreed = dict(lines_of(_offer(wanted=wanted(2))))
    listed = dict(lines_of(_offer({"contracts": []})))

    assert (agreed["起订量"], agreed["有效期"], agreed["数量"]) == ("1台", "至 2026-12-31", "2台")
    assert (listed["起订量"], listed["有效期"]) == ("请确认", "以下单时确认为准")
    assert "数量" not in listed


def test_a_long_name_makes_the_picture_higher_not_wider() -> None:
    offer = _offer({"contracts": [contract(taxed=False)]})
    long = {
        **offer,
        "product": "超长名称的产品" * 6,
        "company": "很长的公司名称" * 5,
        "customer": "",
    }

    usual, higher = (
        quote_picture(offer, "2026-11-23 10:02"),
        quote_picture(long, "2026-11-23 10:02"),
    )

    assert usual.width == higher.width
    assert usual.height < higher.height
