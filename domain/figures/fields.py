"""The fields of a visit, stricter than its steps: filled, accepted without a warning, not flagged."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.evidence import Cause, Item, ItemState
from domain.forms import Step, StepKind
from domain.visits import Visit

NOT_SHOWN = frozenset({Cause.CANNOT, Cause.NO_CONSENT, Cause.NO_COMPETITOR})
"""Ways out: words in the place of what is asked for. They fill no field, even when approved."""


@dataclass(frozen=True, slots=True)
class Fields:
    """How many fields are due and valid, and the titles of those that are due and not valid."""

    due: int
    valid: int
    invalid: tuple[str, ...]


def fields_of(visit: Visit, steps: Sequence[Step]) -> Fields:
    """Count the fields of these steps: one each, and one for every main product that is asked.

    When a manager has agreed that no competitor stands there, its price is no field any more.
    """
    counted = [(s, *_field(visit, s)) for s in steps if not _agreed_absent(visit, s)]
    return Fields(
        sum(due for _, due, _ in counted),
        sum(valid for *_, valid in counted),
        tuple(step.title for step, due, valid in counted if valid < due),
    )


def no_competitor(visit: Visit, step: Step) -> bool:
    """Whether the rep says that nothing stands there whose price could be taken."""
    found = visit.in_slot(step.slot)
    return bool(found) and all(i.cause is Cause.NO_COMPETITOR for i in found)


def confirmed_price(item: Item) -> bool:
    """Whether an item is a price that the rep has confirmed; a manager may still have to look."""
    return item.state.passes and item.price is not None and item.price.unit_fen is not None


def _agreed_absent(visit: Visit, step: Step) -> bool:
    if step.kind is not StepKind.PRICE or not no_competitor(visit, step):
        return False
    found = visit.in_slot(step.slot)
    return all(i.state is not ItemState.PENDING for i in found)


def _field(visit: Visit, step: Step) -> tuple[int, int]:
    found = visit.in_slot(step.slot)
    if step.kind is StepKind.SKU_STOCK:
        sure = (i for i in visit.counted(step).values() if i.state is ItemState.ACCEPTED)
        return step.at_least, min(len(list(sure)), step.at_least)
    if any(i.state is ItemState.PENDING for i in found):
        return 1, 0
    if step.kind is StepKind.PLACE:
        return 1, int(bool(visit.presences))
    return 1, int(any(_fills(i, step) for i in found))


def _fills(item: Item, step: Step) -> bool:
    if item.state is not ItemState.ACCEPTED or item.cause in NOT_SHOWN:
        return False
    if step.kind is StepKind.PRICE:
        return confirmed_price(item)
    return item.photo is not None if step.kind is StepKind.PHOTO else bool(item.text)
