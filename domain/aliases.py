"""Other names of things that people confirmed by a choice."""

from dataclasses import dataclass
from datetime import datetime

from domain.numbers import plain

_SHORTEST, _LONGEST = 2, 24


@dataclass(frozen=True, slots=True)
class Alias:
    """What somebody calls something."""

    id: str
    phrase: str
    kind: str
    """product."""
    code: str
    by: str
    at: datetime


def phrase_of(said: str) -> str:
    """The words as they are kept; empty when they are too short or too long for a name."""
    phrase = plain(said).upper()
    return phrase if _SHORTEST <= len(phrase) <= _LONGEST else ""
