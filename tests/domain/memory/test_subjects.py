"""Whom a note may be about, and who may write and read it."""

from dataclasses import replace

import pytest

from domain import access
from domain.access import NoteRight
from domain.catalogue import Catalogue
from domain.directory import Customer, Directory
from domain.memory.notes import Kind, Subject
from domain.memory.subjects import (
    called,
    contact_in,
    district_of,
    is_only_a_name,
    may_read,
    name_of,
    name_spans,
    named_in,
    only_named,
    own_customers,
    owner_of,
    right_of,
)
from domain.people import Organisation, Person, Role
from domain.stores import Store
from tests.domain.memory.goods import GOODS

_EAST, _SOUTH = "园区片区", "吴中片区"
_PEOPLE = {
    p.id: p
    for p in (
        Person(id="boss", name="顾远帆", role=Role.EXECUTIVE),
        Person(id="lead", name="苏婉清", role=Role.MANAGER, district=_EAST, manager_id="boss"),
        Person(id="rep", name="叶小满", role=Role.REP, district=_EAST, manager_id="lead"),
        Person(id="mate", name="白一鸣", role=Role.REP, district=_EAST, manager_id="lead"),
        Person(id="far", name="纪晓棠", role=Role.REP, district=_SOUTH),
        Person(id="desk", name="卫宁", role=Role.ADMIN),
        Person(id="gone", name="旧人", role=Role.REP, district=_EAST, active=False),
    )
}
_STORE = Subject(Kind.STORE, "S1")
_FREE = Subject(Kind.STORE, "S2")
_FIRST = Subject(Kind.CUSTOMER, "K1")
_SECOND = Subject(Kind.CUSTOMER, "K2")
_NOBODY = Subject(Kind.CUSTOMER, "K9")
_DIRECTORY = Directory(
    organisation=Organisation(_PEOPLE),
    stores={
        "S1": Store(code="S1", name="湖畔生活超市", district=_EAST, rep_id="rep"),
        "S2": Store(code="S2", name="晨光便利店", district=_EAST),
    },
    catalogue=GOODS,
    customers={
        "K1": Customer(
            code="K1", name="渔歌餐饮", owner_id="rep", contact="方建平", salutation="方总"
        ),
        "K2": Customer(
            code="K2", name="金枫团餐", owner_id="mate", contact="方建国", salutation="方总"
        ),
    },
)


@pytest.mark.parametrize(
    ("who", "subject", "right"),
    [
        ("rep", _STORE, NoteRight.OWN),
        ("mate", _STORE, NoteRight.CONFIRM),
        ("lead", _STORE, NoteRight.CONFIRM),
        ("boss", _STORE, NoteRight.CONFIRM),
        ("far", _STORE, NoteRight.NONE),
        ("desk", _STORE, NoteRight.NONE),
        ("gone", _STORE, NoteRight.NONE),
        ("rep", _FREE, NoteRight.CONFIRM),
        ("boss", _FREE, NoteRight.NONE),
        ("rep", _FIRST, NoteRight.OWN),
        ("rep", _SECOND, NoteRight.CONFIRM),
        ("far", _FIRST, NoteRight.NONE),
        ("rep", _NOBODY, NoteRight.NONE),
        ("rep", Subject(Kind.STORE, "S9"), NoteRight.NONE),
    ],
)
def test_who_may_note_something(who: str, subject: Subject, right: NoteRight) -> None:
    assert right_of(_PEOPLE[who], subject, _DIRECTORY) is right


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("rep", True),
        ("mate", True),
        ("lead", True),
        ("boss", True),
        ("desk", True),
        ("far", False),
        ("gone", False),
    ],
)
def test_colleagues_of_the_district_and_those_above_read_notes(who: str, *, reads: bool) -> None:
    assert may_read(_PEOPLE[who], _STORE, _DIRECTORY) is reads
    assert may_read(_PEOPLE[who], _FIRST, _DIRECTORY) is reads


@pytest.mark.parametrize(
    ("who", "may"), [("rep", True), ("lead", True), ("mate", False), ("gone", False)]
)
def test_who_wrote_a_note_and_those_above_take_it_back(who: str, *, may: bool) -> None:
    assert access.may_end_note(_PEOPLE[who], "rep", _DIRECTORY.organisation) is may


def test_names_owners_and_districts_are_known() -> None:
    gone = Subject(Kind.STORE, "S9")

    assert [name_of(one, _DIRECTORY) for one in (_STORE, _FIRST, gone, _NOBODY)] == [
        "湖畔生活超市",
        "渔歌餐饮",
        "S9",
        "K9",
    ]
    assert [owner_of(one, _DIRECTORY) for one in (_STORE, _FIRST, gone, _NOBODY)] == [
        "rep",
        "rep",
        None,
        None,
    ]
    assert [district_of(one, _DIRECTORY) for one in (_STORE, _FIRST, gone, _NOBODY)] == [
        _EAST,
        _EAST,
        "",
        "",
    ]


def test_only_what_the_writer_may_read_is_found_by_name() -> None:
    text = "湖畔生活超市和渔歌餐饮"

    assert named_in(text, _PEOPLE["rep"], _DIRECTORY) == [_STORE, _FIRST]
    assert named_in(text, _PEOPLE["far"], _DIRECTORY) == []
    assert named_in("S1", _PEOPLE["rep"], _DIRECTORY) == [_STORE]
    assert own_customers(_PEOPLE["rep"], _DIRECTORY) == [_FIRST]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("湖畔生活超市", _STORE),
        ("是湖畔生活超市的。", _STORE),
        ("记给S1", _STORE),
        ("湖畔生活超市已拜访", None),
        ("湖畔生活超市和渔歌餐饮", None),
        ("好的", None),
    ],
)
def test_an_answer_names_one_and_says_nothing_else(text: str, found: Subject | None) -> None:
    assert only_named(text, _PEOPLE["rep"], _DIRECTORY) == found


def test_a_contact_of_two_customers_is_the_own_ones_first() -> None:
    lead = replace(_PEOPLE["lead"])

    assert called("方总", _PEOPLE["rep"], _DIRECTORY) == [_FIRST]
    assert called("方总", lead, _DIRECTORY) == [_FIRST, _SECOND]
    assert called("", lead, _DIRECTORY) == []


def test_a_contact_is_known_by_full_name_and_by_how_he_is_called() -> None:
    assert contact_in("渔歌餐饮方总要换品牌", _FIRST, _DIRECTORY) == ("方建平", "方总")
    assert contact_in("渔歌餐饮要换品牌", _FIRST, _DIRECTORY) == ("", "")
    assert contact_in("方总", _STORE, _DIRECTORY) == ("", "")


def test_where_names_stand() -> None:
    text = "晨光便利店要减盐老抽500ml"

    assert list(name_spans(text, _DIRECTORY)) == [(0, 5), (6, 15)]
    assert list(name_spans(text, _DIRECTORY, products=False)) == [(0, 5)]
    assert list(name_spans("好", Directory(Organisation({}), {}, Catalogue({})))) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [("方建平", True), ("方总。", True), ("渔歌餐饮", True), ("方建平爱吃辣", False), ("", False)],
)
def test_a_name_alone_tells_nothing(text: str, alone: bool) -> None:
    assert is_only_a_name(text, _DIRECTORY) is alone
