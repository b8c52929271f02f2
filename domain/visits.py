"""Visits: one rep, one store or customer, and a gate that only evidence opens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.errors import AlreadySubmittedError, VisitEndedError, VisitIncompleteError
from domain.evidence import Cause, Item, ItemState
from domain.forms import CaptureForm, Step, StepKind
from domain.onsite import Presence
from domain.settings import Settings

WAY_OUT_FROM = 2
"""Refusals of a step from which a reason may take the place of a good picture; the next one
after them needs no further picture."""
SWITCHED = "改为其他门店"
"""Why a draft ended that was only a name: the rep was at another store."""
_COUNTED = frozenset(Cause) - {Cause.SUPERSEDED, Cause.WITHDRAWN}


class VisitState(StrEnum):
    """Where a visit stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ABANDONED = "abandoned"
    EXPIRED = "expired"
    WAIVED = "waived"


@dataclass(slots=True, kw_only=True)
class Visit:
    """Submitted only with every mandatory item of its form."""

    id: str
    rep_id: str
    store_code: str
    """The store's code, or the customer's for a 客户拜访."""
    form: CaptureForm
    opened_at: datetime
    state: VisitState = VisitState.DRAFT
    submitted_at: datetime | None = None
    closed_reason: str = ""
    items: dict[str, Item] = field(default_factory=dict)
    """By id, in the order of arrival."""
    presences: list[Presence] = field(default_factory=list)
    """Accepted locations, in the order of arrival."""
    touched: set[str] = field(default_factory=set)
    """Ids of items that were put since the visit was loaded."""
    version: int = 0
    """How often it was written."""
    touched_at: datetime | None = None
    """When the rep last did something in it."""
    reopened: str = ""
    """The slot that a manager gave back after a submission."""
    late_entry: bool = False
    """补录: the rest is made up for without being there, and waits for a manager."""

    @property
    def arrived_at(self) -> datetime | None:
        """When the first accepted location was sent; orders a rep's day."""
        return min((p.at for p in self.presences), default=None)

    def put(self, item: Item) -> None:
        """Add an item or replace the one of the same id."""
        self.items[item.id] = item
        self.touched.add(item.id)

    def change(self, item_id: str, **values: object) -> Item:
        """Replace fields of one item."""
        changed = replace(self.items[item_id], **values)  # type: ignore[arg-type]
        self.put(changed)
        return changed

    def in_slot(self, slot: str) -> Sequence[Item]:
        """The slot's items that count, oldest first."""
        return [i for i in self.items.values() if i.slot == slot and i.state.passes]

    def counted(self, step: Step) -> Mapping[str, Item]:
        """Distinct products of the step's grade with a stock number, by SKU."""
        found: dict[str, Item] = {}
        for item in self.in_slot(step.slot):
            if (
                item.stock
                and item.stock.quantity is not None
                and (not step.grade or item.stock.grade == step.grade)
            ):
                found[item.stock.sku] = item
        return found

    def filled(self, step: Step) -> bool:
        """Whether accepted or pending items fill the step."""
        if step.kind is StepKind.PLACE:
            return bool(self.presences or self.in_slot(step.slot))
        if step.kind is StepKind.SKU_STOCK:
            return len(self.counted(step)) >= step.at_least
        return bool(self.in_slot(step.slot))

    @property
    def placed(self) -> bool:
        """Whether the rep is there, or need not show it: then things may be put in."""
        return all(self.filled(s) for s in self.form.of_kind(StepKind.PLACE))

    def missing(self) -> Sequence[Step]:
        """Mandatory steps that nothing fills, in the form's order."""
        return [s for s in self.form.steps if not s.optional and not self.filled(s)]

    def unconfirmed(self) -> Item | None:
        """The price that waits for the rep's 确认; of several, the one that came first."""
        waiting = [
            i for i in self.items.values() if i.state is ItemState.READING and i.price is not None
        ]
        return waiting[0] if waiting else None

    def refusals(self, slot: str) -> int:
        """How often something was refused there: pictures, and words why there is none.

        What a manager gives back begins the count anew: he has seen what came before.
        """
        count = 0
        for item in self.items.values():
            if item.slot == slot and item.state is ItemState.REFUSED:
                count = 0 if item.cause is Cause.RETURNED else count + (item.cause in _COUNTED)
        return count

    def stuck(self) -> Step | None:
        """The open step that was refused last of those refused twice and more: it needs a way out."""
        for item in reversed(self.items.values()):
            if item.state is ItemState.REFUSED and item.cause in _COUNTED:
                step = next((s for s in self.missing() if s.slot == item.slot), None)
                if step is not None and self.refusals(item.slot) >= WAY_OUT_FROM:
                    return step
        return None

    def holds(self, shas: Iterable[str]) -> Item | None:
        """An item of this visit that has one of these pictures and was not refused."""
        wanted = set(shas)
        for item in self.items.values():
            if item.photo and item.photo.sha256 in wanted and item.state is not ItemState.REFUSED:
                return item
        return None

    def needs_fresh_place(self, at: datetime, settings: Settings) -> bool:
        """Whether the newest location is too old for a submission now.

        What is made up for later (补录) needs none: a manager looks at it instead.
        """
        if self.late_entry:
            return False
        newest = max((p.at for p in self.presences), default=at)
        return at - newest > settings.fresh_at_submit

    def submit(self, at: datetime) -> None:
        """Close the gate.

        Raises:
            AlreadySubmittedError: with the time it was submitted.
            VisitEndedError: when it was abandoned, expired or waived.
            VisitIncompleteError: with *everything* that is missing.
        """
        if self.submitted_at is not None:
            raise AlreadySubmittedError(at=self.submitted_at)
        if self.state is not VisitState.DRAFT:
            raise VisitEndedError(state=self.state)
        if missing := self.missing():
            raise VisitIncompleteError(missing=missing)
        self.submitted_at = at
        self.state = VisitState.SUBMITTED

    def submitted_on(self, day: date, settings: Settings) -> bool:
        """Whether it was submitted on that day of the company."""
        return self.submitted_at is not None and settings.day(self.submitted_at) == day

    def done_on(self, day: date, settings: Settings) -> bool:
        """Whether it does the store's stop in the plan of that day.

        A visit counts once, for the day it was opened. What was begun yesterday and is closed
        today with a location of today does today's stop as well, if the store is planned again:
        the rep was there. What is only made up for (补录) does not.
        """
        seen = {settings.day(at) for at in (self.opened_at, *(p.at for p in self.presences))}
        return self.submitted_on(day, settings) and day in seen

    def crosses_days(self, settings: Settings) -> bool:
        """跨天完成: submitted on a later day than it was opened."""
        done = self.submitted_at
        return done is not None and settings.day(done) != settings.day(self.opened_at)

    def abandon(self, reason: str) -> bool:
        """End a draft for good, with the rep's words why; what it has stays.

        Returns:
            ``False`` when it had ended before.
        """
        if self.state is not VisitState.DRAFT:
            return False
        self.state, self.closed_reason = VisitState.ABANDONED, reason
        return True

    def waive(self, reason: str) -> bool:
        """豁免: a manager lets a draft be, with his reason; it is not closed and owes nothing.

        Returns:
            ``False`` when it had ended before.
        """
        if self.state is not VisitState.DRAFT:
            return False
        self.state, self.closed_reason = VisitState.WAIVED, reason
        return True

    def expire(self) -> bool:
        """End a draft that nobody came back to; ``False`` when it had ended before."""
        if self.state is not VisitState.DRAFT:
            return False
        self.state = VisitState.EXPIRED
        return True
