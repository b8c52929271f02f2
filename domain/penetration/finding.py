"""What a visit shows of what was asked: a product's stock, a picture, a price, the location."""

from dataclasses import dataclass
from datetime import datetime

from domain.evidence import Cause, Item, ItemState
from domain.forms import Step, StepKind
from domain.penetration.wish import Field
from domain.visits import Visit

_KINDS = {Field.STOCK: StepKind.SKU_STOCK, Field.PRICE: StepKind.PRICE, Field.PLACE: StepKind.PLACE}


@dataclass(frozen=True, slots=True)
class Marking:
    """How a product stands in a visit: counted, only placed on the picture, or not there."""

    sku: str
    item: Item | None = None
    """The count; ``None`` when nobody wrote one."""
    boxed: tuple[str, ...] = ()
    """Its cells on the shelf picture."""
    others: tuple[str, ...] = ()
    """Codes of the products that are counted."""

    @property
    def quantity(self) -> int | None:
        """What was counted; 0 is out of stock."""
        return self.item.stock.quantity if self.item and self.item.stock else None


@dataclass(frozen=True, slots=True)
class Shown:
    """How one step of a visit stands."""

    slot: str
    title: str
    kind: StepKind
    state: str
    """ok, warned, review, refused, reading, missing, or not_due."""
    item: Item | None = None
    """The newest item that counts, else the newest refused one."""
    tries: int = 0
    """How often it was refused."""
    counted: tuple[Item, ...] = ()
    """For stock: every product with a number."""
    due: int = 0
    """For stock: how many distinct products are due."""
    no_rival: bool = False

    @property
    def at(self) -> datetime | None:
        """When its item was sent."""
        return self.item.at if self.item else None

    @property
    def lacks(self) -> bool:
        """Whether nothing fills it."""
        return self.state in {"missing", "refused", "reading"}


def marking(visit: Visit, sku: str) -> Marking:
    """A product's count and its place on the picture."""
    slots = {s.slot for s in visit.form.of_kind(StepKind.SKU_STOCK)}
    items = [i for i in visit.items.values() if i.slot in slots and i.state.passes and i.stock]
    counted = {i.stock.sku: i for i in items if i.stock and i.stock.quantity is not None}
    boxed = [i.stock.cells for i in items if i.stock and i.stock.sku == sku and i.stock.cells]
    others = tuple(code for code in counted if code != sku)
    return Marking(sku, counted.get(sku), boxed[-1] if boxed else (), others)


def steps(visit: Visit) -> list[Shown]:
    """Every step, in the order of the form."""
    return [shown(visit, step) for step in visit.form.steps]


def shown(visit: Visit, step: Step) -> Shown:
    """How a step stands."""
    mine = [i for i in visit.items.values() if i.slot == step.slot]
    held = [i for i in mine if i.state.passes and _says(step, i)]
    waiting = [i for i in mine if i.state is ItemState.READING]
    refused = [i for i in mine if i.state is ItemState.REFUSED and i.cause is not Cause.SUPERSEDED]
    item = next(iter((held or waiting or refused)[-1:]), None)
    counted = tuple(visit.counted(step).values()) if step.kind is StepKind.SKU_STOCK else ()
    return Shown(
        slot=step.slot,
        title=step.title,
        kind=step.kind,
        state=_state(visit, step, held[-1:], item),
        item=item,
        tries=visit.refusals(step.slot),
        counted=counted,
        due=step.at_least,
        no_rival=any(i.cause is Cause.NO_COMPETITOR for i in held),
    )


def _says(step: Step, item: Item) -> bool:
    """A place on the picture without a number is no stock."""
    return step.kind is not StepKind.SKU_STOCK or bool(
        item.stock and item.stock.quantity is not None
    )


def _state(visit: Visit, step: Step, held: list[Item], item: Item | None) -> str:
    if visit.filled(step):
        if held and held[0].state is ItemState.PENDING:
            return "review"
        return "warned" if held and held[0].state is ItemState.WARNED else "ok"
    if item is not None and item.state is ItemState.READING:
        return "reading"
    if item is not None and item.state is ItemState.REFUSED:
        return "refused"
    return "not_due" if step.optional else "missing"


def step_of(visit: Visit, field: Field) -> Step | None:
    """The step that a field is about; ``None`` where the form has none."""
    kind = _KINDS.get(field)
    if kind is not None:
        return next(iter(visit.form.of_kind(kind)), None)
    return next((s for s in visit.form.steps if s.slot == field.value), None)


def picture(visit: Visit, field: Field | None) -> Item | None:
    """The picture to show for a field: its own, the shelf for stock; refused ones if none counts."""
    slot = {Field.STOCK: Field.SHELF.value, None: ""}.get(field, field.value if field else "")
    step = step_of(visit, field) if field is Field.PRICE else None
    slot = step.slot if step else slot
    pictured = [i for i in visit.items.values() if i.photo and (not slot or i.slot == slot)]
    kept = [i for i in pictured if i.state.passes]
    return next(iter((kept or pictured)[-1:]), None)
