"""补录: what is made up for without being there, and waits for a manager.

A visit that is made up for has one item in its place step: the location that is owed, with the
rep's reason. Who was never seen at the store can't make a visit up.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.evidence import Cause, Item, ItemState
from domain.forms import StepKind
from domain.onsite import covering
from domain.settings import Settings
from domain.visits import Visit, VisitState

_COUNTS = frozenset({ItemState.ACCEPTED, ItemState.WARNED})


def can_make_up(visit: Visit) -> bool:
    """Whether the rest may be sent from elsewhere: a draft whose rep was there once."""
    placed = bool(visit.presences) and bool(visit.form.of_kind(StepKind.PLACE))
    return visit.state is VisitState.DRAFT and placed


def owe(visit: Visit, owed: Item) -> None:
    """Let the rest be made up for; ``owed`` carries the reason and stands for the location."""
    visit.late_entry = True
    visit.put(owed)


def owed_place(visit: Visit) -> Item | None:
    """The item that stands for the location which is owed."""
    places = {s.slot for s in visit.form.of_kind(StepKind.PLACE)}
    owed = (i for i in visit.items.values() if i.slot in places and i.cause is Cause.LATE_ENTRY)
    return next((i for i in owed if i.state.passes), None)


def place_slot(visit: Visit) -> str:
    """The slot of the location that is owed."""
    return visit.form.of_kind(StepKind.PLACE)[0].slot


def reason(visit: Visit) -> str:
    """The rep's words why it is made up for later."""
    owed = owed_place(visit)
    return owed.reason if owed else ""


def last_made_up(visit: Visit) -> datetime | None:
    """When something was last made up for; ``None`` while nothing is."""
    late = [i.at for i in visit.items.values() if i.cause is Cause.LATE_ENTRY and i.state.passes]
    return max(late, default=None) if visit.late_entry else None


def takes(visit: Visit, at: datetime, settings: Settings) -> bool:
    """Whether what was sent at that time is made up for here, unless a location covers it.

    As a location does, saying 补录 lets things in for an hour, and those of shortly before it.
    """
    owed, last = owed_place(visit), last_made_up(visit)
    if owed is None or last is None:
        return False
    return owed.at - settings.early_fix <= at <= last + settings.on_site


def made_up(visit: Visit, source: int, settings: Settings) -> Sequence[Item]:
    """Turn what one message brought without a location into items that wait for a manager."""
    if not visit.late_entry:
        return []
    brought = [i for i in visit.items.values() if i.source == source and i.state in _COUNTS]
    loose = [i for i in brought if covering(i.at, visit.presences, settings) is None]
    cause, why = Cause.LATE_ENTRY, reason(visit)
    return [visit.change(i.id, state=ItemState.PENDING, cause=cause, reason=why) for i in loose]


def end(visit: Visit, at: datetime) -> None:
    """The rep is there after all, at a time after 补录: the location is not owed any more."""
    owed = owed_place(visit)
    if owed is None or at < owed.at:
        return
    visit.change(owed.id, state=ItemState.REFUSED, cause=Cause.WITHDRAWN)
    late = (i for i in visit.items.values() if i.cause is Cause.LATE_ENTRY)
    visit.late_entry = any(i.state.passes or i.state is ItemState.READING for i in late)
