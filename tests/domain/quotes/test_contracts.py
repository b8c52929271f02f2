"""The newest valid contract price counts, and nothing that is over or still to come."""

from datetime import date

from domain.quotes import contracts
from tests.domain.quotes.making import TODAY, contract

OLD = contract(690_000, id="old", valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))
NEXT = contract(630_000, id="next", valid_from=date(2027, 1, 1), valid_to=None)
OPEN = contract(700_000, id="open", valid_from=None, valid_to=None, min_qty=None)


def test_the_newest_of_the_valid_ones_counts() -> None:
    assert contracts.best([OLD, NEXT, OPEN, contract()], TODAY, None) == contract()
    assert contracts.in_force([OLD, NEXT, OPEN, contract()], TODAY) == [contract(), OPEN]


def test_the_first_and_the_last_day_count() -> None:
    one_day = contract(valid_from=TODAY, valid_to=TODAY)

    assert contracts.best([one_day], TODAY, None) == one_day


def test_what_is_over_or_to_come_is_no_price_of_today() -> None:
    assert contracts.best([OLD, NEXT], TODAY, None) is None
    assert contracts.last_end([OLD, NEXT], TODAY) == date(2025, 12, 31)
    assert contracts.upcoming([OLD, NEXT], TODAY) == NEXT
    assert contracts.upcoming([OLD], TODAY) is None
    assert contracts.last_end([NEXT], TODAY) is None


def test_of_several_minimum_quantities_the_largest_that_is_reached_counts() -> None:
    tiers = [contract(), contract(630_000, id="ten", min_qty=10.0)]

    assert contracts.best(tiers, TODAY, 20) == tiers[1]
    assert contracts.best(tiers, TODAY, 9) == tiers[0]
    assert contracts.best(tiers, TODAY, None) == tiers[0]
    assert contracts.best([tiers[1]], TODAY, 2) == tiers[1]


def test_a_customers_prices_are_one_a_product() -> None:
    other = contract(id="b", product="P2", valid_from=date(2026, 6, 1))

    assert contracts.by_product([OLD, contract(), other], TODAY) == [other, contract()]
    assert contracts.by_product([OLD], TODAY) == []
