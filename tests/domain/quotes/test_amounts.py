"""Quantities in words and in pieces."""

import pytest

from domain.money import grouped
from domain.quotes.amounts import count, pieces, quantity_said
from domain.understanding import Quantity
from tests.domain.making import product
from tests.domain.quotes.making import PLC


@pytest.mark.parametrize(
    ("fen", "words"),
    [(648_000, "6,480"), (648_050, "6,480.50"), (980, "9.80"), (-100, "-1"), (0, "0")],
)
def test_money_on_a_quote(fen: int, words: str) -> None:
    assert grouped(fen) == words


@pytest.mark.parametrize(
    ("qty", "words"), [(4.0, "4"), (2.5, "2.5"), (1234567.0, "1234567"), (0, "0")]
)
def test_a_number_of_pieces(qty: float, words: str) -> None:
    assert count(qty) == words


@pytest.mark.parametrize(
    ("amount", "unit", "expected"), [(20, "台", 20), (20, "", 20), (3, "箱", 12), (2, "个", 2)]
)
def test_cases_are_counted_by_the_piece(amount: float, unit: str, expected: float) -> None:
    assert pieces(Quantity(amount=amount, unit=unit), PLC) == expected


def test_a_case_of_unknown_size_is_no_number() -> None:
    loose = product("1", "散装", per_case=None)

    assert pieces(Quantity(amount=3, unit="箱"), loose) is None
    assert pieces(Quantity(amount=3, unit="包"), product("1", "鸡精", unit="包")) == 3


def test_a_quantity_as_it_was_said() -> None:
    assert quantity_said("20台") == Quantity(amount=20, unit="台")
    assert quantity_said("一些") is None
