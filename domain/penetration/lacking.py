"""谁没拍门头, 哪些店缺货: what one visit or record has of what a list is asked for."""

from dataclasses import dataclass

from domain.evidence import Cause
from domain.forms import Step, StepKind
from domain.past_visits import PastVisit
from domain.penetration.finding import Shown, marking, shown, step_of
from domain.penetration.wish import Defect, Field, Wish
from domain.visits import SWITCHED, Visit

LISTED = frozenset({Defect.LACKS, Defect.OUT})
"""What is looked up in the visits themselves, whatever became of them: no figure counts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One visit or record, looked at for one list."""

    hit: bool | None
    """Whether it belongs on the list; ``None`` where nobody can tell: 缺数据."""
    missing: tuple[str, ...] = ()
    """The fields that are missing, or codes of the products, where several were asked for."""
    tries: int = 0
    """How often a picture was refused."""
    waits: bool = False
    """It could not be taken, and a manager has not yet said whether that is all right."""
    have: int = 0
    due: int = 0
    """Products with a number, and how many are due; ``due`` 0 where nothing of it is asked."""


def of_visit(visit: Visit, wish: Wish) -> Look | None:
    """How a visit stands, a draft, waived or given up one, too.

    ``None`` for one that is no visit of its own, and where its form asks for no such thing.
    """
    if visit.closed_reason == SWITCHED:
        return None
    looks = [(f, one) for f in _fields(wish) if (one := _at(visit, f, wish))]
    return _together(looks)


def of_past(past: PastVisit, wish: Wish) -> Look:
    """How an imported record stands: what its file has no column for is unknown, not missing."""
    looks = [(f, _recorded(past, f, wish)) for f in _fields(wish)]
    return _together(looks) or Look(hit=None)


def _fields(wish: Wish) -> tuple[Field, ...]:
    return (Field.STOCK,) if wish.defect is Defect.OUT else wish.fields


def _together(looks: list[tuple[Field, Look]]) -> Look | None:
    """The looks for several fields as one: any that is missing counts."""
    if not looks:
        return None
    if len(looks) == 1:
        return looks[0][1]
    hits = [(f.value, one) for f, one in looks if one.hit]
    known = [one for _, one in looks if one.hit is not None]
    return Look(hit=bool(hits) if known else None, missing=tuple(name for name, _ in hits))


def _at(visit: Visit, field: Field, wish: Wish) -> Look | None:
    step = step_of(visit, field)
    if step is None:
        return None
    if field is Field.STOCK and (wish.skus or wish.defect is Defect.OUT):
        return _products(visit, step, wish)
    one = shown(visit, step)
    if one.state == "not_due":
        return None
    excused = not one.lacks and _not_taken(visit, one)
    due = one.due if field is Field.STOCK else 0
    return Look(
        hit=one.lacks or excused,
        tries=one.tries,
        waits=excused and one.state == "review",
        have=len(one.counted),
        due=due,
    )


def _not_taken(visit: Visit, one: Shown) -> bool:
    """No picture or place was sent, only why there is none."""
    if one.kind is StepKind.PLACE:
        return not visit.presences
    cannot = one.item is not None and one.item.photo is None and one.item.cause is Cause.CANNOT
    return one.kind is StepKind.PHOTO and cannot


def _products(visit: Visit, step: Step, wish: Wish) -> Look:
    if wish.defect is Defect.OUT:
        stocks = [i.stock for i in visit.in_slot(step.slot) if i.stock]
        counted = {s.sku: s.quantity for s in stocks if s.quantity is not None}
        return _of_skus(tuple(sku for sku, left in counted.items() if left == 0), wish)
    bare = tuple(sku for sku in wish.skus if marking(visit, sku).item is None)
    return _of_skus(bare, wish)


def _of_skus(found: tuple[str, ...], wish: Wish) -> Look:
    """Those of the products that were asked for; one alone need not be said again."""
    mine = tuple(sku for sku in found if not wish.skus or sku in wish.skus)
    return Look(hit=bool(mine), missing=() if len(wish.skus) == 1 else mine)


def _recorded(past: PastVisit, field: Field, wish: Wish) -> Look:
    there = past.shown.get(field.value)
    if there is None:
        return Look(hit=None)
    if field is not Field.STOCK:
        return Look(hit=not there)
    if wish.defect is Defect.OUT:
        return _of_skus(tuple(s.sku for s in past.stocks if s.quantity == 0), wish)
    have = {s.sku for s in past.stocks if s.quantity is not None}
    if not wish.skus:
        return Look(hit=not have)
    return _of_skus(tuple(sku for sku in wish.skus if sku not in have), wish)
