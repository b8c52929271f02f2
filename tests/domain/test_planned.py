"""How the stops of a day stand, and in which order they are near."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.asking import leave_body, new_code, new_store_body, skip_body
from domain.geo import Point
from domain.planned import Stop, done, due, extras, stops
from domain.routing import nearest_first
from domain.stores import Store
from domain.visits import SWITCHED, Visit, VisitState
from tests.domain.making import T0, later, presence, settings, visit

SETTINGS = settings()
TODAY = SETTINGS.day(T0)
YESTERDAY = T0 - timedelta(days=1)
MONDAY = date(2026, 11, 23)


def how(*visits: Visit, skip: tuple[str, str] | None = None) -> Stop:
    (code,) = {v.store_code for v in visits} or {"A"}
    return stops([code, code], visits, {code: skip} if skip else {}, TODAY, SETTINGS)[0]


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([], {}),
        ([visit()], {}),
        ([visit(presences=[presence()])], {"begun": True}),
        (
            [visit(state=VisitState.SUBMITTED, submitted_at=later(9)), visit(opened_at=later(20))],
            {"done_at": later(9)},
        ),
        ([visit(state=VisitState.ABANDONED, closed_reason="关门")], {"given_up": "关门"}),
        ([visit(state=VisitState.ABANDONED, closed_reason="关门", opened_at=YESTERDAY)], {}),
        ([visit(state=VisitState.ABANDONED, closed_reason=SWITCHED)], {}),
        ([visit(state=VisitState.WAIVED, closed_reason="路封了")], {"waived": "路封了"}),
        ([visit(presences=[presence()], opened_at=YESTERDAY)], {"begun": True}),
        ([visit(presences=[presence()], reopened="shelf")], {"begun": True, "returned": True}),
        ([visit(state=VisitState.SUBMITTED, submitted_at=YESTERDAY, opened_at=YESTERDAY)], {}),
    ],
    ids=["never", "named", "begun", "done and opened again", "given up", "given up before", "wrong door", "waived", "gone on with", "given back", "done before"],
)  # fmt: skip
def test_a_stop_stands_as_the_visits_there(there: list[Visit], expected: dict[str, Any]) -> None:
    found = how(*there)

    assert found == Stop(found.code, **expected)


def test_yesterdays_visit_does_todays_stop_only_if_the_rep_was_there_today() -> None:
    closed: dict[str, Any] = {
        "state": VisitState.SUBMITTED,
        "submitted_at": later(9),
        "opened_at": YESTERDAY,
    }
    before = presence(-24 * 60)

    there = visit(presences=[before, presence()], **closed)
    elsewhere = visit(presences=[before], late_entry=True, **closed)

    assert how(there).done_at == later(9)
    assert how(elsewhere).left


def test_only_what_a_manager_agreed_to_need_not_be_done_and_going_there_undoes_it() -> None:
    asked, agreed = how(skip=("open", "装修")), how(skip=("approved", "装修"))
    back = how(skip=("taken_back", "装修"))
    gone = how(visit(presences=[presence()]), skip=("approved", "装修"))

    assert [s.left for s in (asked, agreed, back, gone)] == [True, False, True, True]
    assert (agreed.skipped, gone.skipped, back.skip) == (True, False, "")
    assert due([asked, agreed, gone]) == 2


def test_what_is_done_is_counted_and_what_is_given_up_is_not_left() -> None:
    found = [Stop("A", done_at=T0), Stop("B", given_up="关门"), Stop("C")]

    assert done(found) == 1
    assert [s.code for s in found if s.left] == ["C"]


def test_where_somebody_was_beside_the_plan_is_listed_in_order_of_the_visits() -> None:
    there = visit(id="v2", store_code="B", opened_at=later(5), presences=[presence()])
    waived = visit(
        id="v3", store_code="C", opened_at=later(1), state=VisitState.WAIVED, closed_reason="关"
    )
    door = visit(id="v4", store_code="D", state=VisitState.ABANDONED, closed_reason=SWITCHED)
    before = visit(id="v5", store_code="E", opened_at=YESTERDAY)

    found = extras(["A"], [visit(store_code="A"), there, waived, door, before], TODAY, SETTINGS)

    assert [(s.code, s.begun, s.left, s.extra) for s in found] == [
        ("C", False, False, True),
        ("B", True, True, True),
    ]


def store(code: str, name: str, north_m: float | None = None) -> Store:
    point = None if north_m is None else Point(32 + north_m / 111_195, 118.7)
    return Store(code=code, name=name, point=point)


STORES = [
    store("ST002", "阳光便利", 900),
    store("ST001", "幸福超市", 300),
    store("ST003", "佳佳生鲜"),
    store("ST004", "幸福里粮油", 500),
]


def test_the_nearest_comes_next_from_each_store_on_and_those_without_a_place_last() -> None:
    legs = nearest_first(Point(32, 118.7), STORES)

    assert [leg.store.code for leg in legs] == ["ST001", "ST004", "ST002", "ST003"]
    assert [leg.metres and round(leg.metres, -1) for leg in legs] == [300, 200, 400, None]


def test_what_is_asked_for_is_kept_as_plain_data() -> None:
    assert skip_body(MONDAY, "装修") == {"day": "2026-11-23", "reason": "装修"}
    assert leave_body("a1") == {"absence": "a1"}
    placed, bare = (new_store_body("新", p, MONDAY)["place"] for p in (Point(32, 118.7), None))
    assert (placed, bare) == ([32, 118.7], None)
    assert new_code(7) == "N-0007"
