"""What a question is about: named, talked about a moment ago, or asked."""

from typing import Any

import pytest

from domain.people import Person
from domain.settling import Choice, Context, Settled, settle
from domain.understanding import Frame, Intent, Named
from tests.nlu.language.things import DIRECTORY

_PEOPLE = DIRECTORY.organisation.people
_OWNER, _OTHER = _PEOPLE["Q1"], _PEOPLE["Q2"]
_ZHANG = ("contact", "张总", ("C1", "C2"))
_SERIES = ("series", "X7-1500", ("P1511", "P1513"))
_SOY = ("product", "椒麻", ("00516",))
_Thing = tuple[str, str, tuple[str, ...]]


def _frame(*things: _Thing, intent: Intent = Intent.QUOTE, **more: Any) -> Frame:
    named = tuple(
        Named(kind=kind, ids=ids, name=said, said=said, start=0, end=len(said))
        for kind, said, ids in things
    )
    return Frame(text="原话", intent=intent, named=named, **more)


def _settled(frame: Frame, person: Person = _OTHER, **more: Any) -> Settled | Choice:
    return settle(frame, person, DIRECTORY, **more)


# products


def test_a_product_that_is_named_is_meant() -> None:
    assert _settled(_frame(_SOY)) == Settled(product="00516")


def test_a_series_is_asked_by_its_products() -> None:
    options = (("P1511", "卓菱X7-1500 CPU1511"), ("P1513", "卓菱X7-1500 CPU1513"))

    assert _settled(_frame(_SERIES)) == Choice("product", options, "X7-1500", total=2)


@pytest.mark.parametrize(
    ("slots", "product"), [({"spec": "cpu1513"}, "P1513"), ({"brand": "卓菱"}, None)]
)
def test_what_else_is_said_of_it_narrows_a_series(
    slots: dict[str, str], product: str | None
) -> None:
    found = _settled(_frame(_SERIES, slots=slots))

    assert (found.product if isinstance(found, Settled) else None) == product


def test_a_brand_and_a_category_stand_for_their_products() -> None:
    text = "问下卓菱的PLC多少钱"
    named = tuple(
        Named(kind=kind, ids=(), name=said, said=said, start=at, end=at + len(said))
        for kind, said, at in (("brand", "卓菱", 2), ("category", "PLC", 5))
    )

    found = _settled(Frame(text=text, intent=Intent.QUOTE, named=named))

    assert isinstance(found, Choice)
    assert (found.said, found.total) == ("卓菱的PLC", 3)


def test_no_more_than_five_products_are_shown() -> None:
    every = ("series", "全部", tuple(DIRECTORY.catalogue.products))

    found = _settled(_frame(every))

    assert isinstance(found, Choice)
    assert (len(found.options), found.total) == (5, 8)


def test_an_unknown_product_is_asked_with_the_nearest_three() -> None:
    near = ("P1511", "gone", "P1513", "P0325", "00516")

    found = _settled(_frame(unknown="X7-1600", near=near))

    assert isinstance(found, Choice)
    assert [code for code, _ in found.options] == ["P1511", "P1513", "P0325"]
    assert (found.said, found.unknown) == ("X7-1600", True)


def test_a_product_left_out_is_the_one_talked_about() -> None:
    talked = Context(product="00516", customer="C1")

    assert _settled(_frame(intent=Intent.LEAD_TIME), context=talked) == Settled(
        product="00516", customer="C1"
    )


def test_what_needs_no_product_takes_none_from_before() -> None:
    talked = Context(product="00516")

    assert _settled(_frame(intent=Intent.SHIPMENT), context=talked) == Settled()
    assert _settled(_frame(intent=Intent.PLAN), context=talked) == Settled()


@pytest.mark.parametrize(("code", "product"), [("P1513", "P1513"), ("", None)])
def test_a_picked_product_is_asked_no_more(code: str, product: str | None) -> None:
    assert _settled(_frame(_SERIES), picked={"product": code}) == Settled(product=product)


# customers


def test_two_customers_of_one_name_are_asked_by_their_contacts() -> None:
    options = (("C1", "杭州宏达机械有限公司 张建国"), ("C2", "恒泰自动化 张卫东"))

    found = _settled(_frame(_SOY, _ZHANG), _PEOPLE["Q3"])

    assert found == Choice("customer", options, "张总", total=2)


@pytest.mark.parametrize(
    ("person", "customer", "contact"), [(_OWNER, "C1", "张建国"), (_OTHER, "C2", "张卫东")]
)
def test_the_own_customer_of_that_name_is_meant(
    person: Person, customer: str, contact: str
) -> None:
    found = _settled(_frame(_SOY, _ZHANG), person)

    assert found == Settled(product="00516", customer=customer, contact=contact)


def test_of_several_the_one_talked_about_is_meant() -> None:
    found = _settled(_frame(_SOY, _ZHANG), _PEOPLE["Q3"], context=Context(customer="C2"))

    assert isinstance(found, Settled)
    assert found.customer == "C2"


@pytest.mark.parametrize(("code", "customer"), [("C2", "C2"), ("", None)])
def test_a_picked_customer_is_asked_no_more(code: str, customer: str | None) -> None:
    found = _settled(_frame(_SOY, _ZHANG), _PEOPLE["Q3"], picked={"customer": code})

    assert isinstance(found, Settled)
    assert found.customer == customer


def test_a_contact_of_another_customer_keeps_the_words_that_name_him() -> None:
    company, somebody = ("customer", "好街坊", ("C3",)), ("contact", "张总", ("C1",))

    assert _settled(_frame(_SOY, company, somebody)) == Settled(
        product="00516", customer="C3", contact="张总"
    )


def test_a_customer_that_is_gone_is_nobody() -> None:
    assert _settled(_frame(_SOY, ("customer", "老客户", ("C9",)))) == Settled(product="00516")


def test_a_note_beside_another_wish_is_about_the_customer_too() -> None:
    frame = _frame(_ZHANG, intent=Intent.PLAN, note="张总要换品牌")

    assert _settled(frame, _OWNER) == Settled(customer="C1", contact="张建国")


# stores


def test_a_store_that_is_named_is_meant_and_no_customer_from_before() -> None:
    frame = _frame(("store", "湖畔", ("SZ101",)), intent=Intent.NOTE)

    assert _settled(frame, context=Context(customer="C1")) == Settled(store="SZ101")


def test_of_two_stores_the_one_within_reach_is_meant() -> None:
    frame = _frame(("store", "超市", ("SZ101", "SZ102")), intent=Intent.NOTE)

    assert _settled(frame, _OWNER) == Settled(store="SZ101")


def test_two_stores_within_reach_are_asked() -> None:
    frame = _frame(("store", "园区店", ("SZ101", "SZ103")), intent=Intent.NOTE)
    options = (("SZ101", "湖畔生活超市"), ("SZ103", "百合粮油行"))

    assert _settled(frame, _OWNER) == Choice("store", options, "园区店", total=2)
    assert _settled(frame, _OWNER, picked={"store": "SZ103"}) == Settled(store="SZ103")
    assert _settled(frame, _OWNER, picked={"store": ""}) == Settled()


def test_a_store_that_is_gone_is_none() -> None:
    assert _settled(_frame(("store", "老店", ("SZ9",)), intent=Intent.NOTE)) == Settled()


def test_a_note_of_nothing_named_is_about_the_store_talked_about() -> None:
    talked = Context(store="SZ101")

    assert _settled(_frame(intent=Intent.NOTE), context=talked) == Settled(store="SZ101")
    assert _settled(_frame(intent=Intent.STOCK), context=talked) == Settled()
