"""Whose visits are meant: by name, number or store, and only as far as the asker may look."""

from datetime import UTC, datetime

import pytest

from domain.absences import Absence
from domain.errors import NotAllowedError
from domain.penetration.aiming import Aim, Vacant, Which, aim, eyes
from domain.penetration.wish import Wish
from tests.domain.penetration.company import COMPANY, EAST, SOUTH, TODAY, WHO


def asked(who: str, wish: Wish) -> Aim | Which | Vacant:
    return aim(wish, WHO[who], COMPANY)


def rep_of(found: Aim | Which | Vacant) -> str:
    assert isinstance(found, Aim)
    assert found.rep is not None
    return found.rep.id


def test_a_number_is_the_roster_number_of_the_managers_own_district() -> None:
    assert rep_of(asked("m1", Wish(rep_ord=4))) == "r4"
    assert rep_of(asked("m1", Wish(rep_ord=-1))) == "r4"
    assert rep_of(asked("m1", Wish(rep_ord=-3, district=EAST))) == "r1"
    assert rep_of(asked("m1", Wish(reps=("r1",)))) == "r1"
    assert asked("m1", Wish(rep_ord=2)) == Aim(WHO["r2"], None)


def test_a_gap_is_told_from_too_high_a_number() -> None:
    gap, high = asked("m1", Wish(rep_ord=3)), asked("m1", Wish(rep_ord=9))

    assert isinstance(gap, Vacant)
    assert gap.gap
    assert gap.roster == ((1, "叶小满"), (2, "白一鸣"), (4, "穆青山"))
    assert isinstance(high, Vacant)
    assert not high.gap
    assert asked("m1", Wish(rep_ord=-5)) == Vacant(EAST, -5, gap.roster)
    assert asked("d", Wish(rep_ord=9)) == Vacant("", 9, ())


def test_who_sees_several_districts_is_asked_which() -> None:
    districts = ((EAST, EAST), (SOUTH, SOUTH))

    assert asked("d", Wish(rep_ord=2)) == Which("district", districts, "2", 2)
    assert rep_of(asked("a", Wish(rep_ord=4))) == "r4"
    assert asked("d", Wish(visit_ord=3)) == Which("district", districts, "", 2)


def test_two_of_one_name_are_told_apart_by_their_district() -> None:
    both = Wish(reps=("r2", "s2"))

    found = asked("d", both)

    assert isinstance(found, Which)
    assert found.options == (("r2", f"白一鸣({EAST})"), ("s2", f"白一鸣({SOUTH})"))
    assert rep_of(asked("m1", both)) == "r2"
    assert rep_of(asked("d", Wish(reps=("r2", "s2"), district=SOUTH))) == "s2"
    assert rep_of(asked("m1", Wish(reps=("gone",)))) == "gone"


def test_without_anybody_it_is_asked_whose() -> None:
    found = asked("m1", Wish(visit_ord=3))

    assert isinstance(found, Which)
    assert [label for _, label in found.options] == ["叶小满", "白一鸣", "穆青山"]


def test_a_store_is_enough_and_two_of_one_name_are_asked() -> None:
    both = ("SZ104", "SZ201")

    assert asked("m1", Wish(stores=("SZ101",))) == Aim(None, COMPANY.stores["SZ101"])
    assert asked("m1", Wish(stores=both)) == Aim(None, COMPANY.stores["SZ104"])
    assert asked("d", Wish(stores=both, district=SOUTH)) == Aim(None, COMPANY.stores["SZ201"])
    found = asked("d", Wish(stores=both))
    assert isinstance(found, Which)
    assert found.options == (("SZ104", "百合粮油 SZ104"), ("SZ201", "百合粮油 SZ201"))
    assert asked("d", Wish(stores=both, reps=("s1",))) == Aim(WHO["s1"], COMPANY.stores["SZ201"])


@pytest.mark.parametrize(
    ("who", "wish"),
    [
        ("m2", Wish(rep_ord=2, district=EAST)),
        ("m2", Wish(rep_ord=99, district=EAST)),
        ("m2", Wish(reps=("r1",))),
        ("m2", Wish(stores=("SZ101",))),
        ("r1", Wish(reps=("r4",))),
        ("r1", Wish(rep_ord=2)),
        ("r1", Wish(rep_ord=2, district=EAST)),
        ("r1", Wish(rep_ord=1, district=SOUTH)),
        ("h", Wish(rep_ord=2)),
        ("h", Wish(reps=("r1",), district=EAST)),
        ("h", Wish(visit_ord=3)),
        ("h", Wish(district=EAST)),
    ],
)
def test_outsiders_learn_nothing(who: str, wish: Wish) -> None:
    with pytest.raises(NotAllowedError):
        asked(who, wish)


def test_a_rep_may_look_into_his_own_visits() -> None:
    for wish in (
        Wish(me=True),
        Wish(reps=("r1",)),
        Wish(rep_ord=1, district=EAST),
        Wish(rep_ord=1),
        Wish(district=EAST, visit_ord=2),
        Wish(visit_ord=2),
    ):
        assert rep_of(asked("r1", wish)) == "r1"
    assert rep_of(asked("r4", Wish(rep_ord=-1))) == "r4"
    assert asked("r1", Wish(stores=("SZ201",))) == Aim(WHO["r1"], COMPANY.stores["SZ201"])


def test_who_stands_in_for_a_manager_sees_what_he_sees() -> None:
    def away(who: str, instead: str) -> Absence:
        at = datetime(2026, 11, 23, tzinfo=UTC)
        return Absence(
            id=who, person_id=who, first=TODAY, last=TODAY, reason="", by=who, at=at,
            substitute_id=instead, state="approved",
        )  # fmt: skip

    gone = [away("m1", "m2"), away("r1", "r2")]

    assert eyes(WHO["m2"], COMPANY, gone) == [WHO["m2"], WHO["m1"]]
    assert eyes(WHO["r2"], COMPANY, gone) == [WHO["r2"]]
