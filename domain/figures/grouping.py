"""Where things belong: the place behind a store's code, the scope of a question, its groups."""

from dataclasses import dataclass
from datetime import date

from domain.directory import Directory
from domain.figures.provinces import city_of, province_named, province_of
from domain.figures.query import Query, Scope

_OF_PLACE = frozenset({"route", "district", "city", "province", "store_kind", "store"})


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What figures know of a store or customer. Made once for each, so identity is equality."""

    route: str = ""
    district: str = ""
    city: str = ""
    """Without 市."""
    province: str = ""
    store_kind: str = ""
    store: str = ""
    """Code; empty where no question asks for single stores."""


class Atlas:
    """Finds the place of a store for everybody who was there."""

    def __init__(self, directory: Directory, *, single: bool) -> None:
        self._directory = directory
        self._single = single
        """Whether stores are told apart."""
        self._known: dict[tuple[str, str], Place] = {}
        self._alike: dict[tuple[str, ...], Place] = {}

    def of(self, code: str, rep_id: str) -> Place:
        """The place of a code; what has no district of its own is in that of the rep."""
        found = self._known.get((code, rep_id))
        if found is None:
            fields = self._fields(code, rep_id)
            found = self._alike.get(fields)
            if found is None:
                found = self._alike[fields] = Place(*fields)
            self._known[code, rep_id] = found
        return found

    def _fields(self, code: str, rep_id: str) -> tuple[str, ...]:
        single = code if self._single else ""
        store = self._directory.stores.get(code)
        if store is not None:
            district = store.district or self._district_of(rep_id)
            city = city_of(store.city)
            return store.route, district, city, province_of(store.city), store.kind, single
        customer = self._directory.customers.get(code)
        if customer is None:
            return "", self._district_of(rep_id), "", province_of(""), "", single
        district = self._district_of(customer.owner_id or rep_id)
        city = customer.city
        return "", district, city_of(city), province_of(city), customer.kind, single

    def _district_of(self, person_id: str) -> str:
        person = self._directory.organisation.people.get(person_id)
        return person.district if person else ""


class Frame:
    """The scope and the groups of one question."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._scope = query.scope
        self._reps = frozenset(query.scope.reps)
        self._by_place = query.by in _OF_PLACE
        self._names: dict[Place, str | None] = {}

    def name(self, place: Place, rep_id: str, day: date) -> str | None:
        """The group that something belongs to; ``None`` for what the question is not about."""
        query = self.query
        if not query.first <= day <= query.last or (self._reps and rep_id not in self._reps):
            return None
        if place in self._names:
            name = self._names[place]
        else:
            name = self._names[place] = self._of_place(place)
        if name is None or self._by_place or not query.by:
            return name
        return rep_id if query.by == "rep" else period(query.by, day)

    def _of_place(self, place: Place) -> str | None:
        if not within(place, self._scope):
            return None
        return getattr(place, self.query.by) if self._by_place else ""


def within(place: Place, scope: Scope) -> bool:
    """Whether a place is what a question is about, as far as places go."""
    limits = (
        (scope.routes, place.route),
        (scope.districts, place.district),
        (scope.stores, place.store),
        (tuple(map(city_of, scope.cities)), place.city),
        (tuple(map(province_named, scope.provinces)), place.province),
    )
    if any(wanted and is_ not in wanted for wanted, is_ in limits):
        return False
    return not scope.store_kinds or any(k in place.store_kind for k in scope.store_kinds)


def asked_about(query: Query, directory: Directory) -> tuple[str, ...]:
    """The routes or districts that a question is about, visited or not; none for other splits."""
    scope = query.scope
    if query.by not in {"route", "district"}:
        return ()
    atlas = Atlas(directory, single=bool(scope.stores))
    stores = (s for s in directory.stores.values() if not scope.reps or s.rep_id in scope.reps)
    places = (atlas.of(s.code, s.rep_id or "") for s in stores)
    names = dict.fromkeys(getattr(p, query.by) for p in places if within(p, scope))
    if query.by == "district" and scope == Scope(districts=scope.districts):
        names.update(dict.fromkeys(scope.districts))
    return tuple(filter(None, names))


def period(by: str, day: date) -> str:
    """The name of the day, week or month: ``2026-11-23``, ``2026-W48``, ``2026-11``."""
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return day.isoformat() if by == "day" else f"{day:%Y-%m}"
