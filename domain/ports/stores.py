"""What is kept between messages, as conversations see it. Nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from domain.evidence import Evidence
from domain.forms import CaptureForm
from domain.memory.vocabulary import Vocabulary
from domain.onsite import Fix, Placing
from domain.people import Person
from domain.reuse import Print
from domain.settings import Settings
from domain.visits import Visit


class Visits(Protocol):
    """Visits with their items."""

    def get(self, visit_id: str) -> Visit | None:
        """One visit."""
        ...

    def drafts_of(self, rep_id: str) -> Sequence[Visit]:
        """The rep's unexpired drafts, the one touched last first."""
        ...

    def latest_of(self, rep_id: str, store_code: str) -> Visit | None:
        """The rep's newest visit of that store, whatever its state."""
        ...

    def last_submitted(self, rep_id: str) -> Visit | None:
        """The visit that the rep submitted last."""
        ...

    def recent_of(self, rep_id: str, since: datetime) -> Sequence[Visit]:
        """The rep's visits that were touched since, whatever their state, the newest first."""
        ...

    def opened_in(self, begin: datetime, end: datetime, stores: Sequence[str]) -> Sequence[Visit]:
        """Visits of some stores opened in a span of time, oldest first."""
        ...

    def opened_by(self, rep_id: str, begin: datetime, end: datetime) -> Sequence[Visit]:
        """A rep's visits opened in a span of time, oldest first."""
        ...

    def drafts_at(self, stores: Sequence[str]) -> Sequence[Visit]:
        """Drafts of everybody at some stores, oldest first."""
        ...

    def pending_at(self, stores: Sequence[str]) -> Sequence[Visit]:
        """Visits at some stores with an item that waits for a manager, oldest first."""
        ...

    def save(self, visit: Visit, at: datetime | None = None) -> None:
        """Write the visit and what was put into it since it was loaded.

        ``at`` is when the rep touched it; without it, it was not the rep.
        """
        ...


class EvidenceBox(Protocol):
    """What a rep sent, until it is bound."""

    def add(self, evidence: Evidence) -> None:
        """Keep something new."""
        ...

    def get(self, evidence_id: int) -> Evidence | None:
        """By inbox number."""
        ...

    def waiting(self, person_id: str) -> Sequence[Evidence]:
        """Everything of the person that no visit has, in order of message time."""
        ...

    def save(self, evidence: Evidence) -> None:
        """Write what changed: caption, reading, failure, visit."""
        ...

    def set_aside(self, evidence_id: int) -> None:
        """Never offer it to a visit again; the row stays."""
        ...


class Fixes(Protocol):
    """Every location that was sent."""

    def add(self, person_id: str, fix: Fix, placing: Placing, visit_id: str | None) -> None:
        """Log it, accepted or not."""
        ...

    def get(self, source: int) -> Fix | None:
        """The location of an inbox number."""
        ...

    def last(self, person_id: str) -> Fix | None:
        """The location that the person sent last, accepted or not."""
        ...


@dataclass(frozen=True, slots=True)
class SeenPrice:
    """A competitor's price that was confirmed at some time."""

    at: datetime
    price_fen: int
    """As printed, for ``pack`` pieces."""
    pack: int = 1


class PriceBook(Protocol):
    """Competitor prices as confirmed in visits and imported."""

    def last(self, store: str, competitor: str, before: datetime) -> SeenPrice | None:
        """The last valid price of a competitor's product in a store."""
        ...

    def add(self, visit: Visit, item_id: str) -> None:
        """Enter the confirmed price of an item, in the place of what it was before."""
        ...

    def remove(self, item_id: str) -> None:
        """Take out the price of an item that does not count any more."""
        ...


@dataclass(frozen=True, slots=True)
class LastOrder:
    """A store's newest order."""

    day: date
    lines: tuple[tuple[str, float, str], ...]
    """(product name, quantity, unit)."""


class Sales(Protocol):
    """Orders and plans."""

    def last_order(self, store: str, before: date) -> LastOrder | None:
        """The newest order of a store, up to and including a day."""
        ...

    def has_orders(self) -> bool:
        """Whether any order was ever imported (接入)."""
        ...

    def plan_of(self, person_id: str, day: date) -> Sequence[str]:
        """Store codes of the rep's day, in order."""
        ...


class Rules(Protocol):
    """Rules in force, and those that something began under."""

    def settings(self) -> Settings:
        """The company's settings in force."""
        ...

    def tags(self) -> Vocabulary:
        """The tags in force, and the words for them."""
        ...

    def form(self, name: str, person: Person, store_kind: str = "") -> CaptureForm:
        """The form in force for that person at that kind of store."""
        ...

    def change(self, key: str, value: Any, *, by: str, at: datetime) -> int:
        """Write the next version of the company's settings with one key changed.

        Returns:
            The number of the version now in force.

        Raises:
            ValueError: when the settings would not be readable with that value.
        """
        ...


class Audit(Protocol):
    """Who changed what."""

    def note(self, at: datetime, by: str, what: str, subject: str, **facts: Any) -> None:
        """Append one line."""
        ...


class Links(Protocol):
    """Personal links to the console."""

    def make(self, person_id: str, token: str, at: datetime) -> None:
        """Keep the hash of a new link's token."""
        ...

    def revoke(self, person_id: str, at: datetime) -> int:
        """End all links of a person; how many were open."""
        ...

    def count(self, person_id: str) -> int:
        """How many links of a person work."""
        ...


class Prints(Protocol):
    """Fingerprints of storefronts that were sent before."""

    def add(self, one: Print) -> None:
        """Keep a fingerprint; the same item again changes nothing."""
        ...

    def remove(self, item_id: str) -> None:
        """Forget a picture that was taken back."""
        ...

    def near(self, sha256: str, phash: str, dhash: str) -> Sequence[Print]:
        """Fingerprints of the same bytes, and all whose hashes differ in at most 15 bits together."""
        ...


class Files(Protocol):
    """Files that were sent."""

    def keeps(self, sha256: str) -> bool:
        """Whether a file is still there; what retention has removed is not."""
        ...
