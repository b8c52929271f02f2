"""Visits of another system, as they were imported."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from domain.past_visits import PastVisit


class PastVisits(Protocol):
    """Imported visits; nothing writes them but an import."""

    def of(self, rep_id: str, day: date) -> Sequence[PastVisit]:
        """Those of a rep's day, in the order in which they were recorded."""
        ...

    def between(self, first: date, last: date) -> Iterator[PastVisit]:
        """Everybody's of some days, by day, rep and order."""
        ...
