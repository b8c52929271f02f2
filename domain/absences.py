"""Days on which somebody is not at work, and who stands in for him."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A leave (请假) or a day off in exchange (调休)."""

    id: str
    person_id: str
    first: date
    last: date
    """Both included."""
    reason: str
    by: str
    """Person id of who said so."""
    at: datetime
    substitute_id: str | None = None
    """Who stands in: decides what the absent manager would, or runs the absent rep's stops."""
    state: str = "open"
    """open, approved, declined or ended."""
    decided_by: str = ""

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.state == "approved" and self.first <= day <= self.last
