"""The plan of a rep's day: which stops are done, given up, or left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.settings import Settings
from domain.visits import Visit, VisitState

APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Stop:
    """One store of the day."""

    code: str
    done_at: datetime | None = None
    given_up: str = ""
    """Why the rep gave up today's visit there."""
    skip: str = ""
    """Whether it is skipped: empty, open (asked), approved or declined."""
    skip_reason: str = ""
    begun: bool = False
    """Whether a visit of that day is under way there."""

    @property
    def skipped(self) -> bool:
        """Whether it need not be done, as a manager agreed; who goes there all the same did it."""
        return self.skip == APPROVED and self.done_at is None and not self.begun

    @property
    def left(self) -> bool:
        """Whether the rep still has to go there."""
        return self.done_at is None and not self.given_up and not self.skipped


def stops(
    codes: Sequence[str],
    visits: Iterable[Visit],
    skips: Mapping[str, tuple[str, str]],
    day: date,
    settings: Settings,
) -> list[Stop]:
    """How each planned store of a day stands.

    ``visits``: the rep's, touched since the day began or a visit's life before it.
    ``skips``: (state, reason) by store code.
    """
    here: dict[str, list[Visit]] = {}
    for visit in visits:
        here.setdefault(visit.store_code, []).append(visit)
    return [
        _stop(code, here.get(code, ()), skips.get(code, ("", "")), day, settings)
        for code in dict.fromkeys(codes)
    ]


def _stop(
    code: str, visits: Sequence[Visit], skip: tuple[str, str], day: date, settings: Settings
) -> Stop:
    """One that is done stays so, whatever the rep begins there again."""
    for visit in visits:
        if visit.done_on(day, settings):
            return Stop(code, done_at=visit.submitted_at)
    state, reason = skip if skip[0] != "taken_back" else ("", "")
    newest = max(visits, key=lambda v: v.opened_at, default=None)
    if newest is None or settings.day(newest.opened_at) != day:
        return Stop(code, skip=state, skip_reason=reason)
    if newest.state is VisitState.ABANDONED:
        return Stop(code, given_up=newest.closed_reason)
    begun = newest.state is VisitState.DRAFT and bool(newest.presences)
    return Stop(code, skip=state, skip_reason=reason, begun=begun)


def due(found: Sequence[Stop]) -> int:
    """How many are to be done: what was skipped with a manager's consent is not."""
    return sum(not one.skipped for one in found)


def done(found: Sequence[Stop]) -> int:
    """How many are done."""
    return sum(one.done_at is not None for one in found)
