"""The plan of a rep's day: which stops are done, given up, or left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.settings import Settings
from domain.visits import SWITCHED, Visit, VisitState

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
    """Whether a visit is under way there, with a location of that day."""
    waived: str = ""
    """Why a manager waived that day's visit there."""
    returned: bool = False
    """Whether a manager gave something back there that is not made up for yet."""
    extra: bool = False
    """Whether it was not planned: somebody went there all the same."""

    @property
    def skipped(self) -> bool:
        """Whether it need not be done, as a manager agreed; who goes there all the same did it."""
        return self.skip == APPROVED and self.untouched

    @property
    def untouched(self) -> bool:
        """Whether no visit of that day is known there."""
        return self.done_at is None and not (self.begun or self.waived or self.given_up)

    @property
    def left(self) -> bool:
        """Whether the rep still has to go there."""
        return self.done_at is None and not (self.given_up or self.waived or self.skipped)


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
    here = _by_store(visits)
    return [
        _stop(code, here.get(code, ()), skips.get(code, ("", "")), day, settings)
        for code in dict.fromkeys(codes)
    ]


def extras(
    codes: Sequence[str], visits: Iterable[Visit], day: date, settings: Settings
) -> list[Stop]:
    """How the stores stand that nobody planned and where somebody was that day, by their visits."""
    found = []
    for code, here in _by_store(visits).items():
        seen = [v for v in here if seen_on(v, day, settings)]
        if code not in codes and seen:
            first = min(v.opened_at for v in seen)
            found.append((first, replace(_stop(code, seen, ("", ""), day, settings), extra=True)))
    return [stop for _, stop in sorted(found, key=lambda pair: pair[0])]


def _by_store(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    here: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.closed_reason != SWITCHED:
            here.setdefault(visit.store_code, []).append(visit)
    return here


def seen_on(visit: Visit, day: date, settings: Settings) -> bool:
    """Whether it is of that day: opened then, or gone on with from there; a wrong door is none."""
    return visit.closed_reason != SWITCHED and day in {
        settings.day(at) for at in (visit.opened_at, *(p.at for p in visit.presences))
    }


def _stop(
    code: str, visits: Sequence[Visit], skip: tuple[str, str], day: date, settings: Settings
) -> Stop:
    """One that is done stays so, whatever the rep begins there again."""
    for visit in visits:
        if visit.done_on(day, settings):
            return Stop(code, done_at=visit.submitted_at)
    state, reason = skip if skip[0] != "taken_back" else ("", "")
    newest = max(visits, key=lambda v: v.opened_at, default=None)
    if newest is None or not seen_on(newest, day, settings):
        return Stop(code, skip=state, skip_reason=reason)
    if newest.state is VisitState.ABANDONED:
        return Stop(code, given_up=newest.closed_reason)
    if newest.state is VisitState.WAIVED:
        return Stop(code, waived=newest.closed_reason)
    draft = newest.state is VisitState.DRAFT
    begun = draft and any(settings.day(p.at) == day for p in newest.presences)
    returned = draft and bool(newest.reopened)
    return Stop(code, skip=state, skip_reason=reason, begun=begun, returned=returned)


def due(found: Sequence[Stop]) -> int:
    """How many are to be done: what was skipped with a manager's consent is not."""
    return sum(not one.skipped for one in found)


def done(found: Sequence[Stop]) -> int:
    """How many are done."""
    return sum(one.done_at is not None for one in found)
