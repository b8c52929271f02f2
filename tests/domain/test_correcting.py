"""更正: the new value counts, the old one stays beside it."""

import pytest

from domain.correcting import (
    Change,
    changes_in,
    correct,
    last_counted,
    recounting,
    repricing,
    rewording,
    value_of,
)
from domain.correction_words import parse_correction
from domain.counting import Source
from domain.evidence import Correction, Item, ItemState, Price
from domain.packs import Pack, TypedPrice
from domain.visits import Visit
from tests.domain.making import CATALOGUE, T0, counted, form, item, later, priced, stock, visit

SAID = Source(id=40, at=later(5), received_at=later(5))


def do(made: Visit, change: Change, reason: str = "") -> Item | None:
    return correct(made, change, SAID, by="r", at=later(6), reason=reason)


def words(made: Visit, text: str) -> list[str]:
    said = parse_correction(text, CATALOGUE)
    assert said is not None
    return [f"{c.item_id} {c.before}→{c.after}" for c in changes_in(made, said, text)]


def test_a_count_gets_another_number_and_keeps_the_first() -> None:
    made = visit(counted("00238", 12))

    kept = do(made, recounting(made.items["stock-00238"], 8, "箱"), "数错了")

    assert kept is not None
    assert kept.stock == stock("00238", 8)
    assert kept.corrections == (
        Correction(at=later(6), by="r", before="12箱", after="8箱", reason="数错了", source=40),
    )
    assert (kept.source, kept.at) == (1, T0)


def test_a_price_becomes_the_one_that_was_said() -> None:
    made = visit(priced(1280, id="tag"))

    kept = do(made, repricing(made.items["tag"], TypedPrice(1380)))

    assert kept is not None
    assert kept.price is not None
    assert (kept.price.payable_fen, kept.price.manual) == (1380, True)
    assert [(c.before, c.after) for c in kept.corrections] == [("12.80", "13.80")]


def test_a_price_of_two_is_the_price_of_a_pack() -> None:
    made = visit(priced(1280, id="tag"))

    kept = do(made, repricing(made.items["tag"], TypedPrice(2560, Pack(2, "瓶"))))

    assert kept is not None
    assert kept.price is not None
    assert (kept.price.payable_fen, kept.price.pack) == (2560, 2)


def test_a_note_gets_other_words() -> None:
    made = visit(item("note", id="n", text="谈了价格"), steps=form("customer_visit"))

    kept = do(made, rewording(made.items["n"], "谈了价格和账期"))

    assert kept is not None
    assert kept.text == "谈了价格和账期"
    assert [(c.before, c.after) for c in kept.corrections] == [("谈了价格", "谈了价格和账期")]


@pytest.mark.parametrize(
    "change",
    [
        Change(item_id="nobody", before="12箱", quantity=8, unit="箱"),
        Change(item_id="stock-00238", before="11箱", quantity=8, unit="箱"),
        Change(item_id="gone", before="5箱", quantity=8, unit="箱"),
    ],
    ids=["no such item", "changed since", "taken back since"],
)
def test_what_is_something_else_by_now_is_not_overwritten(change: Change) -> None:
    refused = item("stock", ItemState.REFUSED, id="gone", stock=stock("00112", 5))
    made = visit(counted("00238", 12), refused)
    before = dict(made.items)

    assert do(made, change) is None
    assert made.items == before


def test_values_read_as_people_say_them() -> None:
    placed = item("stock", stock=stock("00238", None))  # type: ignore[arg-type]

    assert value_of(counted("00238", 0)) == "0箱"
    assert value_of(placed) == ""
    assert value_of(priced(1280)) == "12.80"
    assert value_of(priced(None)) == ""


def test_a_product_is_corrected_where_it_was_counted() -> None:
    made = visit(counted("00238", 12), counted("00112", 6))

    assert words(made, "238改成8箱,307改成3箱") == ["stock-00238 12箱→8箱"]
    assert words(made, "238应该是12箱") == ["stock-00238 12箱→12箱"]
    assert words(made, "307改成3箱") == []


def test_a_count_alone_is_of_the_product_that_was_named_last() -> None:
    first, last = counted("00238", 12), counted("00112", 6)
    line = visit(first, last)
    two = visit(first, item("stock", id="b", source=5, stock=stock("00112", 6)))

    assert last_counted(visit()) is None
    assert last_counted(line) is None
    assert words(line, "改成8箱") == []
    assert words(two, "改成8瓶") == ["b 6箱→8瓶"]
    assert words(two, "改成8") == ["b 6箱→8箱"]


def test_a_bare_number_right_after_a_price_is_a_price() -> None:
    made = visit(counted("00238", 12), priced(1280, id="tag", source=9))

    assert words(made, "改成14") == ["tag 12.80→14.00"]
    assert words(made, "改成14箱") == ["stock-00238 12箱→14箱"]


def test_of_two_prices_the_named_one_is_meant() -> None:
    def tag(name: str, label: str) -> Item:
        return item("price", id=name, price=Price(label=label, price_fen=1280))

    made = visit(tag("a", "海鲜牌特级生抽1L"), tag("b", "百川青花椒鲜露480ml"))

    assert words(made, "百川价格改成13.8") == ["b 12.80→13.80"]
    assert len(words(made, "价格改成13.8")) == 2
    assert words(visit(), "价格改成13.8") == []


def test_a_price_for_several_says_for_how_many() -> None:
    made = visit(priced(1280, id="p"))
    change = repricing(made.items["p"], TypedPrice(2560, Pack(2, "瓶")))

    corrected = do(made, change)

    assert corrected is not None
    assert (change.before, change.after) == ("12.80", "25.60(2瓶装)")
    assert value_of(corrected) == change.after


def test_what_a_count_is_not_tells_which_one_is_meant() -> None:
    line = visit(counted("00238", 12), counted("00112", 6), counted("00307", 6))

    assert words(line, "不是12箱是21箱") == ["stock-00238 12箱→21箱"]
    assert words(line, "不是12,是21") == ["stock-00238 12箱→21箱"]
    assert words(line, "不是12瓶是21瓶") == []
    assert words(line, "不是6箱是21箱") == []
    assert words(visit(counted("00238", 6)), "不是12箱是21箱") == []
