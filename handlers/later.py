"""What a decision asks for beside its replies: slow work and timers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """Slow work to be done outside the decision; its result comes back as an event."""

    kind: str
    key: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer to set. Setting the same kind and key again changes nothing."""

    kind: str
    key: str
    due_at: datetime
    payload: Mapping[str, Any]
    catch_up: str = "all"
    to: str | None = None
    """Another person than the one who wrote."""
