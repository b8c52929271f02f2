"""What a visit asks next: words for the board, and the buttons under it."""

from collections.abc import Sequence
from typing import Any

from domain.catalogue import Product
from domain.evidence import Item
from domain.forms import Step, StepKind
from domain.readings import PhotoKind
from domain.visits import Visit
from handlers.chat import Button
from handlers.flows.visit.price_asking import price_buttons, price_question
from handlers.turn import Turn
from handlers.unplaced import located

KIND_WORDS = {PhotoKind.STOREFRONT: "门头", PhotoKind.SHELF: "货架", PhotoKind.TAG: "价签"}


def due_products(turn: Turn, visit: Visit, step: Step) -> list[Product]:
    """The products of the step's grade that are not counted yet, in catalogue order."""
    counted = visit.counted(step)
    return [p for p in turn.directory.catalogue.graded(step.grade) if p.code not in counted]


def ask(turn: Turn, visit: Visit, missing: Sequence[Step], pending: Item | None) -> dict[str, Any]:
    """What to do next: kind and facts, worded by the template."""
    if unclear_photo(turn, visit) is not None:
        return {"kind": "which_kind", "text": ""}
    if pending is not None:
        return price_question(turn, visit, pending)
    if not missing:
        return {"kind": "submit", "text": ""}
    if (stuck := visit.stuck()) is not None:
        tries, noted = visit.refusals(stuck.slot), reasons_of(turn, visit).get(stuck.slot, "")
        return {"kind": "way_out", "text": stuck.title, "tries": tries, "noted": noted}
    return _ask_step(turn, visit, missing[0])


def _ask_step(turn: Turn, visit: Visit, step: Step) -> dict[str, Any]:
    if step.kind is StepKind.SKU_STOCK:
        due = due_products(turn, visit, step)
        return {
            "kind": "stock",
            "text": step.ask,
            "left": step.at_least - len(visit.counted(step)),
            "due": [{"code": p.code, "name": p.name} for p in due],
        }
    if step.kind is StepKind.PLACE and not located(turn):
        return {"kind": "place_off", "text": step.title}
    if step.kind is StepKind.PRICE and says_absent(turn, visit):
        return {"kind": "show_absent", "text": ""}
    return {"kind": step.kind.value, "text": step.ask}


def says_absent(turn: Turn, visit: Visit) -> bool:
    """Whether the rep said that no competitor stands there, and a picture of it is waited for."""
    return turn.enter("visit", visit.id).memory.get("no_competitor") is not None


def next_buttons(
    turn: Turn, visit: Visit, missing: Sequence[Step], pending: Item | None
) -> tuple[Button, ...]:
    unclear = unclear_photo(turn, visit)
    if unclear is not None:
        return _kind_buttons(visit, unclear)
    if pending is None:
        return _step_buttons(visit, missing)
    return price_buttons(turn, visit, pending)


def _step_buttons(visit: Visit, missing: Sequence[Step]) -> tuple[Button, ...]:
    if (stuck := visit.stuck()) is not None:
        return _way_out_buttons(visit, stuck)
    if missing:
        return _no_competitor_button(visit, missing[0])
    return (Button("提交", "submit", {"visit": visit.id}),)


def asks_way_out(turn: Turn, visit: Visit, pending: Item | None) -> bool:
    """Whether it is the way out that is asked about now."""
    free = pending is None and unclear_photo(turn, visit) is None
    return free and visit.stuck() is not None


def reasons_of(turn: Turn, visit: Visit) -> dict[str, str]:
    """Reasons that wait for one more picture, by slot."""
    reasons: dict[str, str] = turn.enter("visit", visit.id).memory.get("reasons", {})
    return reasons


def _way_out_buttons(visit: Visit, step: Step) -> tuple[Button, ...]:
    args = {"visit": visit.id, "slot": step.slot}
    named = [("拍不清,说明原因", ""), ("店主不让拍", "店主不让拍"), ("停电", "停电")]
    return (
        *(Button(label, "way_out", {**args, "reason": reason}) for label, reason in named),
        *_no_competitor_button(visit, step),
    )


def _no_competitor_button(visit: Visit, step: Step) -> tuple[Button, ...]:
    if step.kind is not StepKind.PRICE:
        return ()
    return (Button("无竞品", "no_competitor", {"visit": visit.id}),)


def unclear_photo(turn: Turn, visit: Visit) -> int | None:
    """The evidence number of a picture that nobody could tell the kind of."""
    number: int | None = turn.enter("visit", visit.id).memory.get("which_kind")
    return number


def _kind_buttons(visit: Visit, evidence: int) -> tuple[Button, ...]:
    args = {"visit": visit.id, "evidence": evidence}
    kinds = dict.fromkeys(s.takes for s in visit.form.steps if s.takes is not None)
    named = [(KIND_WORDS[k], k.value) for k in kinds if k in KIND_WORDS]
    return tuple(
        Button(label, "file_as", {**args, "kind": kind}) for label, kind in [*named, ("都不是", "")]
    )
