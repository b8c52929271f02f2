"""Which districts, routes, people and places the words of a question name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from domain.directory import Directory
from domain.figures.provinces import cities_in, city_of, province_of
from domain.figures.query import Scope
from domain.numbers import plain
from domain.understanding import Frame

_SHORTEST = 2
_PLACE, _CITY, _PROVINCE = "片区", "市", "省"
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
    routes, said, took = _take(said, _routes(directory, said))
    districts, said, more = _take(said, _short({s for s in _districts(directory) if s}, said))
    people, said, most = _take(said, _people(directory, said))
    cities, said, much = _take(said, _cities(directory, said))
    provinces, said, last = _take(said, _provinces(directory, said))
    scope = Scope(
        districts=districts, routes=routes, reps=people, cities=cities, provinces=provinces
    )
    if frame is not None:
        scope = _with_frame(scope, frame)
    names = (*took, *more, *most, *much, *last)
    lost = not scope.districts and _lost_district(said)
    elsewhere = not (scope.stores or scope.cities or scope.districts) and bool(cities_in(said))
    return Found(scope, names, unknown=lost or elsewhere)


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
    longest = max((len(p) for p, _ in found), default=0)
    return [(p, n) for p, n in found if len(p) == longest]


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
