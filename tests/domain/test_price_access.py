"""Who may see what was agreed with a customer, and who decides about a special price."""

from dataclasses import replace

from domain import access
from domain.people import Organisation, Person, Role
from tests.domain.test_access import COMPANY, EVERYBODY, GONE


def _seeing(owner: str | None, company: Organisation = COMPANY) -> set[str]:
    people = company.people.values()
    return {p.id for p in people if access.may_see_contract(p, owner, company)}


def test_contract_prices_are_the_owners_and_those_above_him() -> None:
    assert _seeing("r") == {"r", "m", "d", "e"}
    assert _seeing("m") == {"m", "d", "e"}


def test_the_owners_that_somebody_sees_are_those_whose_prices_he_may_see() -> None:
    for viewer in (*EVERYBODY, GONE):
        owners = access.owners_seen_by(viewer, COMPANY)

        seen = {p.id for p in EVERYBODY if access.may_see_contract(viewer, p.id, COMPANY)}
        assert owners == seen


def test_contract_prices_of_nobodys_customer_are_nobodys() -> None:
    assert _seeing(None) == set()
    assert _seeing("x") == set()


def test_who_left_sees_no_contract_price_and_those_above_him_still_do() -> None:
    company = Organisation({**COMPANY.people, "m": GONE})

    assert not access.may_see_contract(GONE, "m", company)
    assert "m" not in _seeing("r", company)


def test_those_above_a_gap_are_found() -> None:
    gone = replace(COMPANY.people["m"], active=False)
    company = Organisation({**COMPANY.people, "m": gone})

    assert _seeing("r", company) == {"r", "d", "e"}
    assert access.decider_of_special("r", company) == company.people["d"]


def test_the_direct_superior_decides_about_a_special_price_and_nobody_else() -> None:
    deciding = {p.id for p in EVERYBODY if access.may_decide_special(p, "r", COMPANY)}

    assert deciding == {"m"}
    assert access.decider_of_special("e", COMPANY) is None
    assert not access.may_decide_special(COMPANY.people["e"], "e", COMPANY)


def test_a_circle_of_superiors_ends_and_nobody_decides_about_himself() -> None:
    a = Person(id="a", name="a", role=Role.MANAGER, manager_id="b")
    b = Person(id="b", name="b", role=Role.MANAGER, manager_id="a")
    c = Person(id="c", name="c", role=Role.REP, manager_id="nobody")
    company = Organisation({"a": a, "b": b, "c": c})

    assert [p.id for p in access.above("a", company)] == ["b"]
    assert access.may_decide_special(b, "a", company)
    assert not access.may_decide_special(a, "a", company)
    assert list(access.above("c", company)) == []
    assert list(access.above("x", company)) == []


def test_cards_are_counted_by_oneself_and_those_above() -> None:
    manager, rep = COMPANY.people["m"], COMPANY.people["r"]

    assert {p.id for p in access.may_see_cards_of(manager, COMPANY)} == {"m", "r", "p"}
    assert access.may_see_cards_of(rep, COMPANY) == [rep]
    assert access.may_see_cards_of(GONE, COMPANY) == []
