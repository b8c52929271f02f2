"""Capture forms: what a visit must show, as data read at run time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from domain.readings import PhotoKind

STORE_VISIT = "store_visit"
CUSTOMER_VISIT = "customer_visit"

_KEYS = frozenset(
    [
        "slot",
        "kind",
        "title",
        "ask",
        "takes",
        "under",
        "grade",
        "at_least",
        "refuse_below",
        "warn_below",
        "optional",
        "roles",
        "store_kinds",
    ]
)
_FORM_KEYS = frozenset(["name", "title", "subject", "step"])
_TYPES = {
    **dict.fromkeys(["slot", "title", "ask", "under", "grade"], str),
    **dict.fromkeys(["at_least", "refuse_below", "warn_below"], int),
    "optional": bool,
}
_SETTINGS = {
    "主推品最少SKU数": ("sku_stock", "at_least"),
    "模糊拒收(分)": ("photo", "refuse_below"),
    "模糊提醒(分)": ("photo", "warn_below"),
}


class StepKind(StrEnum):
    """How a step is answered."""

    PLACE = "place"
    PHOTO = "photo"
    SKU_STOCK = "sku_stock"
    PRICE = "price"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to show."""

    slot: str
    kind: StepKind
    title: str
    ask: str
    """What the rep is asked to do."""
    takes: PhotoKind | None = None
    """Which kind of picture belongs here."""
    under: str = ""
    """The slot whose number this step shares on the checklist."""
    grade: str = ""
    """For stock: the products that count."""
    at_least: int = 1
    """For stock: how many distinct products."""
    refuse_below: int = 20
    """Clarity 0-100 under which a picture is refused."""
    warn_below: int = 45
    """Clarity 0-100 under which a picture is taken with a warning."""
    optional: bool = False

    @property
    def numbered(self) -> bool:
        """Whether the step has a number of its own on the checklist."""
        return self.kind is not StepKind.PLACE and not self.under


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureForm:
    """The ordered steps of a visit, for one role and one kind of store."""

    name: str
    title: str
    subject: str
    """``store`` or ``customer``."""
    version: int
    """The rule version it was compiled from; a visit keeps it."""
    steps: tuple[Step, ...]
    roles: tuple[str, ...] = ()
    """Roles of the person it was compiled for."""
    store: str = ""
    """Kind of store it was compiled for."""

    @classmethod
    def compile(
        cls, table: Mapping[str, Any], *, version: int, roles: Sequence[str] = (), store: str = ""
    ) -> Self:
        """Turn a parsed table into a form for a person of these roles at that kind of store.

        Raises:
            ValueError: naming the wrong key, slot or value.
        """
        if unknown := set(table) - _FORM_KEYS:
            raise ValueError(f"{min(unknown)}: unknown key in the form")
        steps = [
            _step(one)
            for one in table.get("step", ())
            if _meant(one.get("roles"), roles) and _meant(one.get("store_kinds"), (store,))
        ]
        slots = [step.slot for step in steps]
        if not steps or len(set(slots)) != len(slots):
            raise ValueError(f"step: slots must be given and differ, not {slots}")
        for step in steps:
            if step.under and step.under not in slots:
                raise ValueError(f"under: no step has the slot {step.under!r}")
        try:
            return cls(
                name=table["name"],
                title=table["title"],
                subject=table["subject"],
                version=version,
                steps=tuple(steps),
                roles=tuple(roles),
                store=store,
            )
        except KeyError as error:
            raise ValueError(f"{error.args[0]}: missing in the form") from error

    def step(self, slot: str) -> Step:
        """The step of that slot.

        Raises:
            KeyError: when the form has no such slot.
        """
        for step in self.steps:
            if step.slot == slot:
                return step
        raise KeyError(slot)

    def title_of(self, slot: str) -> str:
        """The step's title; what stands beside the steps is 补充资料."""
        return next((step.title for step in self.steps if step.slot == slot), "补充资料")

    def of_kind(self, kind: StepKind) -> Sequence[Step]:
        """The steps answered in that way."""
        return [step for step in self.steps if step.kind is kind]

    def number(self, slot: str) -> int:
        """The step's number on the checklist, from 1; 0 for the place."""
        step = self.step(slot)
        numbered = [s.slot for s in self.steps if s.numbered]
        wanted = step.under or slot
        return numbered.index(wanted) + 1 if wanted in numbered else 0


def with_settings(table: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The form's table with the thresholds that the 公司 sheet sets."""
    steps = [dict(step) for step in table["step"]]
    for key, (kind, field) in _SETTINGS.items():
        if key in settings:
            for step in steps:
                if step.get("kind") == kind:
                    step[field] = _whole(key, settings[key])
    return {**table, "step": steps}


def _whole(key: str, value: Any) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{key}: {value!r} is no number") from error


def _meant(wanted: Sequence[str] | None, given: Sequence[str]) -> bool:
    return not wanted or any(one in given for one in wanted)


def _step(table: Mapping[str, Any]) -> Step:
    if unknown := set(table) - _KEYS:
        raise ValueError(f"{min(unknown)}: unknown key in step {table.get('slot')!r}")
    values = {k: v for k, v in table.items() if k not in {"roles", "store_kinds"}}
    try:
        values["kind"] = StepKind(values["kind"])
        if "takes" in values:
            values["takes"] = PhotoKind(values["takes"])
        step = Step(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"step {table.get('slot')!r}: {error}") from error
    _check(step)
    return step


def _check(step: Step) -> None:
    """What the types of a parsed table don't promise."""
    for key, kind in _TYPES.items():
        if type(getattr(step, key)) is not kind:
            raise ValueError(f"step {step.slot!r}: {key} must be {kind.__name__}")
    if step.at_least < 1:
        raise ValueError(f"step {step.slot!r}: at_least must be 1 or more")
    if not 0 <= step.refuse_below <= step.warn_below <= 100:  # noqa: PLR2004
        raise ValueError(f"step {step.slot!r}: 0 <= refuse_below <= warn_below <= 100 must hold")
    if (step.takes is None) is (step.kind in {StepKind.PHOTO, StepKind.PRICE}):
        raise ValueError(
            f"step {step.slot!r}: takes belongs to a photo or price step, and must be there"
        )
