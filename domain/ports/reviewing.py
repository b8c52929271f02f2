"""What managers looked at, marked and decided, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Protocol

from domain.figures.records import Handled
from domain.needing_eyes import Mark
from domain.settings import Settings


class Reviews(Protocol):
    """The manager's queue beside the visits and requests themselves."""

    def show(self, subject: str, people: Sequence[str], at: datetime) -> None:
        """Write that the card of an item or a request is before people's eyes; the first time counts."""
        ...

    def shown(self, subject: str, person_id: str) -> datetime | None:
        """When it was first shown to somebody."""
        ...

    def close(self, subject: str, handled: Handled) -> None:
        """Keep what was decided; what is shown again after that is opened anew."""
        ...

    def mark(self, mark: Mark) -> None:
        """Keep a mark in the place of an earlier one of the item."""
        ...

    def unmark(self, item_ids: Sequence[str]) -> None:
        """Forget the marks of items that are decided about."""
        ...

    def marks_of(self, visit_ids: Sequence[str]) -> Mapping[str, Mark]:
        """The marks in some visits, by item id."""
        ...

    def marked_at(self, stores: Sequence[str]) -> Sequence[Mark]:
        """What is marked at some stores, oldest first."""
        ...

    def soft_at(self, stores: Sequence[str], since: datetime, settings: Settings) -> Sequence[str]:
        """Ids of visits at some stores opened since then, oldest first, that may need eyes.

        Each has an item that is ``worth_a_look`` and that nobody has looked at since it changed.
        """
        ...

    def prices_at(
        self, store: str, competitor: str, before: datetime, most: int
    ) -> Sequence[tuple[datetime, Fraction]]:
        """Earlier prices of a competitor's product in a store, the newest first: (when, fen a piece)."""
        ...
