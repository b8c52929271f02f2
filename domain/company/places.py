"""Coordinates as companies write them: which datum, which way round, and whether they can be."""

import re
from dataclasses import dataclass

from domain.company.cells import Cell, text
from domain.company.columns import plain_header
from domain.geo import Datum, Point, to_wgs84

_WGS84 = re.compile(r"wgs|gps|cgcs|国家2000|2000坐标|地球|原始|世界|84")
_GCJ02 = re.compile(r"gcj|火星|高德|腾讯|国测|谷歌中国|微信|amap|tencent|02坐标")
_LAT, _LON = (3.0, 54.0), (73.0, 136.0)
"""China, with its seas: only used to see that two columns are the wrong way round."""
_DIGITS = 7
"""Decimals kept: 1 cm."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a row says about where a store is."""

    point: Point | None
    remark: str = ""
    """What was done or is missing; empty when everything was as it should be."""


def place(lat: Cell, lon: Cell, both: Cell, datum: Cell) -> Place:
    """Read a store's point in WGS-84 from its cells, or say why there is none."""
    pair = _degrees(f"{text(lat)} {text(lon)}") or _degrees(text(both))
    if pair is None:
        written = text(lat) or text(lon) or text(both)
        return Place(None, "坐标看不懂,没有导入坐标" if written else "没有坐标")
    first, second = pair
    swapped = abs(first) > 90 or (_within(first, _LON) and _within(second, _LAT))  # noqa: PLR2004
    raw = Point(second, first) if swapped else Point(first, second)
    if not raw.valid:
        return Place(None, f"坐标不可能({first:g}, {second:g}),没有导入坐标")
    kind, remark = _datum(datum)
    if kind is None:
        return Place(None, remark)
    remarks = ["经纬度写反了,已对调"] if swapped and text(lat) else []
    if not (_within(raw.lat, _LAT) and _within(raw.lon, _LON)):
        remarks.append("坐标不在中国境内,请核对")
    if remark:
        remarks.append(remark)
    exact = to_wgs84(raw.lat, raw.lon, kind)
    point = Point(round(exact.lat, _DIGITS), round(exact.lon, _DIGITS))
    return Place(point, ";".join(remarks))


def _degrees(words: str) -> tuple[float, float] | None:
    """The two numbers of a text, if there are exactly two."""
    bare = re.sub(r"[°度NESW北南东西纬经]|[,;/、]", " ", words)
    parts = bare.split()
    try:
        first, second = (float(part) for part in parts)
    except ValueError:
        return None
    return first, second


def _datum(cell: Cell) -> tuple[Datum | None, str]:
    plain = plain_header(text(cell).translate(str.maketrans("()()", "    ")))
    if not plain:
        return Datum.WGS84, "没写坐标系,按 WGS-84 处理"
    if _GCJ02.search(plain):
        return Datum.GCJ02, ""
    if _WGS84.search(plain):
        return Datum.WGS84, ""
    return None, f"不支持坐标系 {text(cell)},没有导入坐标;请换成 WGS-84 或 GCJ-02"


def _within(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]
