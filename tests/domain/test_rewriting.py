"""An edited message changes what came from it, and nothing else."""

from domain.correcting import correct
from domain.counting import Source, recount
from domain.evidence import Item, Price
from domain.rewriting import Rewritten, is_still, rewrite, said_in
from domain.stock import parse_stock
from domain.visits import Visit
from tests.domain.making import CATALOGUE, T0, item, later, stock, visit

LATER = Source(id=30, at=later(5), received_at=later(5))


def line(sku: str, quantity: int | None, source: int = 7) -> Item:
    return item("stock", id=sku, source=source, stock=stock(sku, quantity))  # type: ignore[arg-type]


def edit(made: Visit, text: str, message: int = 7) -> Rewritten:
    return rewrite(made, message, parse_stock(text, CATALOGUE))


def codes(items: tuple[Item, ...]) -> list[str]:
    return [i.id for i in items]


def test_each_product_changes_goes_comes_or_stays() -> None:
    made = visit(line("00238", 12), line("00112", 6), line("00307", 3))

    found = edit(made, "238 21箱,307 3箱,415 2箱")

    assert [(c.item_id, c.before, c.after) for c in found.changes] == [("00238", "12箱", "21箱")]
    assert codes(found.gone) == ["00112"]
    assert [e.product.code for e in found.fresh] == ["00415"]
    assert not found.overtaken


def test_another_message_of_the_same_visit_is_left_alone() -> None:
    made = visit(line("00238", 12), line("00112", 6, source=8))

    found = edit(made, "238 12箱")

    assert found == Rewritten()
    assert codes(tuple(said_in(made, 8))) == ["00112"]


def test_what_a_later_message_changed_is_left_alone_when_it_is_worded_anew() -> None:
    made = visit(line("00238", 12), line("00112", 6))
    recount(made, "00238", 9, "箱", LATER)

    worded_anew = edit(made, "238 21箱,112 6箱")
    as_before = edit(made, "238 12箱,112 6箱")
    left_out = edit(made, "112 6箱")

    assert codes(worded_anew.overtaken) == codes(left_out.overtaken) == ["00238"]
    assert as_before == Rewritten()


def test_an_edit_of_the_correcting_message_changes_what_it_corrected() -> None:
    made = visit(line("00238", 12))
    recount(made, "00238", 9, "箱", LATER)

    found = edit(made, "238 8箱", message=30)

    assert [(c.before, c.after) for c in found.changes] == [("9箱", "8箱")]


def test_a_second_edit_after_a_correction_compares_with_its_own_words() -> None:
    made = visit(line("00238", 12))
    (first,) = edit(made, "238 21箱").changes
    correct(made, first, Source(id=7, at=T0, received_at=T0), by="r", at=T0)
    recount(made, "00238", 9, "箱", LATER)

    assert edit(made, "238 21箱") == Rewritten()
    assert codes(edit(made, "238 22箱").overtaken) == ["00238"]


def test_a_placed_product_stays_while_it_is_placed() -> None:
    made = visit(line("00238", None))

    assert edit(made, "238 A1-A2") == Rewritten()
    assert codes(edit(made, "112 6箱").gone) == ["00238"]


def test_a_price_belongs_to_the_message_that_it_was_typed_in() -> None:
    typed = item("price", id="tag", price=Price(price_fen=1280, typed_in=9))
    made = visit(typed)

    assert is_still(typed, 9)
    assert not is_still(typed, 1)
    assert codes(tuple(said_in(made, 9))) == codes(tuple(said_in(made, 1))) == ["tag"]
