"""Visits without a location, because the rep has not agreed to that: a manager looks at them.

Their place step has one item, which stands for the location and waits for the manager. Saying
that one is there lets things in as a location would.
"""

from datetime import datetime

from domain.evidence import Cause, Item, ItemState
from domain.forms import StepKind
from domain.settings import Settings
from domain.visits import Visit

REASON = "未同意定位"


def stand_in(visit: Visit) -> Item | None:
    """The item that stands for the location, while it counts."""
    places = {s.slot for s in visit.form.of_kind(StepKind.PLACE)}
    found = (i for i in visit.items.values() if i.slot in places and i.cause is Cause.NO_CONSENT)
    return next((i for i in found if i.state.passes), None)


def waits(visit: Visit) -> Item | None:
    """The same, while the manager has not looked."""
    item = stand_in(visit)
    return item if item is not None and item.state is ItemState.PENDING else None


def takes(visit: Visit, at: datetime, settings: Settings) -> bool:
    """Whether what was sent at that time belongs here, unless a location says otherwise.

    From shortly before the rep said where he is to an hour after the last thing he sent.
    """
    item = stand_in(visit)
    if item is None:
        return False
    counted = (i.at for i in visit.items.values() if i.state is not ItemState.REFUSED)
    last = max(item.at, *counted)
    return item.at - settings.early_fix <= at <= last + settings.on_site


def end(visit: Visit) -> None:
    """A location came after all: nothing needs to stand for it."""
    item = stand_in(visit)
    if item is not None:
        visit.change(item.id, state=ItemState.REFUSED, cause=Cause.WITHDRAWN)
