"""Fences and windows: who counts as having been there."""

import math
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo import Point, distance_m
from domain.onsite import Standing, covering, is_early_fix, place
from domain.stores import Store
from tests.domain.making import HERE, T0, fix, later, presence, settings

SETTINGS = settings()
_DEGREE_M = 111_195


def north(metres: float, code: str = "", **more: Any) -> Store:
    """A store that many metres north of the rep."""
    point = Point(HERE.lat + metres / _DEGREE_M, HERE.lon)
    return Store(code=code or f"N{metres}", name=f"北{metres}", point=point, **more)


def test_a_location_inside_one_fence_names_that_store() -> None:
    placing = place(fix(), [north(3000), north(12)], SETTINGS)

    assert placing.standing is Standing.INSIDE
    assert [s.code for s, _ in placing.near] == ["N12"]
    assert placing.near[0][1] == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize(("metres", "standing"), [(299, Standing.INSIDE), (301, Standing.OUTSIDE)])
def test_the_fence_is_300_metres(metres: float, standing: Standing) -> None:
    assert place(fix(), [north(metres)], SETTINGS).standing is standing


def test_a_store_may_have_a_fence_of_its_own() -> None:
    wide, narrow = north(500, radius_m=600), north(250, radius_m=100)

    assert place(fix(), [wide], SETTINGS).standing is Standing.INSIDE
    assert place(fix(), [narrow], SETTINGS).standing is Standing.OUTSIDE


@given(st.floats(301, 5000), st.one_of(st.none(), st.floats(0, 5000), st.just(math.nan)))
def test_accuracy_never_widens_the_fence(metres: float, accuracy_m: float | None) -> None:
    placing = place(fix(accuracy_m=accuracy_m), [north(metres)], SETTINGS)

    assert placing.standing in {Standing.OUTSIDE, Standing.VAGUE}


@pytest.mark.parametrize(
    ("accuracy_m", "standing"),
    [
        (None, Standing.INSIDE),
        (200, Standing.INSIDE),
        (201, Standing.VAGUE),
        (900, Standing.VAGUE),
        (math.nan, Standing.VAGUE),
    ],
)
def test_a_poor_location_is_vague_even_at_the_door(
    accuracy_m: float | None, standing: Standing
) -> None:
    assert place(fix(accuracy_m=accuracy_m), [north(5)], SETTINGS).standing is standing


@pytest.mark.parametrize(
    ("second", "standing"),
    [(39, Standing.EITHER), (41, Standing.INSIDE), (10, Standing.EITHER)],
)
def test_two_stores_closer_than_30_metres_are_asked(second: float, standing: Standing) -> None:
    placing = place(fix(), [north(second, "B"), north(10, "A")], SETTINGS)

    assert placing.standing is standing
    assert [s.code for s, _ in placing.near] == ["A", "B"]


def test_a_neighbour_whose_fence_does_not_reach_is_not_asked() -> None:
    placing = place(fix(), [north(10), north(20, radius_m=15)], SETTINGS)

    assert placing.standing is Standing.INSIDE


def test_outside_every_fence_the_three_nearest_are_named() -> None:
    stores = [north(m) for m in (4000, 1000, 3000, 2000)]

    placing = place(fix(), stores, SETTINGS)

    assert placing.standing is Standing.OUTSIDE
    assert [s.code for s, _ in placing.near] == ["N1000", "N2000", "N3000"]


def test_s03_the_other_supermarket_is_three_kilometres_away() -> None:
    placing = place(
        fix(Point(31.99905, 118.7311)),
        [Store(code="ST004", name="金鹰生活超市", point=Point(32.026, 118.731))],
        SETTINGS,
    )

    assert placing.standing is Standing.OUTSIDE
    assert placing.near[0][1] == pytest.approx(3000, abs=20)


@pytest.mark.parametrize(
    ("point", "stores"),
    [
        (Point(0, 0), [north(5)]),
        (Point(131.9, 118.7), [north(5)]),
        (HERE, []),
        (HERE, [Store(code="X", name="没有坐标")]),
    ],
    ids=["null-island", "off-globe", "no-stores", "no-coordinates"],
)
def test_without_degrees_or_stores_it_is_nowhere(point: Point, stores: list[Store]) -> None:
    placing = place(fix(point), stores, SETTINGS)

    assert placing.standing is Standing.NOWHERE
    assert placing.near == ()


@given(st.lists(st.floats(0, 5000), max_size=6))
def test_near_stores_are_always_nearest_first(metres: list[float]) -> None:
    placing = place(fix(), [north(m, f"S{i}") for i, m in enumerate(metres)], SETTINGS)

    distances = [d for _, d in placing.near]
    assert distances == sorted(distances)
    assert all(d == distance_m(HERE, s.point) for s, d in placing.near if s.point)


@pytest.mark.parametrize(
    ("minutes", "held"),
    [(-15.1, False), (-15, True), (-3, True), (0, True), (60, True), (60.1, False), (600, False)],
)
def test_a_location_holds_15_minutes_before_it_and_60_after(minutes: float, held: bool) -> None:
    found = covering(later(minutes), [presence()], SETTINGS)

    assert (found is not None) is held


def test_the_newest_location_before_a_photo_covers_it() -> None:
    first, second, third = presence(0), presence(20), presence(40)

    assert covering(later(30), [first, second, third], SETTINGS) is second


def test_a_later_location_covers_a_photo_that_has_none_before_it() -> None:
    stale, fresh = presence(-90), presence(5)

    assert covering(T0, [stale, fresh], SETTINGS) is fresh
    assert covering(T0, [], SETTINGS) is None


@pytest.mark.parametrize(
    ("minutes", "early"), [(-10, False), (0, False), (15, False), (15.1, True), (59, True)]
)
def test_a_photo_more_than_15_minutes_after_its_location_is_marked(
    minutes: float, early: bool
) -> None:
    assert is_early_fix(later(minutes), presence(), SETTINGS) is early


def test_the_windows_are_the_companys() -> None:
    strict = settings(**{"定位有效(分钟)": 5, "现场有效(分钟)": 10})

    assert covering(T0 - timedelta(minutes=6), [presence()], strict) is None
    assert covering(later(11), [presence()], strict) is None
    assert is_early_fix(later(6), presence(), strict)
