"""What a manager may want to look at although it counts: it never holds a visit up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.evidence import Item, ItemState
from domain.figures.alarming import alarm
from domain.forms import StepKind
from domain.review import Case, Look
from domain.settings import Settings
from domain.visits import Visit, VisitState

LOOKED_FOR = timedelta(days=7)
"""How long after a visit was opened such things stay in the queue."""
SEEN, MARKED = "seen", "marked"
_ALIVE = frozenset({VisitState.DRAFT, VisitState.SUBMITTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a manager said of an item without deciding about it."""

    item_id: str
    visit_id: str
    kind: str
    """``seen`` or ``marked``."""
    by: str
    """Person id."""
    at: datetime
    note: str = ""


def worth_a_look(item: Item, settings: Settings) -> bool:
    """Whether an item may be one of these, as far as it alone tells."""
    warned = item.state is ItemState.WARNED and item.photo is not None
    return item.review is None and (warned or alarm(item, settings) is not None)


def softs(
    visits: Iterable[Visit], settings: Settings, marks: Mapping[str, Mark] | None = None
) -> list[Case]:
    """Unclear pictures that were accepted and prices that are far off, oldest first.

    What a manager has looked at or marked (``marks``, by item id) is left out, unless it was
    corrected after that.
    """
    known = marks or {}
    found = [
        case
        for visit in visits
        if visit.state in _ALIVE
        for item in visit.items.values()
        if (case := _soft(visit, item, settings)) and not settled(item, known.get(item.id))
    ]
    return sorted(found, key=lambda case: (case.first.at, case.first.id))


def soft_of(visit: Visit, item_id: str, settings: Settings) -> Case | None:
    """The one of an item, whether or not somebody has looked at it."""
    return next((c for c in softs([visit], settings) if c.first.id == item_id), None)


def _soft(visit: Visit, item: Item, settings: Settings) -> Case | None:
    if not worth_a_look(item, settings):
        return None
    found = alarm(item, settings)
    if found is not None:
        return Case(visit, (item,), Look.ALARM, found)
    photos = {s.slot for s in visit.form.of_kind(StepKind.PHOTO)}
    return Case(visit, (item,), Look.BLUR) if item.slot in photos else None


def settled(item: Item, mark: Mark | None) -> bool:
    """Whether somebody has looked at an item since it was last corrected."""
    return mark is not None and all(c.at <= mark.at for c in item.corrections)
