"""Places: two datums, one distance."""

import math
from dataclasses import dataclass
from enum import StrEnum

_EARTH_M = 6_371_008.8
_AXIS_M = 6_378_245.0  # Krasovsky 1940, which GCJ-02 is built on
_CHINA = ((0.8293, 55.8271), (72.004, 137.8347))
"""Where the offset is applied: the box that the public formula is used in."""
_POLE = 90
_ECC2 = 0.00669342162296594323


class Datum(StrEnum):
    """Which ellipsoid a pair of degrees belongs to."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS-84 degrees."""

    lat: float
    lon: float

    @property
    def valid(self) -> bool:
        """Whether the degrees are on the globe, and not the null island of an unset receiver."""
        on_globe = abs(self.lat) <= _POLE and abs(self.lon) <= 2 * _POLE
        return on_globe and (self.lat, self.lon) != (0, 0)


def distance_m(a: Point, b: Point) -> float:
    """Return the great-circle distance between two points.

    Returns:
        Metres, >= 0, by the haversine formula on a sphere.

    Accuracy:
        Within 0.5 % of the WGS 84 geodesic for 10 m - 5 km at 18-54 deg N
        (``tests/domain/test_geo.py`` holds it there).

    Source:
        R. W. Sinnott, "Virtues of the Haversine", Sky & Telescope 68 (1984) 159.
    """
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, h)))


def to_wgs84(lat: float, lon: float, datum: Datum) -> Point:
    """Bring a pair of degrees of either datum to WGS-84.

    Accuracy:
        For GCJ-02 inside China the 4-step inverse returns to its start within 1e-6 m
        of the public forward formula; outside China the datums are the same.
    """
    if datum is Datum.WGS84 or not _in_china(lat, lon):
        return Point(lat, lon)
    x_lat, x_lon = lat, lon
    for _ in range(4):
        back = to_gcj02(Point(x_lat, x_lon))
        x_lat, x_lon = x_lat - (back.lat - lat), x_lon - (back.lon - lon)
    return Point(x_lat, x_lon)


def to_gcj02(point: Point) -> Point:
    """The public approximation of the Chinese survey offset (361-629 m in the cities measured)."""
    if not _in_china(point.lat, point.lon):
        return point
    x, y = point.lon - 105.0, point.lat - 35.0
    rad = math.radians(point.lat)
    magic = 1 - _ECC2 * math.sin(rad) ** 2
    root = math.sqrt(magic)
    d_lat = math.degrees(_north(x, y) / (_AXIS_M * (1 - _ECC2) / (magic * root)))
    d_lon = math.degrees(_east(x, y) / (_AXIS_M / root * math.cos(rad)))
    return Point(point.lat + d_lat, point.lon + d_lon)


def _in_china(lat: float, lon: float) -> bool:
    (south, north), (west, east) = _CHINA
    return south <= lat <= north and west <= lon <= east


def _waves(value: float, steps: tuple[tuple[float, float], ...]) -> float:
    return sum(size * math.sin(value * math.pi / part) for size, part in steps) * 2 / 3


def _north(x: float, y: float) -> float:
    flat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return (
        flat
        + _waves(x, ((20, 1 / 6), (20, 1 / 2)))
        + _waves(y, ((20, 1), (40, 3), (160, 12), (320, 30)))
    )


def _east(x: float, y: float) -> float:
    flat = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    return flat + _waves(x, ((20, 1 / 6), (20, 1 / 2), (20, 1), (40, 3), (150, 12), (300, 30)))
