"""Distances and datums, held against an independent geodesic."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.geo import Datum, Point, distance_m, to_gcj02, to_wgs84

_A, _F = 6_378_137.0, 1 / 298.257223563
_B = _A * (1 - _F)
_CITIES = {
    "Nanjing": (Point(32.0603, 118.7969), 541),
    "Hangzhou": (Point(30.2741, 120.1551), 521),
    "Foshan": (Point(23.0218, 113.1219), 629),
    "Chengdu": (Point(30.5728, 104.0668), 361),
    "Beijing": (Point(39.9042, 116.4074), 555),
}
_MORE_CITIES = [
    Point(lat, lon)
    for lat in (18.25, 22.54, 25.04, 29.56, 31.23, 34.34, 36.07, 38.91, 43.83, 45.80, 49.21)
    for lon in (87.62, 91.14, 102.83, 106.55, 108.94, 114.06, 117.28, 121.47, 126.53)
]


def _vincenty_m(a: Point, b: Point) -> float:
    """Vincenty's inverse formula on WGS-84 (Survey Review 23, 1975): the oracle."""
    u1 = math.atan((1 - _F) * math.tan(math.radians(a.lat)))
    u2 = math.atan((1 - _F) * math.tan(math.radians(b.lat)))
    difference = lam = math.radians(b.lon - a.lon)
    while True:
        east = math.cos(u2) * math.sin(lam)
        north = math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam)
        sin_s = math.hypot(east, north)
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_alpha = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2 = 1 - sin_alpha**2
        mid = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2
        c = _F / 16 * cos2 * (4 + _F * (4 - 3 * cos2))
        inner = mid + c * cos_s * (2 * mid**2 - 1)
        lam, old = difference + (1 - c) * _F * sin_alpha * (sigma + c * sin_s * inner), lam
        if abs(lam - old) < 1e-12:
            return _B * _series(cos2) * (sigma - _correction(cos2, sin_s, cos_s, mid))


def _series(cos2: float) -> float:
    u = cos2 * (_A**2 - _B**2) / _B**2
    return 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))


def _correction(cos2: float, sin_s: float, cos_s: float, mid: float) -> float:
    u = cos2 * (_A**2 - _B**2) / _B**2
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = b / 6 * mid * (4 * sin_s**2 - 3) * (4 * mid**2 - 3)
    return b * sin_s * (mid + b / 4 * (cos_s * (2 * mid**2 - 1) - last))


def test_the_oracle_knows_a_published_geodesic() -> None:
    """Flinders Peak to Buninyong, from Geoscience Australia (GRS 80, which is WGS-84 to 0.1 mm)."""
    flinders = Point(-(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600)
    buninyong = Point(-(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600)

    assert _vincenty_m(flinders, buninyong) == pytest.approx(54972.271, abs=0.001)


@given(
    st.floats(18, 54),
    st.floats(73, 135),
    st.floats(10, 5000),
    st.floats(0, 2 * math.pi),
)
def test_distance_is_within_half_a_percent_of_the_geodesic(
    lat: float, lon: float, metres: float, bearing: float
) -> None:
    north, east = metres * math.cos(bearing), metres * math.sin(bearing)
    there = Point(lat + north / 111_000, lon + east / (111_320 * math.cos(math.radians(lat))))
    here = Point(lat, lon)
    exact = _vincenty_m(here, there)
    assume(exact >= 10)

    assert distance_m(here, there) == pytest.approx(exact, rel=0.005)
    assert distance_m(there, here) == pytest.approx(distance_m(here, there))


def test_a_place_is_no_distance_from_itself() -> None:
    assert distance_m(Point(31.999, 118.731), Point(31.999, 118.731)) == 0


def test_opposite_ends_of_the_earth_are_half_its_girth_apart() -> None:
    assert distance_m(Point(0, 0), Point(0, 180)) == pytest.approx(20_015_115, rel=1e-6)


@pytest.mark.parametrize(("city", "shift_m"), _CITIES.values(), ids=_CITIES)
def test_the_chinese_offset_is_as_large_as_published(city: Point, shift_m: int) -> None:
    shift = distance_m(city, to_gcj02(city))

    assert shift == pytest.approx(shift_m, abs=5)
    assert 355 < shift < 635


@pytest.mark.parametrize("city", [*(p for p, _ in _CITIES.values()), *_MORE_CITIES], ids=str)
def test_the_chinese_offset_is_taken_back_to_a_micrometre(city: Point) -> None:
    shifted = to_gcj02(city)

    back = to_wgs84(shifted.lat, shifted.lon, Datum.GCJ02)

    assert distance_m(city, back) < 1e-6


@pytest.mark.parametrize(
    "place",
    [Point(48.8584, 2.2945), Point(-33.8568, 151.2153), Point(56.5, 104), Point(0.5, 104)],
    ids=["paris", "sydney", "north", "south"],
)
def test_outside_china_the_datums_are_the_same(place: Point) -> None:
    assert to_gcj02(place) == place
    assert to_wgs84(place.lat, place.lon, Datum.GCJ02) == place


def test_wgs84_is_left_alone_in_china_too() -> None:
    assert to_wgs84(31.999, 118.731, Datum.WGS84) == Point(31.999, 118.731)


@pytest.mark.parametrize(
    ("point", "valid"),
    [
        (Point(31.999, 118.731), True),
        (Point(-90, 180), True),
        (Point(90.1, 0), False),
        (Point(0, -180.1), False),
        (Point(0, 0), False),
        (Point(math.nan, 118), False),
        (Point(31, math.inf), False),
    ],
    ids=str,
)
def test_only_degrees_on_the_globe_are_valid(point: Point, valid: bool) -> None:
    assert point.valid is valid
