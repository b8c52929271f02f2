"""Every line of a card says its number, or why there is none."""

from datetime import date, timedelta

import pytest

from domain.catalogue import Product
from domain.quotes.card import build
from domain.quotes.facts import Known, Source
from domain.quotes.lines import Next, SpecialLine, State
from tests.domain.making import T0
from tests.domain.quotes.making import (
    EVERYTHING,
    LOADED,
    card,
    case,
    contract,
    quoted,
    seen,
    shipment,
    stocked,
    wanted,
)

OLD = contract(690_000, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))


def test_the_numbers_are_those_of_the_tables() -> None:
    n = card(contracts=[OLD, contract()]).numbers

    assert (n.contract.fen, n.contract.until, n.contract.days_left) == (
        648_000,
        date(2026, 12, 31),
        38,
    )
    assert n.contract.share == pytest.approx(-0.1)
    assert (n.listed.fen, n.quoted.fen, n.quoted.day) == (720_000, 665_000, date(2026, 10, 9))
    assert (n.rivals.held[0].name, n.rivals.held[0].by_fen) == ("对手F", -58_000)
    assert (n.stock.qty, n.stock.as_of, n.stock.stale) == (4, T0, False)
    assert [(s.number, s.qty, s.late_days) for s in n.transit.shipments] == [("SH1", 10, 0)]
    assert (n.lead.total, n.lead.delivery, n.offer_fen) == (14, None, 648_000)
    assert (n.customer, n.contact, n.contract.loaded) == ("宏光机械", "张先生", LOADED)


def test_a_price_that_ended_is_never_shown() -> None:
    n = card(contracts=[OLD]).numbers

    assert (n.contract.state, n.contract.fen) == (State.NONE, 0)
    assert n.contract.ended == date(2025, 12, 31)
    assert n.offer_fen == 720_000


def test_the_next_price_is_named_with_its_day() -> None:
    later = contract(630_000, valid_from=date(2027, 1, 1), valid_to=None)

    n = card(contracts=[contract(valid_to=None), later]).numbers

    assert n.contract.next == Next(fen=630_000, since=date(2027, 1, 1))
    assert n.contract.days_left is None


def test_who_may_not_see_it_gets_neither_contract_nor_quote() -> None:
    special = SpecialLine(fen=620_000, approved=True, by="周女士", at=T0)

    n = card(case(sees=False, special=special)).numbers

    assert (n.contract.state, n.contract.fen) == (State.HIDDEN, 0)
    assert (n.quoted.state, n.quoted.fen) == (State.HIDDEN, 0)
    assert (n.special, n.agreed_fen, n.offer_fen) == (None, None, None)
    assert n.rivals.held[0].ours is not None
    assert n.rivals.held[0].ours.what == "目录价"


def test_without_a_customer_nothing_agreed_is_shown() -> None:
    n = card(case(customer=None, sees=False, owner="")).numbers

    assert (n.contract.state, n.quoted.state) == (State.ASK, State.ASK)
    assert (n.customer, n.customer_code, n.contact, n.offer_fen) == ("", "", "", 720_000)


def test_tables_that_were_never_imported_are_not_connected() -> None:
    n = build(case(rivals={}), Known()).numbers

    lines = (n.contract, n.quoted, n.rivals, n.stock, n.transit)
    assert {line.state for line in lines} == {State.OFF}
    assert n.lead.supply.stock is None


def test_tables_without_this_product_have_no_record() -> None:
    n = build(case(), Known(loaded=EVERYTHING)).numbers

    lines = (n.contract, n.quoted, n.rivals, n.stock, n.transit)
    assert {line.state for line in lines} == {State.NONE}
    assert n.rivals.paired


def test_a_product_without_a_price_has_none_to_offer() -> None:
    bare = Product(code="P1", name="新品")

    n = card(case(product=bare), contracts=[]).numbers

    assert (n.listed.state, n.offer_fen, n.unit) == (State.NONE, None, "件")
    assert card(case(product=bare)).numbers.contract.share is None


def test_quotes_dated_ahead_are_no_last_quote() -> None:
    n = card(quotes=[quoted(1, date(2026, 12, 1)), quoted(2), quoted(3, date(2026, 1, 1))]).numbers

    assert n.quoted.fen == 2


def test_the_age_of_the_stock_is_that_of_its_oldest_count() -> None:
    old = stocked(6, "北仓", T0 - timedelta(hours=30))

    n = card(stock=[stocked(), old]).numbers

    assert (n.stock.qty, n.stock.hours, n.stock.stale) == (10, 30, True)
    assert n.stock.as_of == old.as_of


def test_a_count_of_no_date_makes_the_whole_undated() -> None:
    n = card(stock=[stocked(), stocked(6, "北仓", None)]).numbers

    assert (n.stock.as_of, n.stock.hours, n.stock.stale) == (None, None, True)


def test_what_is_overdue_comes_last_and_is_not_counted_on() -> None:
    late = shipment(7, date(2026, 11, 20), "LATE")

    n = card(transit=[late, shipment()]).numbers

    assert [(s.number, s.late_days) for s in n.transit.shipments] == [("SH1", 0), ("LATE", 3)]
    assert n.lead.total == 14


def test_the_asked_quantity_is_shared_out() -> None:
    n = card(case(wanted=wanted(20))).numbers
    unknown = card(case(wanted=wanted(None, "2箱"))).numbers

    assert n.lead.delivery is not None
    assert n.lead.delivery.lacking == 6
    assert unknown.lead.delivery is None


def test_the_newest_three_rivals_are_shown() -> None:
    names = {f"R{n}": f"对手{n}" for n in range(5)}

    n = card(
        case(rivals=names), rivals=[seen(9, n + 1, competitor=f"R{n}") for n in range(5)]
    ).numbers

    assert [h.code for h in n.rivals.held] == ["R0", "R1", "R2"]


def test_no_cost_has_a_place_on_a_card() -> None:
    assert not any("成本" in source or "cost" in source for source in Source)
