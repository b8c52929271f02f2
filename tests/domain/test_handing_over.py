"""换负责人 in words: which stores, to whom, by whose order."""

import pytest

from domain.access import handed_over, may_hand_over, may_visit
from domain.catalogue import Catalogue
from domain.directory import Directory
from domain.handing_over import (
    appoints,
    by_owner,
    may_hand,
    may_order,
    may_order_any,
    parse,
    resolve,
    undoes,
)
from domain.people import Organisation, Person, Role
from domain.stores import Store
from tests.domain.test_access import ADMIN, DIRECTOR, EVERYBODY, MANAGER, OTHER
from tests.domain.test_access import COMPANY as STAFF

WEST, EAST = "南京河西片区", "南京江宁片区"


def rep(ident: str, name: str, district: str = WEST) -> Person:
    return Person(id=ident, name=name, role=Role.REP, district=district)


BOSS = Person(id="m", name="周敏", role=Role.MANAGER, district=WEST)
PEOPLE = (
    BOSS,
    rep("w", "王强"),
    rep("l", "李娜"),
    rep("s", "孙丽"),
    rep("z1", "张伟"),
    rep("z2", "张三丰"),
    rep("g", "郭凯", EAST),
    rep("l2", "李雷", EAST),
    Person(id="h", name="郑琳", role=Role.HEAD),
)
STORES = (
    Store(code="ST001", name="幸福超市", district=WEST, route="河西线A", rep_id="s"),
    Store(code="ST002", name="阳光便利", district=WEST, route="河西线A", rep_id="l"),
    Store(code="ST003", name="佳佳生鲜", district=WEST, route="河西线AB", rep_id="s"),
    Store(code="ST009", name="江宁大卖场", district=EAST, route="江宁线A", rep_id="g"),
    Store(code="ST010", name="无主小店"),
)
COMPANY = Directory(
    organisation=Organisation({p.id: p for p in PEOPLE}),
    stores={s.code: s for s in STORES},
    catalogue=Catalogue({}),
)


def meant(said: str) -> tuple[list[str], list[str], list[str]] | None:
    """Codes, names of who may be meant, districts to choose from."""
    wish = parse(said)
    found = resolve(wish, COMPANY, BOSS) if wish else None
    if found is None:
        return None
    return [s.code for s in found.stores], [p.name for p in found.people], list(found.areas)


@pytest.mark.parametrize(
    ("said", "codes", "to"),
    [
        ("把河西片区换给小王", ["ST001", "ST002", "ST003"], ["王强"]),
        ("河西换给王强", ["ST001", "ST002", "ST003"], ["王强"]),
        ("南京河西片区全部交给王强", ["ST001", "ST002", "ST003"], ["王强"]),
        ("把河西线A换给王强", ["ST001", "ST002"], ["王强"]),
        ("河西线A让王强跑", ["ST001", "ST002"], ["王强"]),
        ("河西A线归王强", ["ST001", "ST002"], ["王强"]),
        ("把孙丽河西线A的店给王强", ["ST001"], ["王强"]),
        ("幸福超市交给王强", ["ST001"], ["王强"]),
        ("ST003转给王强吧", ["ST003"], ["王强"]),
        ("孙丽的店都给王强", ["ST001", "ST003"], ["王强"]),
        ("小孙的店都给王强", ["ST001", "ST003"], ["王强"]),
        ("王强接替孙丽", ["ST001", "ST003"], ["王强"]),
        ("把孙丽换成王强", ["ST001", "ST003"], ["王强"]),
        ("把幸福超市交给我", ["ST001"], ["周敏"]),
        ("把幸福超市交给王哥", ["ST001"], ["王强"]),
        ("把幸福超市交给强", ["ST001"], ["王强"]),
        ("把幸福超市交给小张", ["ST001"], ["张伟", "张三丰"]),
        ("把幸福超市交给小李", ["ST001"], ["李娜"]),
        ("把江宁线A交给小李", ["ST009"], ["李雷"]),
        ("把幸福超市交给郑琳", ["ST001"], []),
    ],
)
def test_who_gets_what(said: str, codes: list[str], to: list[str]) -> None:
    assert meant(said) == (codes, to, [])


def test_a_district_that_is_not_clear_is_asked() -> None:
    assert meant("把南京片区交给王强") == ([], ["王强"], [WEST, EAST])


@pytest.mark.parametrize(
    "said",
    ["把237换成238", "238改成21箱", "把幸福超市的照片发给王强", "价格改成13.8", "谁接手河西线A", "到店 幸福超市",
     "把火星片区交给王强", "把它给王强"],
)  # fmt: skip
def test_other_sentences_hand_nothing_over(said: str) -> None:
    assert meant(said) is None


def test_stores_are_listed_by_who_has_them() -> None:
    found = by_owner(STORES)

    assert {owner: len(theirs) for owner, theirs in found.items()} == {
        "s": 2,
        "l": 1,
        "g": 1,
        "": 1,
    }


def test_managers_order_in_their_district_and_directors_and_admins_in_all() -> None:
    assert {p.id for p in EVERYBODY if may_hand_over(p, "河西", STAFF)} == {"m", "d", "e", "a"}
    assert not may_hand_over(ADMIN, "", STAFF)
    here, there = (
        Store(code="A", name="A", district="河西"),
        Store(code="B", name="B", district="江宁"),
    )
    to = Person(id="x", name="x", role=Role.REP, district="河西")
    assert may_order(MANAGER, [here], to, STAFF)
    assert not may_order(MANAGER, [here, there], to, STAFF)
    assert not may_order(OTHER, [there], to, STAFF)
    assert may_order(DIRECTOR, [here, there], to, STAFF)
    assert may_order_any(MANAGER, [here, there], STAFF)
    assert not may_order_any(MANAGER, [there], STAFF)


def test_who_handed_a_store_over_visits_it_no_more_until_it_is_his_again() -> None:
    old = rep("s", "孙丽")
    gone = Store(code="S", name="S", district=WEST, rep_id="w", former=("s",))
    back = Store(code="S", name="S", district=WEST, rep_id="s", former=("s",))

    assert handed_over(old, gone)
    assert not may_visit(old, gone)
    assert may_visit(rep("l", "李娜"), gone)
    assert may_visit(old, back)


def test_who_has_no_stores_has_none_to_give() -> None:
    wish = parse("张伟的店都给王强")
    found = resolve(wish, COMPANY, BOSS) if wish else None

    assert [may_hand("张伟的店都给王强"), may_hand("今天跑哪几家")] == [True, False]
    assert found is not None
    assert (found.stores, found.owner and found.owner.name) == ((), "张伟")


def test_a_hand_over_is_undone_in_words() -> None:
    said = ["撤销刚才的换人", "换错人了", "刚才的交接取消", "换人", "撤销" * 20, "撤回238"]

    assert [undoes(one) for one in said] == [True, True, True, False, False, False]


def test_another_manager_of_a_district_is_no_hand_over_of_stores() -> None:
    said = [
        "河西片区主管换成李娜",
        "换河西负责人为李娜",
        "河西线A负责人换成李娜",
        "幸福超市负责人换成李娜",
        "河西主管是谁",
        "河西主管",
        "主管换成李娜",
        "河西主管换成" * 9,
    ]

    assert [appoints(one, COMPANY) for one in said] == [True, True, *[False] * 6]
