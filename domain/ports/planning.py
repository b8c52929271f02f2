"""Who is away, which days are worked, what is skipped; and what people chose for themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.absences import Absence
from domain.calendar import Workday


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

    def stand_in(self, absence_id: str, person_id: str) -> None:
        """Write who stands in."""
        ...

    def explain(self, absence_id: str, reason: str) -> None:
        """Write why, which was said later."""
        ...

    def on(self, day: date) -> Sequence[Absence]:
        """The approved ones that cover a day."""
        ...

    def of(self, person_id: str, since: date) -> Sequence[Absence]:
        """Those of a person that end on a day or later, whatever their state, the earliest first."""
        ...


class Preferences(Protocol):
    """What people chose for themselves."""

    def get(self, person_id: str, name: str) -> str:
        """A choice; empty when nothing was chosen."""
        ...

    def set(self, person_id: str, name: str, value: str) -> None:
        """Write a choice; an empty one forgets it."""
        ...


class Skips(Protocol):
    """Planned stops that are not done, with a reason and what a manager says of it."""

    def put(self, day: date, person_id: str, store_code: str, *, reason: str, at: datetime) -> None:
        """Keep what the rep says; what was decided before is asked anew."""
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


class Calendar(Protocol):
    """Which days are worked: the company's own word, then the official holidays, then weekends."""

    def of(self, day: date) -> Workday:
        """Whether a day is worked, and who says so."""
        ...

    def works(self, day: date) -> bool:
        """Whether a day is worked."""
        ...

    def set(self, day: date, *, works: bool, name: str) -> None:
        """Write the company's own word about a day, in the place of an earlier one."""
        ...

    def forget(self, day: date) -> None:
        """Take the company's own word about a day back."""
        ...

    def own(self, since: date) -> Mapping[date, Workday]:
        """What the company itself said of days from one on, the earliest first."""
        ...


class Plans(Protocol):
    """Changes that are made in chat to the plans of days."""

    def planned(self, first: date, last: date) -> int:
        """How many stops everybody has on these days, both included."""
        ...

    def add(self, person_id: str, day: date, stores: Sequence[str]) -> int:
        """Put stores at the end of somebody's day; those that are in it already stay. How many."""
        ...

    def take_out(self, person_id: str, day: date, stores: Sequence[str]) -> int:
        """Take out what was put in that way, never what was imported. How many."""
        ...
