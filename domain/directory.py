"""The company as a conversation sees it: people, stores, products, customers, by name and code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.catalogue import Catalogue
from domain.numbers import plain
from domain.people import Organisation, Person
from domain.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A B2B customer, as far as everybody may know it."""

    code: str
    name: str
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """A snapshot; made anew after every import."""

    organisation: Organisation
    stores: Mapping[str, Store]
    catalogue: Catalogue
    customers: Mapping[str, Customer] = field(default_factory=dict)

    def stores_in(self, text: str, among: Sequence[Store]) -> Sequence[Store]:
        """Stores whose code or name stands in the text; the longest names only."""
        said = plain(text).upper()
        hits = [s for s in among if s.name.upper() in said or s.code.upper() in said]
        longest = max((len(s.name) for s in hits if s.name.upper() in said), default=0)
        return [s for s in hits if len(s.name) == longest or s.code.upper() in said]

    def customers_in(self, text: str, person: Person) -> Sequence[Customer]:
        """The person's customers that the text names."""
        said = plain(text)
        return [c for c in self.customers.values() if c.name in said and c.owner_id == person.id]

    def within_reach(self, person: Person) -> Sequence[Store]:
        """Stores that the person may visit: the own ones and those of the own district."""
        return [
            s
            for s in self.stores.values()
            if s.rep_id == person.id or (person.district and s.district == person.district)
        ]

    def on_route(self, route: str) -> Sequence[Store]:
        """The stores of a route (线路)."""
        return [s for s in self.stores.values() if s.route == route]
