"""A store's point: datum, order and sense."""

import pytest

from domain.company.cells import Cell
from domain.company.places import place
from domain.geo import Point, distance_m, to_gcj02

HERE = Point(31.999, 118.731)


def test_wgs84_is_taken_as_it_is() -> None:
    assert place(31.999, 118.731, None, "WGS-84").point == HERE


@pytest.mark.parametrize("datum", ["GCJ-02", "火星坐标", "高德", "腾讯地图", "国测局(高德)"])
def test_chinese_map_coordinates_are_converted(datum: str) -> None:
    shifted = to_gcj02(HERE)

    point = place(shifted.lat, shifted.lon, None, datum).point

    assert point
    assert distance_m(point, HERE) < 0.05
    assert distance_m(shifted, HERE) > 300


@pytest.mark.parametrize("both", ["118.731,31.999", "31.999 118.731", "北纬31.999° 东经118.731°"])
def test_one_column_may_hold_both(both: str) -> None:
    assert place(None, None, both, "GPS").point == HERE


def test_swapped_columns_are_swapped_back_and_noted() -> None:
    swapped = place("118.731", "31.999", None, "WGS84")

    assert swapped.point == HERE
    assert swapped.remark == "经纬度写反了,已对调"


def test_a_swap_is_seen_below_ninety_degrees_too() -> None:
    assert place(75.99, 39.47, None, "WGS84").point == Point(39.47, 75.99)


@pytest.mark.parametrize(
    ("lat", "lon", "datum", "remark"),
    [
        (None, None, "WGS-84", "没有坐标"),
        ("河西", "奥体", "WGS-84", "坐标看不懂"),
        (31.9, None, "WGS-84", "坐标看不懂"),
        (31.9, 218.7, "WGS-84", "坐标不可能"),
        (0.0, 0.0, "WGS-84", "坐标不可能"),
        (31.9, 118.7, "BD-09", "不支持坐标系 BD-09"),
        (31.9, 118.7, "百度", "不支持坐标系 百度"),
    ],
)
def test_without_a_usable_point_it_says_why(lat: Cell, lon: Cell, datum: Cell, remark: str) -> None:
    result = place(lat, lon, None, datum)

    assert result.point is None
    assert remark in result.remark


@pytest.mark.parametrize(
    ("lat", "lon", "datum", "remark"),
    [(31.9, 11.87, "WGS-84", "不在中国境内"), (31.9, 118.7, None, "没写坐标系")],
)
def test_a_doubtful_point_is_loaded_with_a_remark(
    lat: Cell, lon: Cell, datum: Cell, remark: str
) -> None:
    result = place(lat, lon, None, datum)

    assert result.point
    assert remark in result.remark
