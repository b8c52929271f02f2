"""People, stores, products and customers by name and code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import Catalogue
from domain.directory import Customer, Directory
from domain.people import Organisation, Person, Role
from domain.stores import Store
from tests.domain.making import CATALOGUE, product


def rep(code: str, name: str, roster: int | None = None, **more: object) -> Person:
    values = {"district": "河西", "manager_id": "m", **more}
    return Person(id=code, name=name, role=Role.REP, roster=roster, **values)  # type: ignore[arg-type]


SUN = rep("r7", "孙丽", 7)
WANG = rep("r1", "王强", 1)
LEFT = rep("r6", "赵磊", 6, active=False)
GUO = rep("g1", "郭凯", 1, district="江宁", manager_id=None)
CHIEF = Person(id="m", name="周敏", role=Role.MANAGER, district="河西", manager_id="gone")
HERMIT = rep("h", "独行", None, district="")
STORES = [
    Store(code="ST001", name="幸福超市", district="河西", route="河西线A", rep_id="r7"),
    Store(code="ST0010", name="幸福超市二店", district="河西", route="河西线B"),
    Store(code="ST002", name="阳光便利", district="江宁", route="河西线A", rep_id="r7"),
    Store(code="ST003", name="佳佳生鲜(河西店)", district="江宁"),
    Store(code="ST004", name="无区小店"),
]
PEOPLE = {p.id: p for p in (SUN, WANG, LEFT, GUO, CHIEF, HERMIT)}
CUSTOMERS = [
    Customer(code="K1", name="宏达机械", owner_id="r7"),
    Customer(code="K2", name="东南电机", owner_id="r1"),
    Customer(code="K3", name="ABB(南京)", owner_id="r7"),
]
DIRECTORY = Directory(
    Organisation(PEOPLE),
    {s.code: s for s in STORES},
    CATALOGUE,
    {c.code: c for c in CUSTOMERS},
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("到店 幸福超市", ["ST001"]),
        ("到店 幸福超市二店", ["ST0010"]),
        ("幸福超市和阳光便利", ["ST001", "ST002"]),
        ("幸福超市二店和阳光便利", ["ST0010", "ST002"]),
        ("到店 st001", ["ST001"]),
        ("到店 ST0010", ["ST0010"]),
        ("到店 ＳＴ００２", ["ST002"]),
        ("佳佳生鲜(河西店)到了", ["ST003"]),
        ("ST001 阳光便利", ["ST001", "ST002"]),
        ("到店 ST00", []),
        ("今天天气不错", []),
    ],
)
def test_stores_are_found_by_whole_name_or_code(text: str, codes: list[str]) -> None:
    assert [s.code for s in DIRECTORY.stores_in(text, STORES)] == codes


def test_two_stores_of_one_name_are_both_found() -> None:
    twins = [Store(code=c, name="幸福超市") for c in ("A", "B")]

    assert DIRECTORY.stores_in("到店幸福超市", twins) == twins


@pytest.mark.parametrize(
    ("text", "codes"),
    [("拜访宏达机械", ["K1"]), ("拜访东南电机", []), ("去abb(南京)", ["K3"]), ("拜访", [])],
)
def test_a_rep_finds_his_own_customers_only(text: str, codes: list[str]) -> None:
    assert [c.code for c in DIRECTORY.customers_in(text, SUN)] == codes


@pytest.mark.parametrize(
    ("person", "codes"),
    [(SUN, ["ST001", "ST0010", "ST002"]), (GUO, ["ST002", "ST003"]), (HERMIT, [])],
    ids=["own-and-district", "other-district", "no-district"],
)
def test_a_person_visits_own_stores_and_those_of_the_district(
    person: Person, codes: list[str]
) -> None:
    assert [s.code for s in DIRECTORY.within_reach(person)] == codes


def test_a_route_lists_its_stores() -> None:
    assert [s.code for s in DIRECTORY.on_route("河西线A")] == ["ST001", "ST002"]
    assert DIRECTORY.on_route("没有这条线") == []


def test_the_direct_manager_is_known_where_he_exists() -> None:
    organisation = DIRECTORY.organisation

    assert organisation.manager_of("r7") is CHIEF
    assert organisation.manager_of("g1") is None
    assert organisation.manager_of("m") is None
    assert organisation.manager_of("nobody") is None


def test_only_active_people_are_named() -> None:
    assert DIRECTORY.organisation.named("孙丽") == [SUN]
    assert DIRECTORY.organisation.named("赵磊") == []


def test_a_roster_has_gaps_where_somebody_left() -> None:
    assert DIRECTORY.organisation.roster_of("河西") == {7: SUN, 1: WANG}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("00238", "00238"),
        ("238", "00238"),
        ("0238", "00238"),
        ("p1511", "P1511"),
        ("2380", None),
        ("23", None),
        ("0", None),
        ("P15", None),
    ],
)
def test_a_code_is_found_with_or_without_its_zeros(text: str, code: str | None) -> None:
    found = CATALOGUE.by_code(text)

    assert (found.code if found else None) == code


def test_codes_that_differ_in_zeros_only_are_never_guessed_between() -> None:
    catalogue = Catalogue({c: product(c, c) for c in ("0238", "00238")})

    assert catalogue.by_code("238") is None
    assert catalogue.by_code("0238") is catalogue.products["0238"]


@given(st.integers(1, 99_999))
def test_a_found_code_differs_in_leading_zeros_only(number: int) -> None:
    found = CATALOGUE.by_code(str(number))

    assert found is None or int(found.code) == number


def test_graded_products_come_in_catalogue_order() -> None:
    assert [p.code for p in CATALOGUE.graded("A")][:3] == ["00238", "00112", "00307"]
    assert [p.code for p in CATALOGUE.graded("B")] == ["00991"]
