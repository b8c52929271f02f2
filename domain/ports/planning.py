"""Who is away, which days are worked, what is skipped; and what people chose for themselves."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.absences import Absence


class Absences(Protocol):
    """Leaves and who stands in."""

    def add(self, absence: Absence) -> None:
        """Keep a new one."""
        ...

    def get(self, absence_id: str) -> Absence | None:
        """One, whatever became of it."""
        ...

    def decide(self, absence_id: str, state: str, by: str) -> None:
        """Write what became of it: approved, declined or ended."""
        ...

    def on(self, day: date) -> Sequence[Absence]:
        """The approved ones that cover a day."""
        ...

    def of(self, person_id: str, since: date) -> Sequence[Absence]:
        """Those of a person that end on a day or later, whatever their state, the earliest first."""
        ...

    def standing_in(self, person_id: str, day: date) -> Sequence[str]:
        """Ids of whom a person stands in for on a day."""
        ...


class Preferences(Protocol):
    """What people chose for themselves."""

    def get(self, person_id: str, name: str) -> str:
        """A choice; empty when nothing was chosen."""
        ...

    def set(self, person_id: str, name: str, value: str) -> None:
        """Write a choice; an empty one forgets it."""
        ...

    def having(self, name: str) -> Sequence[tuple[str, str]]:
        """Everybody who chose something under a name: (person id, value)."""
        ...


class Skips(Protocol):
    """Planned stops that are not done, with a reason and what a manager says of it."""

    def put(self, day: date, person_id: str, store_code: str, *, reason: str, at: datetime) -> None:
        """Keep what the rep says; saying it again replaces the reason while nobody has decided."""
        ...

    def state(self, day: date, person_id: str, store_code: str) -> tuple[str, str] | None:
        """(state, reason) of one; ``None`` when it was never skipped."""
        ...

    def of(self, person_id: str, day: date) -> dict[str, tuple[str, str]]:
        """(state, reason) by store code."""
        ...

    def decide(
        self, day: date, person_id: str, store_code: str, state: str, by: str, at: datetime
    ) -> None:
        """Write approved, declined or taken_back."""
        ...
