"""Accounts that nobody is bound to: how often they are answered, how often they may try a code."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

PAUSE = timedelta(minutes=10)
"""A stranger who writes and writes is answered once in this time."""
TRIES = 5
"""Wrong codes of one account within an hour; after them no code is even looked at."""
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Knocks:
    """What is remembered of an account at the door: times only, never its words."""

    answered_at: datetime | None = None
    wrong: tuple[datetime, ...] = ()
    """When it tried a wrong code, oldest first; the last five."""

    def may_answer(self, now: datetime) -> bool:
        """Whether it is answered again, whatever it sent."""
        return self.answered_at is None or now - self.answered_at >= PAUSE

    def may_try(self, now: datetime) -> bool:
        """Whether a code of it is looked at."""
        return sum(now - at < WINDOW for at in self.wrong) < TRIES

    def answered(self, now: datetime) -> Self:
        """It was answered just now."""
        return replace(self, answered_at=now)

    def tried(self, now: datetime) -> Self:
        """It tried a wrong code just now."""
        return replace(self, wrong=(*self.wrong, now)[-TRIES:])
