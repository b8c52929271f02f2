"""Which districts, routes, people and places the words of a question name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from domain.directory import Directory
from domain.figures.provinces import cities_in, city_of, province_of
from domain.figures.query import Scope
from domain.figures.sight import sight
from domain.numbers import plain
from domain.people import Role
from domain.understanding import Frame

_SHORTEST = 2
_PLACE, _CITY, _PROVINCE = "片区", "市", "省"
_TEAM = re.compile(r"的?(?:团队|片区|大区|区域|手底下|手下|下属|下面|的人|带的人|这边)")
_UNKNOWN_BEFORE = "各每按哪我本们的分个所有全整"


@dataclass(slots=True)
class Found:
    """What the words name."""

    scope: Scope = field(default_factory=Scope)
    names: tuple[str, ...] = ()
    """The pieces of the words that name it."""
    unknown: bool = False
    """A district is named that nobody knows, or a city without stores."""


def found_in(text: str, directory: Directory, frame: Frame | None = None) -> Found:
    """Read names out of the words as they stand; what was read more cleverly comes beside it."""
    said = plain(text).upper()
    team = _TEAM.search(said)
    routes, said, took = _take(said, _routes(directory, said))
    districts, said, more = _take(said, _short({s for s in _districts(directory) if s}, said))
    people, said, most = _take(said, _people(directory, said))
    cities, said, much = _take(said, _cities(directory, said))
    people, led = _teams(people, directory) if team else (people, ())
    provinces, said, last = _take(said, _provinces(directory, said))
    scope = Scope(
        districts=districts or led, routes=routes, reps=people, cities=cities, provinces=provinces
    )
    names = (*took, *more, *most, *much, *last, *((team[0],) if team and led else ()))
    if frame is not None:
        unread = [n for n in frame.named if not any(plain(n.said).upper() in p for p in names)]
        scope = _with_frame(scope, replace(frame, named=tuple(unread)))
    lost = not scope.districts and _lost_district(said)
    elsewhere = not (scope.stores or scope.cities or scope.districts) and bool(cities_in(said))
    return Found(scope, names, unknown=lost or elsewhere)


def several(scope: Scope) -> str:
    """By what a question is split that names several things of a kind; empty for any other."""
    kinds = {
        "district": scope.districts,
        "route": scope.routes,
        "city": scope.cities,
        "province": scope.provinces,
        "rep": scope.reps,
        "store": scope.stores,
    }
    return next((by for by, named in kinds.items() if len(named) > 1), "")


def _teams(people: Sequence[str], directory: Directory) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who of them leads nobody, and the districts of those who do: 周敏团队 is her district."""
    organisation = directory.organisation
    leading = [p for p in people if organisation.people[p].role not in {Role.REP, Role.ADMIN}]
    seen = [sight(organisation.people[p], organisation) for p in leading]
    districts = dict.fromkeys(d for one in seen if one for d in one.districts)
    return tuple(p for p in people if p not in leading), tuple(districts)


def _with_frame(scope: Scope, frame: Frame) -> Scope:
    def first(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.ids[0] for one in frame.of_kind(*kinds) if one.ids))

    def names(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name for one in frame.of_kind(kind)))

    cities = tuple(map(city_of, names("city")))
    return replace(
        scope,
        districts=scope.districts or names("district"),
        reps=scope.reps or first("person"),
        stores=first("store", "customer"),
        cities=scope.cities or (() if scope.districts or names("district") else cities),
    )


def _take(
    said: str, found: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """What is meant, the words without it, and the pieces taken; found are (piece, meaning)."""
    for piece, _ in found:
        said = said.replace(piece, " ")
    return tuple(dict.fromkeys(m for _, m in found)), said, tuple(p for p, _ in found)


def _routes(directory: Directory, said: str) -> Sequence[tuple[str, str]]:
    """Whole names first; 河西线 means 河西线A and 河西线B."""
    every = dict.fromkeys(s.route for s in directory.stores.values() if s.route)
    whole = [(plain(r).upper(), r) for r in every if plain(r).upper() in said]
    if whole:
        return whole
    stems = ((plain(r).upper().rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-号"), r) for r in every)
    return [(stem, r) for stem, r in stems if len(stem) > _SHORTEST and stem in said]


def _districts(directory: Directory) -> Iterable[str]:
    people = directory.organisation.people.values()
    return {s.district for s in directory.stores.values()} | {p.district for p in people}


def _short(names: Iterable[str], said: str) -> Sequence[tuple[str, str]]:
    """By the whole name, or what people leave of it: 河西, 河西片区; the longest piece counts."""
    found = []
    for name in sorted(names):
        core = plain(name).upper().removesuffix(_PLACE)
        tails = (core[at:] for at in range(len(core) - 1))
        piece = next((t for t in tails if t in said), "")
        if piece:
            full = f"{piece}{_PLACE}"
            found.append((full if full in said else piece, name))
    return [(p, n) for p, n in found if not any(p != q and p in q for q, _ in found)]


def _people(directory: Directory, said: str) -> Sequence[tuple[str, str]]:
    people = directory.organisation.people.values()
    return [
        (p.name, p.id) for p in people if p.active and len(p.name) >= _SHORTEST and p.name in said
    ]


def _cities(directory: Directory, said: str) -> Sequence[tuple[str, str]]:
    every = sorted({city_of(s.city) for s in directory.stores.values() if s.city})
    return [(f"{c}{_CITY}" if f"{c}{_CITY}" in said else c, c) for c in every if c in said]


def _provinces(directory: Directory, said: str) -> Sequence[tuple[str, str]]:
    every = sorted({province_of(s.city) for s in directory.stores.values() if s.city})
    return [(f"{p}{_PROVINCE}" if f"{p}{_PROVINCE}" in said else p, p) for p in every if p in said]


def _lost_district(said: str) -> bool:
    """Whether 片区 stands behind a name that nobody knows, and not behind 各, 我们 or 按."""
    at = said.find(_PLACE)
    before = said[:at].strip() if at > 0 else ""
    return bool(before) and before[-1] not in _UNKNOWN_BEFORE and not before[-1].isascii()
