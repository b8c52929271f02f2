"""What managers decide in chat: requests from the field, and who looks after which store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from domain.geo import Point
from domain.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something that only a manager may decide."""

    id: str
    kind: str
    """``store_move``: the store stands elsewhere; ``skip``, ``leave``, ``new_store``: see
    ``domain.asking``."""
    store_code: str
    """Empty where it is about no store that is known."""
    by: str
    """Person id of who asks."""
    at: datetime
    body: Mapping[str, Any]
    """For ``store_move``: see ``domain.moving.body``; degrees are WGS-84."""
    state: str = "open"
    """open, approved or declined."""
    decided_by: str = ""
    """Person id."""
    decided_at: datetime | None = None


class Requests(Protocol):
    """Requests, open and decided."""

    def add(self, request: Request) -> None:
        """Keep a new one."""
        ...

    def get(self, request_id: str) -> Request | None:
        """One request."""
        ...

    def open_at(self, stores: Sequence[str]) -> Sequence[Request]:
        """Open requests about some stores, oldest first."""
        ...

    def open_by(self, people: Sequence[str]) -> Sequence[Request]:
        """Open requests of some people about no store that is known, oldest first."""
        ...

    def decide(self, request_id: str, state: str, by: str, at: datetime) -> None:
        """Write what was decided."""
        ...


class StoreBook(Protocol):
    """Changes to stores that are made in chat."""

    def move(self, store: str, to: Point) -> None:
        """Write where a store stands, in WGS-84. Earlier visits keep their distances."""
        ...

    def create(self, store: Store) -> None:
        """Add a store that no list had."""
        ...

    def planned(self, stores: Mapping[str, date], to: str) -> int:
        """How many lines of others' plans a hand-over would move, each store's from its day on."""
        ...

    def hand_over(self, stores: Mapping[str, date], to: str) -> int:
        """Give stores to another rep, with their plans from a day on; how many plan lines.

        Whoever had a store before can't open a visit there any more.
        """
        ...
