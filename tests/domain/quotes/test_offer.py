"""An offer to forward: a price, its terms, what is there, and nothing for our own eyes."""

from dataclasses import asdict
from datetime import date, timedelta

from domain.quotes.lines import SpecialLine
from domain.quotes.offer import Offer, offer_of
from tests.domain.making import T0
from tests.domain.quotes.making import card, case, contract, stocked, wanted

SPECIAL = SpecialLine(fen=620_000, approved=True, by="周女士", at=T0)


def _offer(**more: object) -> Offer | None:
    known = more.pop("known", {})
    assert isinstance(known, dict)
    return offer_of(
        card(case(**more), **known).numbers, company="某公司", rep="小吴", special=False
    )


def test_an_offer_at_the_contract_price_has_its_terms() -> None:
    offer = _offer()

    assert offer is not None
    assert (offer.fen, offer.taxed, offer.min_qty) == (648_000, True, 1.0)
    assert offer.until == date(2026, 12, 31)
    assert (offer.stock, offer.coming[0].qty, offer.customer) == (4, 10, "宏光机械")


def test_an_offer_at_the_list_price_has_no_terms() -> None:
    offer = _offer(known={"contracts": []})

    assert offer is not None
    assert (offer.fen, offer.taxed, offer.min_qty, offer.until) == (720_000, None, None, None)


def test_a_special_price_is_offered_where_it_is_wanted_and_agreed() -> None:
    asked = offer_of(card(case(special=SPECIAL)).numbers, company="", rep="", special=True)
    usual = offer_of(card(case(special=SPECIAL)).numbers, company="", rep="", special=False)
    never = offer_of(card(case()).numbers, company="", rep="", special=True)

    assert asked is not None
    assert (asked.fen, asked.taxed, asked.until) == (620_000, None, None)
    assert usual is not None
    assert never is not None
    assert (usual.fen, never.fen) == (648_000, 648_000)


def test_who_may_not_see_the_price_makes_no_offer() -> None:
    assert _offer(sees=False) is None


def test_an_old_count_is_no_stock_to_offer() -> None:
    old = [stocked(4, as_of=T0 - timedelta(days=3))]

    offer = _offer(known={"stock": old}, wanted=wanted(3))

    assert offer is not None
    assert (offer.stock, offer.delivery, offer.wanted) == (None, None, "3台")


def test_nothing_of_competitors_and_quotes_is_in_it() -> None:
    offer = _offer(known={"contracts": [contract()]})

    assert offer is not None
    said = str(asdict(offer))
    assert not any(word in said for word in ("对手", "590000", "665000", "720000"))
