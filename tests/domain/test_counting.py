"""Counting stock into a visit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.counting import Counted, Source, box, count_stock, recount, stock_step
from domain.stock import StockEntry, parse_stock
from domain.visits import Visit
from tests.domain.making import CATALOGUE, T0, counted, form, item, later, photo, visit

SOURCE = Source(id=9, at=T0, received_at=later(1))
CODES = sorted(c for c, p in CATALOGUE.products.items() if p.grade == "A")


def say(made: Visit, text: str, source: Source = SOURCE) -> Counted:
    entries = parse_stock(text, CATALOGUE).entries
    return count_stock(made, entries, source, [f"{source.id}-{n}" for n in range(len(entries))])


def test_a_line_counts_each_product_once() -> None:
    made = visit()

    found = say(made, "238 12箱,112 6箱,307 0")

    assert [(s.sku, s.quantity, s.unit) for s in found.new] == [
        ("00238", 12, "箱"),
        ("00112", 6, "箱"),
        ("00307", 0, "箱"),
    ]
    assert made.filled(made.form.step("stock"))
    assert {(i.source, i.at, i.received_at) for i in made.items.values()} == {(9, T0, later(1))}


def test_a_product_of_another_grade_is_recorded_but_does_not_count() -> None:
    made = visit()

    found = say(made, "00991 3包")

    assert [s.sku for s in found.off_grade] == ["00991"]
    assert found.new == ()
    assert len(made.items) == 1
    assert made.counted(made.form.step("stock")) == {}


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 99), min_size=1))
def test_saying_it_twice_changes_nothing(counts: dict[str, int]) -> None:
    entries = [StockEntry(CATALOGUE.products[c], n, "箱") for c, n in counts.items()]
    ids = [f"i{n}" for n in range(len(entries))]
    made = visit()
    count_stock(made, entries, SOURCE, ids)
    before = dict(made.items)

    again = count_stock(made, entries, SOURCE, ids)

    assert {s.sku: s.quantity for s in again.same} == counts
    assert (again.new, again.differs, again.off_grade) == ((), (), ())
    assert made.items == before


@pytest.mark.parametrize("text", ["238 10箱", "238 12瓶"])
def test_another_number_or_unit_is_asked_before_it_overwrites(text: str) -> None:
    made = visit(counted("00238", 12))

    found = say(made, text)

    ((old, new),) = found.differs
    assert (old.quantity, old.unit) == (12, "箱")
    assert f"238 {new.quantity}{new.unit}" == text
    assert made.counted(made.form.step("stock"))["00238"].stock == old


def test_one_line_that_contradicts_itself_is_asked() -> None:
    found = say(visit(), "238 12箱,238 10箱")

    assert [s.quantity for s in found.new] == [12]
    assert [new.quantity for _, new in found.differs] == [10]


def test_saying_the_same_with_grid_cells_adds_the_box() -> None:
    made = visit(counted("00238", 12))

    found = say(made, "238 A1-A2 12箱")
    again = say(made, "238 A1-A2 12箱")

    kept = made.counted(made.form.step("stock"))["00238"].stock
    assert kept is not None
    assert kept.cells == ("A1", "A2")
    assert len(found.same) == len(again.same) == 1


def test_a_picture_without_a_count_is_no_count() -> None:
    made = visit(item("stock", photo=photo()))

    assert [s.sku for s in say(made, "238 12箱").new] == ["00238"]


def test_a_recount_keeps_what_it_was_and_the_message_that_said_otherwise() -> None:
    made = visit(counted("00112", 6), counted("00238", 12))
    source = Source(id=30, at=later(5), received_at=later(6))

    stock = recount(made, "00238", 10, "箱", source)

    kept = made.items["stock-00238"]
    assert stock is not None
    assert stock == kept.stock
    assert (stock.quantity, stock.grade) == (10, "A")
    assert (kept.source, kept.at, kept.received_at) == (1, T0, T0)
    (made_of,) = kept.corrections
    assert (made_of.before, made_of.after, made_of.source) == ("12箱", "10箱", 30)
    assert (made_of.at, made_of.by) == (later(6), "r")


def test_a_recount_of_what_was_not_counted_is_none() -> None:
    assert recount(visit(counted("00112")), "00238", 10, "箱", SOURCE) is None
    assert recount(visit(steps=form("customer_visit")), "00238", 10, "箱", SOURCE) is None


def test_a_form_without_stock_refuses_counts() -> None:
    made = visit(steps=form("customer_visit"))

    assert stock_step(made) is None
    with pytest.raises(ValueError, match="customer_visit counts no stock"):
        say(made, "238 12箱")


def test_a_box_waits_for_its_number_and_keeps_its_cells() -> None:
    made = visit()
    product = CATALOGUE.products["00238"]

    known = box(made, product, ("A1", "A2"), SOURCE, "box")
    say(made, "238 12箱")

    stock = [i.stock for i in made.items.values() if i.stock]
    assert not known
    assert [(s.quantity, s.cells) for s in stock] == [(12, ("A1", "A2"))]


def test_a_box_for_a_counted_product_asks_nothing() -> None:
    made = visit()
    say(made, "238 12箱")

    assert box(made, CATALOGUE.products["00238"], ("B1",), SOURCE, "box")


def test_a_form_without_stock_takes_no_box() -> None:
    made = visit(steps=form("customer_visit"))

    assert not box(made, CATALOGUE.products["00238"], ("B1",), SOURCE, "box")
    assert not made.items
