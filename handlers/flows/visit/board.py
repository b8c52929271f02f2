"""The board of a visit: what is there, what is missing, and the one thing to do next."""

from collections.abc import Sequence
from typing import Any

from domain.forms import Step, StepKind
from domain.visits import Visit
from handlers.chat import Drawing, News, Reply
from handlers.flows.visit.asking import ask, asks_way_out, next_buttons
from handlers.flows.visit.drafts import unread
from handlers.turn import Turn
from handlers.unplaced import wants_place

_ANSWER = {"kind": "answer", "text": ""}
"""The news ask something: one thing at a time."""
WANTS = {StepKind.PHOTO: "photo", StepKind.PRICE: "photo"}


def board(
    turn: Turn,
    visit: Visit,
    news: Sequence[News] = (),
    *,
    draw: Drawing | None = None,
    merge: bool = True,
    count_unread: bool = True,
) -> Reply:
    """The reply that every step of a visit ends with."""
    missing = visit.missing()
    pending = visit.unconfirmed()
    if missing and missing[0].kind is StepKind.TEXT and pending is None:
        turn.ask(turn.enter("visit", visit.id), "text", visit=visit.id, slot=missing[0].slot)
    if asks_way_out(turn, visit, pending) and (step := visit.stuck()):
        turn.ask(turn.enter("visit", visit.id), "way_out", visit=visit.id, slot=step.slot)
    asking = any(one.buttons for one in news)
    facts = {
        "place": place_name(turn, visit),
        "lines": checklist(visit),
        "reading": unread(turn, visit) if count_unread else 0,
        "ask": _ANSWER if asking else ask(turn, visit, missing, pending),
        "wants": _wants(turn, missing[0]) if missing and pending is None else "",
        "done": not missing,
    }
    return Reply(
        "visit/board",
        facts,
        buttons=() if asking else next_buttons(turn, visit, missing, pending),
        news=tuple(news),
        draw=draw,
        merge=f"visit:{visit.id}" if merge else "",
    )


def _wants(turn: Turn, step: Step) -> str:
    """What the next step asks for, so that a channel may help."""
    return wants_place(turn) if step.kind is StepKind.PLACE else WANTS.get(step.kind, "")


def place_name(turn: Turn, visit: Visit) -> str:
    """The store's or customer's name."""
    return name_of(turn, visit.store_code)


def name_of(turn: Turn, code: str) -> str:
    """The name of a store or customer."""
    store = turn.directory.stores.get(code)
    customer = turn.directory.customers.get(code)
    return store.name if store else customer.name if customer else code


def checklist(visit: Visit) -> list[dict[str, Any]]:
    """One line a numbered step: number, title, whether it is done, and how far."""
    lines = []
    for step in (s for s in visit.form.steps if s.numbered):
        parts = [step, *(s for s in visit.form.steps if s.under == step.slot)]
        lines.append(
            {
                "number": visit.form.number(step.slot),
                "title": step.title,
                "done": all(visit.filled(s) for s in parts),
                "begun": any(visit.filled(s) for s in parts),
                "detail": [d for s in parts if (d := _detail(visit, s))],
            }
        )
    return lines


def _detail(visit: Visit, step: Step) -> str:
    if step.kind is StepKind.SKU_STOCK:
        return f"库存 {min(len(visit.counted(step)), step.at_least)}/{step.at_least}"
    if step.kind is StepKind.PRICE and visit.unconfirmed():
        return "待确认"
    return ""
