"""Who may see or do what; above all: private means the author and the direct superior."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import access
from domain.people import Organisation, Person, Role
from domain.stores import Store

REP = Person(id="r", name="孙丽", role=Role.REP, district="河西", manager_id="m")
PEER = Person(id="p", name="王强", role=Role.REP, district="河西", manager_id="m")
MANAGER = Person(id="m", name="周敏", role=Role.MANAGER, district="河西", manager_id="d")
OTHER = Person(id="o", name="钱程", role=Role.MANAGER, district="江宁", manager_id="d")
DIRECTOR = Person(id="d", name="陈立", role=Role.DIRECTOR, manager_id="e")
EXECUTIVE = Person(id="e", name="林岚", role=Role.EXECUTIVE)
MARKETING = Person(id="k", name="罗静", role=Role.DIRECTOR)
HEAD = Person(id="h", name="郑琳", role=Role.HEAD, manager_id="k")
ADMIN = Person(id="a", name="许工", role=Role.ADMIN)
EVERYBODY = (REP, PEER, MANAGER, OTHER, DIRECTOR, EXECUTIVE, MARKETING, HEAD, ADMIN)
COMPANY = Organisation({p.id: p for p in EVERYBODY})
GONE = Person(id="m", name="周敏", role=Role.MANAGER, district="河西", active=False)
ROLES = st.sampled_from(list(Role))


@st.composite
def companies(draw: st.DrawFn) -> dict[str, Person]:
    """Any company: superiors may be missing, circular or unknown."""
    ids = [str(n) for n in range(draw(st.integers(1, 8)))]
    above = st.sampled_from([None, "nobody", *ids])
    return {i: Person(id=i, name=i, role=draw(ROLES), manager_id=draw(above)) for i in ids}


@given(companies(), st.data())
def test_private_values_reach_the_author_and_his_direct_superior_only(
    company: dict[str, Person], data: st.DataObject
) -> None:
    author = data.draw(st.sampled_from(sorted(company)))
    allowed = {author, company[author].manager_id}

    seeing = {
        p.id for p in company.values() if access.may_see_private(p, author, Organisation(company))
    }

    assert seeing == allowed & set(company)


def test_a_private_value_of_a_stranger_is_nobodys() -> None:
    assert not any(access.may_see_private(p, "x", COMPANY) for p in EVERYBODY)


def test_who_left_sees_nothing_and_does_nothing() -> None:
    store = Store(code="S", name="幸福", district="河西", rep_id="m")

    assert not access.may_see_private(GONE, "r", COMPANY)
    assert not access.may_see_district(GONE, "河西", COMPANY)
    assert not access.may_act_in_district(GONE, "河西", COMPANY)
    assert not access.may_visit(GONE, store)
    assert not access.may_import(GONE)


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (REP, {"河西"}),
        (MANAGER, {"河西"}),
        (OTHER, {"江宁"}),
        (DIRECTOR, {"河西", "江宁"}),
        (EXECUTIVE, {"河西", "江宁"}),
        (MARKETING, set()),
        (HEAD, set()),
        (ADMIN, {"河西", "江宁"}),
    ],
    ids=lambda v: v.id if isinstance(v, Person) else "",
)
def test_districts_are_seen_by_their_people_and_those_above(viewer: Person, sees: set[str]) -> None:
    assert {d for d in ("河西", "江宁") if access.may_see_district(viewer, d, COMPANY)} == sees


def test_no_district_is_nobodys() -> None:
    assert not access.may_see_district(ADMIN, "", COMPANY)
    assert not access.may_act_in_district(DIRECTOR, "", COMPANY)


def test_a_manager_acts_in_his_own_district_and_who_is_above_in_theirs() -> None:
    acting = {p.id for p in EVERYBODY if access.may_act_in_district(p, "河西", COMPANY)}

    assert acting == {"m", "d", "e"}


def test_a_reps_day_is_seen_by_him_those_above_who_acts_there_and_admins() -> None:
    seeing = {p.id for p in EVERYBODY if access.may_see_plan(p, REP, COMPANY)}
    nowhere = Person(id="n", name="无区", role=Role.REP, manager_id="h")
    asked = {
        p.id
        for p in (HEAD, MANAGER)
        if access.may_see_plan(p, nowhere, Organisation({"n": nowhere, "h": HEAD, "k": MARKETING}))
    }

    assert seeing == {"r", "m", "d", "e", "a"}
    assert asked == {"h"}
    assert not access.may_see_plan(GONE, REP, COMPANY)


def test_a_circle_of_superiors_ends() -> None:
    a = Person(id="a", name="a", role=Role.DIRECTOR, manager_id="b")
    b = Person(id="b", name="b", role=Role.DIRECTOR, manager_id="a")

    assert [p.id for p in access.below_of(a, Organisation({"a": a, "b": b}))] == ["b"]


def test_stores_are_visited_by_their_district_and_their_own_rep() -> None:
    own = Store(code="S1", name="幸福", district="河西")
    assigned = Store(code="S2", name="江宁大卖场", district="江宁", rep_id="r")
    nowhere = Store(code="S3", name="无片区")

    assert {p.id for p in EVERYBODY if access.may_visit(p, own)} == {"r", "p", "m"}
    assert {p.id for p in EVERYBODY if access.may_visit(p, assigned)} == {"r", "o"}
    assert not any(access.may_visit(p, nowhere) for p in EVERYBODY)


def test_workbooks_come_from_leaders_and_admins() -> None:
    assert {p.id for p in EVERYBODY if access.may_import(p)} == {"m", "o", "d", "e", "k", "a"}


def test_settings_are_changed_by_leaders_and_admins() -> None:
    assert {p.id for p in EVERYBODY if access.may_set_rules(p)} == {"m", "o", "d", "e", "k", "a"}


def test_when_digests_come_is_for_directors_executives_and_admins_to_say() -> None:
    may = {p.id for p in EVERYBODY if access.may_set_times(p, COMPANY)}

    assert may == {"d", "e", "a"}


def test_a_manager_cannot_import_what_decides_about_rights() -> None:
    assert access.may_import_sheet(MANAGER, "门店")
    assert not access.may_import_sheet(MANAGER, "人员")
    assert access.may_import_sheet(DIRECTOR, "人员")
    assert not access.may_import_sheet(REP, "门店")


@pytest.mark.parametrize(
    ("who", "people"),
    [
        (ADMIN, {p.id for p in EVERYBODY}),
        (MANAGER, {"r", "p"}),
        (OTHER, set()),
        (DIRECTOR, {"m", "o", "r", "p"}),
        (EXECUTIVE, {"d", "m", "o", "r", "p"}),
        (MARKETING, {"h"}),
        (REP, set()),
        (GONE, set()),
    ],
    ids=["admin", "manager", "other", "director", "executive", "marketing", "rep", "gone"],
)
def test_whom_a_person_invites_unbinds_and_disables(who: Person, people: set[str]) -> None:
    assert set(access.people_of(who, COMPANY)) == people


def test_nobody_disables_himself_or_who_is_not_his() -> None:
    assert access.may_disable(MANAGER, REP, COMPANY)
    assert access.may_disable(ADMIN, DIRECTOR, COMPANY)
    assert not access.may_disable(ADMIN, ADMIN, COMPANY)
    assert not access.may_disable(MANAGER, DIRECTOR, COMPANY)


def test_the_companys_days_off_are_set_by_who_is_above_all_in_the_field() -> None:
    away = replace(ADMIN, active=False)
    may = [p.name for p in (*EVERYBODY, away) if access.may_set_calendar(p, COMPANY)]

    assert may == ["陈立", "林岚", "许工"]
