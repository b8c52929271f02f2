"""The company as a conversation sees it: people, stores, products, customers, by name and code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from domain.access import may_visit
from domain.catalogue import Catalogue
from domain.memory.letters import folded
from domain.numbers import plain
from domain.people import Organisation, Person
from domain.stores import Store

_ALIKE = 60
"""Likeness of names (0-100) from which a store is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A B2B customer, as far as everybody may know it."""

    code: str
    name: str
    owner_id: str | None = None
    contact: str = ""
    """联系人, by full name."""
    salutation: str = ""
    """称呼: 张总."""
    kind: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot; made anew after every import."""

    organisation: Organisation
    stores: Mapping[str, Store]
    catalogue: Catalogue
    customers: Mapping[str, Customer] = field(default_factory=dict)
    _reach: dict[str, tuple[Person, Sequence[Store]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What ``within_reach`` found; a message asks several times, and a company has many stores."""
    _heads: dict[str, list[tuple[str, str, str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Names of stores, customers and products by their first two letters."""

    def stores_in(self, text: str, among: Sequence[Store]) -> Sequence[Store]:
        """Stores whose code or name stands in the text; no name that is part of a longer one."""
        said = plain(text).upper()
        names = {s.code: plain(s.name).upper() for s in among}
        named = {name for name in names.values() if name in said}
        whole = {n for n in named if not any(n in other and n != other for other in named)}
        return [s for s in among if names[s.code] in whole or _holds_code(said, s.code)]

    def names_in(self, text: str) -> Sequence[tuple[str, str, int, int]]:
        """Whole names in the text: store, customer or product, its code, where it stands."""
        said = folded(text)
        if not self._heads:
            self._heads.update(self._indexed())
        return [
            (kind, code, at, at + len(name))
            for at in range(len(said))
            for kind, code, name in self._heads.get(said[at : at + 2], ())
            if said.startswith(name, at)
        ]

    def _indexed(self) -> Mapping[str, list[tuple[str, str, str]]]:
        every = (
            *(("store", s.code, s.name) for s in self.stores.values()),
            *(("customer", c.code, c.name) for c in self.customers.values()),
            *(("product", p.code, p.name) for p in self.catalogue.products.values()),
        )
        heads: dict[str, list[tuple[str, str, str]]] = {"": []}
        for kind, code, name in every:
            plain_name = folded(name.strip())
            heads.setdefault(plain_name[:2], []).append((kind, code, plain_name))
        return heads

    def like(self, name: str, among: Sequence[Store], *, most: int = 3) -> Sequence[Store]:
        """Stores whose names are nearest to what was said, best first; none that is far off."""
        said = plain(name).upper()
        scored = [(fuzz.partial_ratio(said, s.name.upper()), s) for s in among]
        near = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda p: -p[0])
        return [store for _, store in near[:most]]

    def customers_in(self, text: str, person: Person) -> Sequence[Customer]:
        """The person's customers that the text names."""
        said = plain(text).upper()
        own = (c for c in self.customers.values() if c.owner_id == person.id)
        return [c for c in own if plain(c.name).upper() in said]

    def within_reach(self, person: Person) -> Sequence[Store]:
        """Stores that the person may visit: the own ones and those of the own district."""
        known = self._reach.get(person.id)
        if known is None or known[0] is not person:
            known = (person, tuple(s for s in self.stores.values() if may_visit(person, s)))
            self._reach[person.id] = known
        return known[1]

    def on_route(self, route: str) -> Sequence[Store]:
        """The stores of a route (线路)."""
        return [s for s in self.stores.values() if s.route == route]


def _holds_code(said: str, code: str) -> bool:
    """``ST001`` stands in ``到店 ST001``, but not in ``ST0010``."""
    return bool(re.search(rf"(?<![A-Z\d]){re.escape(plain(code).upper())}(?![A-Z\d])", said))
