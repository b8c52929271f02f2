"""What is not closed: drafts, visits that wait for a manager, and those that were given up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.evidence import ItemState
from domain.settings import Settings
from domain.visits import SWITCHED, Visit, VisitState


class Why(StrEnum):
    """Why a visit does not count as closed."""

    LACKING = "lacking"  # evidence is missing
    UNSENT = "unsent"  # everything is there, only 提交 is not
    REVIEW = "review"  # submitted, and a manager has to look
    GIVEN_UP = "given_up"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A visit that is not closed, and why."""

    visit: Visit
    why: Why
    lacking: tuple[str, ...] = ()
    """Titles of the steps that nothing fills."""


def loose_end(visit: Visit) -> LooseEnd | None:
    """What is left of a visit; ``None`` for a closed or waived one."""
    if visit.state is VisitState.SUBMITTED:
        waits = any(i.state is ItemState.PENDING for i in visit.items.values())
        return LooseEnd(visit, Why.REVIEW) if waits else None
    if visit.state is VisitState.ABANDONED:
        return LooseEnd(visit, Why.GIVEN_UP)
    lacking = tuple(step.title for step in visit.missing())
    if visit.state is VisitState.EXPIRED:
        return LooseEnd(visit, Why.EXPIRED, lacking)
    if visit.state is VisitState.DRAFT:
        return LooseEnd(visit, Why.LACKING if lacking else Why.UNSENT, lacking)
    return None


@dataclass(frozen=True, slots=True)
class Evening:
    """What a manager is told at the end of a day."""

    visits: int
    """Opened that day; a start at the wrong door is none."""
    loose: tuple[LooseEnd, ...]
    """Those of them that are not closed."""
    older: tuple[LooseEnd, ...]
    """Opened before, and still open, or ended that day without being closed."""


def evening(visits: Iterable[Visit], day: date, settings: Settings) -> Evening:
    """Sort the visits of some days into what was opened that day and what is left from before."""
    real = [v for v in visits if v.closed_reason != SWITCHED]
    opened = [v for v in real if settings.day(v.opened_at) == day]
    before = [v for v in real if settings.day(v.opened_at) < day and _of_today(v, day, settings)]
    return Evening(len(opened), _ends(opened), _ends(before))


def _ends(visits: Iterable[Visit]) -> tuple[LooseEnd, ...]:
    return tuple(end for end in map(loose_end, visits) if end is not None)


def _of_today(visit: Visit, day: date, settings: Settings) -> bool:
    """Whether an older visit is still open, or its rep ended it that day."""
    if visit.state is VisitState.DRAFT:
        return True
    return visit.touched_at is not None and settings.day(visit.touched_at) == day


def fitting(lines: Sequence[Iterable[str]], room: int) -> int:
    """How many lines fit into so many characters; at least one.

    A line is given by its words; between and around them stands punctuation.
    """
    used = 0
    for count, words in enumerate(lines):
        used += sum(len(word) + 2 for word in words) + _PUNCTUATION
        if used > room and count:
            return count
    return len(lines)


_PUNCTUATION = 6
