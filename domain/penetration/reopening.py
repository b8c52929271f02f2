"""提醒补标: one step of a visit is wanted again, and only that one."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from domain.evidence import Cause, Item, ItemState, Review, Stock
from domain.making_up import can_make_up
from domain.onsite import Presence, covering
from domain.penetration.finding import marking, shown
from domain.settings import Settings
from domain.visits import Visit, VisitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What is to be made up for: a step, or one product's stock in it."""

    slot: str
    sku: str = ""


def wanted(visit: Visit, want: Want) -> bool:
    """Whether it is still missing."""
    if want.sku:
        return marking(visit, want.sku).item is None
    step = next((s for s in visit.form.steps if s.slot == want.slot), None)
    return step is not None and shown(visit, step).lacks


def can_be_asked(visit: Visit) -> bool:
    """Whether anything can still be put in: nothing into what has ended."""
    return visit.state in {VisitState.DRAFT, VisitState.SUBMITTED}


def asked_on(visit: Visit, want: Want, day: date, settings: Settings) -> datetime | None:
    """When somebody asked for it on that day; ``None`` when nobody did."""
    for item in visit.items.values():
        sku = item.stock.sku if item.stock else ""
        asked = item.review if item.cause is Cause.RETURNED and item.photo is None else None
        if asked and item.slot == want.slot and sku == want.sku and settings.day(asked.at) == day:
            return asked.at
    return None


def ask_for(visit: Visit, want: Want, note: Item) -> bool:
    """Write down that it is wanted. A submitted visit is opened again at that one step.

    Returns:
        Whether it was opened again: it counts as not closed until it is submitted once more.
    """
    visit.put(note)
    if visit.state is not VisitState.SUBMITTED:
        return False
    visit.state, visit.submitted_at = VisitState.DRAFT, None
    visit.reopened = want.slot
    return True


def home_of(
    drafts: Sequence[Visit], skus: AbstractSet[str], at: datetime, settings: Settings
) -> tuple[Visit, Presence | None] | None:
    """The draft at which exactly these products are wanted, wherever the rep is by now.

    What is counted there without being on site is made up for (补录), and waits for a manager.
    """
    for visit in drafts:
        asked = {
            item.stock.sku
            for item in visit.items.values()
            if item.cause is Cause.RETURNED and item.photo is None and item.stock
        }
        if skus and skus <= {sku for sku in asked if marking(visit, sku).item is None}:
            presence = covering(at, visit.presences, settings)
            visit.late_entry |= presence is None and can_make_up(visit)
            return visit, presence
    return None


def note(want: Want, item_id: str, by: str, at: datetime, source: int) -> Item:
    """What stands in the visit for the wish: nothing that counts."""
    stock = Stock(sku=want.sku, quantity=None, unit="", grade="") if want.sku else None
    return Item(
        id=item_id,
        slot=want.slot,
        state=ItemState.REFUSED,
        at=at,
        received_at=at,
        source=source,
        stock=stock,
        cause=Cause.RETURNED,
        review=Review(at=at, by=by, approved=False, reason="提醒补标"),
    )
