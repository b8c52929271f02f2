"""The plan of a rep's day: which stops are done, given up, or left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.settings import Settings
from domain.visits import Visit, VisitState


@dataclass(frozen=True, slots=True)
class Stop:
    """One store of the day."""

    code: str
    done_at: datetime | None = None
    given_up: str = ""
    """Why the rep gave up today's visit there."""

    @property
    def left(self) -> bool:
        """Whether the rep still has to go there."""
        return self.done_at is None and not self.given_up


def stop(code: str, newest: Visit | None, day: date, settings: Settings) -> Stop:
    """How a planned store stands, by the rep's newest visit there."""
    if newest is None:
        return Stop(code)
    if newest.done_on(day, settings):
        return Stop(code, done_at=newest.submitted_at)
    today = settings.day(newest.opened_at) == day
    if newest.state is VisitState.ABANDONED and today:
        return Stop(code, given_up=newest.closed_reason)
    return Stop(code)


def done(stops: Sequence[Stop]) -> int:
    """How many are done."""
    return sum(one.done_at is not None for one in stops)
