"""看板: how often a board is renewed, how long it stays, and which numbers are worth a push."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

EVERY = 15
SHORTEST, LONGEST = 5, 120
"""Minutes."""
LIMITS: Mapping[str, int] = {"alarms": 3, "pending": 10}
"""Counts that are told by a push when they are reached, and from how much on."""
SETTABLE = ("alarms", "pending", "blurry", "sku_missing", "price_missing")
"""Keys of the counts for which somebody may set a limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How somebody wants his boards."""

    every: int = EVERY
    """Minutes."""
    daily: bool = False
    """It opens by itself on every working morning."""
    limits: Mapping[str, int] = field(default_factory=lambda: dict(LIMITS))
    """0: never."""

    @classmethod
    def read(cls, text: str) -> Self:
        """What was kept; the usual choice when nothing was."""
        kept: dict[str, Any] = json.loads(text or "{}")
        return cls(**{**kept, "limits": {**LIMITS, **kept.get("limits", {})}})

    def kept(self) -> str:
        """As text, to be kept."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One person's board of one day."""

    day: date
    number: int = 1
    """Asking again sends it anew: which of them this is."""
    every: int = EVERY
    open: bool = True
    told: tuple[str, ...] = ()
    """Keys of the limits that were reached today and said."""

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What was kept; ``None`` when nothing was."""
        if not text:
            return None
        kept: dict[str, Any] = json.loads(text)
        day, told = date.fromisoformat(kept["day"]), tuple(kept["told"])
        return cls(**{**kept, "day": day, "told": told})

    def kept(self) -> str:
        """As text, to be kept."""
        return json.dumps({**asdict(self), "day": self.day.isoformat()})

    @property
    def name(self) -> str:
        """What the message that is kept up to date is called."""
        return f"board:{self.day.isoformat()}:{self.number}"

    def key(self, at: datetime) -> str:
        """What tells its timers apart."""
        return f"{self.day.isoformat()}:{self.number}:{at.isoformat()}"


def following(board: Board | None, day: date, every: int) -> Board:
    """The board of a day that is opened now, in the place of the one before."""
    if board is None or board.day != day:
        return Board(day=day, every=every)
    return Board(day=day, every=every, number=board.number + 1, told=board.told)


def ticks(now: datetime, end: datetime, every: int) -> Iterator[datetime]:
    """When a board is renewed from now on, before the hours end."""
    at = now + timedelta(minutes=every)
    while at < end:
        yield at
        at += timedelta(minutes=every)


def reached(
    counts: Mapping[str, float], limits: Mapping[str, int], told: tuple[str, ...]
) -> list[str]:
    """Keys of the counts that reach their limit and were not told today."""
    return [
        key for key, limit in limits.items() if 0 < limit <= counts.get(key, 0) and key not in told
    ]
