"""门店位置有误: which words say so, and which location may stand for the store's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import moving
from domain.geo import Point
from domain.moving import Said, Unfit
from domain.onsite import Provenance
from domain.stores import Store
from tests.domain.making import HERE, T0, fix, settings

STORE = Store(code="ST001", name="幸福超市", point=Point(32.026, 118.731))


@pytest.mark.parametrize(
    "said",
    [
        "门店位置不对",
        "店址错了",
        "位置有误",
        "坐标偏了",
        "地址变了",
        "更正一下门店位置",
        "系统里的定位点标错了",
    ],
)
def test_words_that_say_a_place_is_wrong(said: str) -> None:
    assert moving.said_of_place(said) is Said.WRONG


@pytest.mark.parametrize("said", ["这家店搬了", "店早就搬走了", "他们换地方了", "搬到对面"])
def test_words_that_say_a_store_moved(said: str) -> None:
    assert moving.said_of_place(said) is Said.MOVED


@pytest.mark.parametrize(
    "said", ["位置不对吗?", "怎么改位置", "我的位置不对", "客户地址变了", "238 12箱", "到店"]
)
def test_words_that_say_neither(said: str) -> None:
    assert moving.said_of_place(said) is None


def test_a_fresh_exact_own_location_outside_the_fence_will_do() -> None:
    assert moving.unfit(fix(), STORE, T0, settings()) is None
    assert moving.unfit(fix(accuracy_m=None), replace(STORE, point=None), T0, settings()) is None


def test_other_locations_say_nothing_about_a_store() -> None:
    def why(**changes: object) -> Unfit | None:
        return moving.unfit(replace(fix(), **changes), STORE, T0, settings())  # type: ignore[arg-type]

    assert moving.unfit(None, STORE, T0, settings()) is Unfit.NONE
    assert why(point=Point(0, 0)) is Unfit.NONE
    assert why(at=T0 - timedelta(hours=2)) is Unfit.OLD
    assert why(provenance=Provenance.FORWARDED) is Unfit.FORWARDED
    assert why(accuracy_m=900) is Unfit.VAGUE
    assert why(point=Point(32.0261, 118.731)) is Unfit.INSIDE


def test_a_request_keeps_both_places() -> None:
    kept = moving.body(fix(), STORE)
    unknown = moving.body(fix(), replace(STORE, point=None))

    assert kept["old"] == [32.026, 118.731]
    assert 2900 < kept["distance_m"] < 3100
    assert moving.target(kept) == HERE
    assert (unknown["old"], unknown["distance_m"]) == (None, None)
