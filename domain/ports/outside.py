"""Time and chance, passed in so that a test needs no patching."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """An aware moment."""
        ...


class Ids(Protocol):
    """Makes names that nobody has used."""

    def new(self) -> str:
        """A short unique id."""
        ...

    def secret(self) -> str:
        """A token that can't be guessed."""
        ...
