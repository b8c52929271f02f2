"""撤回: which words mean it, and what they mean."""

import pytest

from domain.evidence import Cause, Correction, ItemState
from domain.undoing import Target, Undo, meant, order, parse_undo, told_by, withdraw
from tests.domain.making import CATALOGUE, T0, counted, form, item, photo, priced, visit

NEWEST = Undo()
SHOWN = visit(
    item("storefront", id="door", source=2, photo=photo("door")),
    item("shelf", id="shelf", source=3, photo=photo("shelf")),
    item("storefront", ItemState.REFUSED, id="blur", source=9, photo=photo("blur")),
    priced(state=ItemState.READING, id="tag", source=5),
    item("stock", id="a", source=7, stock=counted("00238").stock),
    item("stock", id="b", source=7, stock=counted("00307").stock),
)


@pytest.mark.parametrize(
    ("words", "undo"),
    [
        ("撤回", NEWEST),
        ("/撤回", NEWEST),
        ("撤销上一步", NEWEST),
        ("退回上一步", NEWEST),
        ("撤一下", NEWEST),
        ("还是撤回吧", NEWEST),
        ("请帮我撤回一下刚刚发的", NEWEST),
        ("删掉刚才那个", NEWEST),
        ("撤回最后一条消息", NEWEST),
        ("刚才发错了", Undo(slip=True)),
        ("不好意思,刚才那张拍错了", Undo(slip=True)),
        ("上一条不算", Undo(loose=True)),
        ("刚发的不要了", Undo(loose=True)),
        ("撤回238", Undo(skus=("00238",))),
        ("撤回238 12箱", Undo(skus=("00238",))),
        ("撤回238和112", Undo(skus=("00238", "00112"))),
        ("把青花椒删了", Undo(skus=("00238",))),
        ("238报错了", Undo(skus=("00238",), slip=True)),
        ("238不要了", Undo(skus=("00238",), loose=True)),
        ("撤回2380", Undo(unknown=("2380",))),
        ("撤回门头全景", Undo(target=Target.STOREFRONT)),
        ("门头照片删掉", Undo(target=Target.STOREFRONT)),
        ("撤回货架", Undo(target=Target.SHELF)),
        ("撤回竞品价格", Undo(target=Target.PRICE)),
        ("撤回库存", Undo(target=Target.STOCK)),
        ("删掉上一张照片", Undo(target=Target.PHOTO)),
        ("撤回纪要", Undo(target=Target.NOTE)),
        ("撤回定位", Undo(target=Target.PLACE)),
        ("全部撤回", Undo(everything=True)),
    ],
)
def test_words_that_take_something_back(words: str, undo: Undo) -> None:
    assert parse_undo(words, CATALOGUE) == undo


@pytest.mark.parametrize(
    "words",
    [
        "撤回申请",
        "客户撤回了询价,下周再谈",
        "撤回订单",
        "客户要撤回合同",
        "撤柜",
        "退回",
        "取消",
        "不要了",
        "老板说不要了",
        "不要拍照片",
        "数错了",
        "238 12箱",
        "取消拜访",
        "撤回" + "的" * 40,
    ],
)
def test_words_that_only_sound_like_it(words: str) -> None:
    assert parse_undo(words, CATALOGUE) is None


def test_the_newest_is_the_last_named_of_the_last_message() -> None:
    assert [i.id for i in order(SHOWN)] == ["door", "shelf", "tag", "a", "b"]
    assert [i.id for i in meant(SHOWN, NEWEST)] == ["b"]


def test_a_later_correction_makes_a_value_the_newest() -> None:
    made = Correction(at=T0, by="r", before="12箱", after="8箱", source=20)
    by_button = Correction(at=T0, by="r", before="8箱", after="9箱")
    changed = item("stock", stock=counted("00238").stock, corrections=(made, by_button))

    assert told_by(changed) == 20


@pytest.mark.parametrize(
    ("undo", "found"),
    [
        (Undo(skus=("00238",)), ["a"]),
        (Undo(skus=("00112",)), []),
        (Undo(unknown=("2380",)), []),
        (Undo(everything=True), []),
        (Undo(target=Target.STOREFRONT), ["door"]),
        (Undo(target=Target.SHELF), ["shelf"]),
        (Undo(target=Target.PRICE), ["tag"]),
        (Undo(target=Target.STOCK), ["b"]),
        (Undo(target=Target.PHOTO), ["tag"]),
        (Undo(target=Target.PLACE), []),
        (Undo(target=Target.NOTE), []),
    ],
)
def test_what_is_named_is_taken_and_nothing_else(undo: Undo, found: list[str]) -> None:
    assert [i.id for i in meant(SHOWN, undo)] == found


def test_notes_and_extras_can_be_taken_back_too() -> None:
    made = visit(
        item("note", text="谈了价格", source=3),
        item("extra", id="x", source=4, photo=photo()),
        steps=form("customer_visit"),
    )

    assert [i.slot for i in meant(made, Undo(target=Target.NOTE))] == ["note"]
    assert [i.id for i in meant(made, Undo(target=Target.STOREFRONT))] == []
    assert [i.id for i in meant(made, NEWEST)] == ["x"]


def test_what_was_taken_back_stays_on_record() -> None:
    made = visit(counted("00238"))

    taken = withdraw(made, made.items["stock-00238"])

    assert made.items == {"stock-00238": taken}
    assert (taken.state, taken.cause) == (ItemState.REFUSED, Cause.WITHDRAWN)
    assert made.refusals("stock") == 0
