"""Which province a Chinese city belongs to; names with and without 市 are one city."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

UNKNOWN = "未知省份"
_SHORTEST = 2
_LONGEST = 4
_OF_PROVINCES = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省")
_BELOW = ("自治州", "自治县", "区", "县")


@cache
def _provinces() -> Mapping[str, str]:
    """Province by city, both in short."""
    text = files("domain.rules").joinpath("provinces.toml").read_text("utf-8")
    table: Mapping[str, str] = tomllib.loads(text)["provinces"]
    return {city: province for province, cities in table.items() for city in cities.split()}


@cache
def city_of(name: str) -> str:
    """A city by its short name: 佛山 for 佛山市, 广东省佛山市 and 佛山市南海区.

    What is no city of the list only loses its 市.
    """
    said = "".join(name.split())
    if said in _provinces():
        return said
    return _known(said) or _known(_without_province(said)) or _short(said)


@cache
def province_of(city: str) -> str:
    """The province of a city, without 省; 未知省份 for what is in no list."""
    return _provinces().get(city_of(city), UNKNOWN)


def province_named(name: str) -> str:
    """A province by its short name: 江苏 for 江苏省, 广西 for 广西壮族自治区."""
    said = "".join(name.split())
    tail = next((t for t in (*_OF_PROVINCES, "市") if said.endswith(t)), "")
    return said.removesuffix(tail) if len(said) > len(tail) else said


def cities_in(said: str) -> tuple[str, ...]:
    """The cities of the list whose short names stand in the words."""
    return tuple(city for city in _provinces() if city in said)


def _known(said: str) -> str:
    """The city that a name begins with, the longest one; its rest must begin as such rests do."""
    for length in range(min(len(said), _LONGEST), _SHORTEST - 1, -1):
        if said[:length] in _provinces() and _rest(said[length:]):
            return said[:length]
    return ""


def _rest(rest: str) -> bool:
    """Whether a name goes on like one of a city: 市, 朝鲜族自治州, 鼓楼区 — but not 省 or 区 alone."""
    if not rest or rest.startswith(("市", "地区", "盟", "州")):
        return True
    return rest.endswith(_BELOW) and len(rest) > _SHORTEST and not rest.startswith("省")


def _without_province(said: str) -> str:
    for province in _provinces().values():
        if said.startswith(province):
            rest = said.removeprefix(province)
            return next((rest.removeprefix(t) for t in _OF_PROVINCES if rest.startswith(t)), rest)
    return said


def _short(said: str) -> str:
    return said.removesuffix("市") if len(said) > _SHORTEST else said
