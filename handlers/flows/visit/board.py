"""The board of a visit: what is there, what is missing, and the one thing to do next."""

from collections.abc import Sequence
from typing import Any

from domain import prices
from domain.catalogue import Product
from domain.evidence import Item, Price
from domain.forms import Step, StepKind
from domain.money import yuan
from domain.readings import PhotoKind
from domain.visits import Visit
from handlers.chat import Button, Drawing, News, Reply
from handlers.flows.visit.drafts import unread
from handlers.turn import Turn

_ANSWER = {"kind": "answer", "text": ""}
"""The news ask something: one thing at a time."""
KIND_WORDS = {PhotoKind.STOREFRONT: "门头", PhotoKind.SHELF: "货架", PhotoKind.TAG: "价签"}
WANTS = {StepKind.PLACE: "location", StepKind.PHOTO: "photo", StepKind.PRICE: "photo"}


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
    asking = any(one.buttons for one in news)
    facts = {
        "place": place_name(turn, visit),
        "lines": checklist(visit),
        "reading": unread(turn, visit) if count_unread else 0,
        "ask": _ANSWER if asking else ask(turn, visit, missing, pending),
        "wants": WANTS.get(missing[0].kind, "") if missing and pending is None else "",
        "done": not missing,
    }
    return Reply(
        "visit/board",
        facts,
        buttons=() if asking else _next_buttons(turn, visit, missing, pending),
        news=tuple(news),
        draw=draw,
        merge=f"visit:{visit.id}" if merge else "",
    )


def place_name(turn: Turn, visit: Visit) -> str:
    """The store's or customer's name."""
    store = turn.directory.stores.get(visit.store_code)
    customer = turn.directory.customers.get(visit.store_code)
    return store.name if store else customer.name if customer else visit.store_code


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


def due_products(turn: Turn, visit: Visit, step: Step) -> list[Product]:
    """The products of the step's grade that are not counted yet, in catalogue order."""
    counted = visit.counted(step)
    return [p for p in turn.directory.catalogue.graded(step.grade) if p.code not in counted]


def ask(turn: Turn, visit: Visit, missing: Sequence[Step], pending: Item | None) -> dict[str, Any]:
    """What to do next: kind and facts, worded by the template."""
    if unclear_photo(turn, visit) is not None:
        return {"kind": "which_kind", "text": ""}
    if pending is not None:
        return _ask_price(turn, visit, pending)
    if not missing:
        return {"kind": "submit", "text": ""}
    step = missing[0]
    if step.kind is StepKind.SKU_STOCK:
        due = due_products(turn, visit, step)
        return {
            "kind": "stock",
            "text": step.ask,
            "left": step.at_least - len(visit.counted(step)),
            "due": [{"code": p.code, "name": p.name} for p in due],
        }
    return {"kind": step.kind.value, "text": step.ask}


def _ask_price(turn: Turn, visit: Visit, pending: Item) -> dict[str, Any]:
    price = pending.price
    if price is None or price.payable_fen is None:
        return {"kind": "type_price", "text": ""}
    if unlinked(turn, visit, pending) is not None:
        return {"kind": "link_price", "text": ""}
    if (doubted := prices.doubted_fen(price)) is not None:
        return {"kind": "doubt_price", "text": price.label, "fen": doubted}
    return {"kind": "confirm_price", "text": price.label, "fen": price.payable_fen}


def _next_buttons(
    turn: Turn, visit: Visit, missing: Sequence[Step], pending: Item | None
) -> tuple[Button, ...]:
    unclear = unclear_photo(turn, visit)
    if unclear is not None:
        return _kind_buttons(visit, unclear)
    if pending is None:
        return () if missing else (Button("提交", "submit", {"visit": visit.id}),)
    if pending.price is None or pending.price.payable_fen is None:
        return ()
    args = {"visit": visit.id, "item": pending.id}
    codes = unlinked(turn, visit, pending)
    if codes is None:
        spare = visit.filled(visit.form.step(pending.slot))
        drop = (Button("不要这张", "price_drop", args),) if spare else ()
        return (*_sure_buttons(pending.price, args), Button("修改", "price_fix", args), *drop)
    named = [turn.directory.catalogue.competitors[c] for c in codes]
    return (
        *(Button(c.name, "price_link", {**args, "competitor": c.code}) for c in named),
        Button("新竞品", "price_link", {**args, "competitor": ""}),
    )


def _sure_buttons(price: Price, args: dict[str, Any]) -> tuple[Button, ...]:
    """确认; for an implausible price what it probably is, and that it is so all the same."""
    doubted, read = prices.doubted_fen(price), price.payable_fen
    if doubted is None or read is None:
        return (Button("确认", "price_ok", args),)
    return (
        Button(f"是{yuan(doubted)}", "price_ok", {**args, "fen": doubted}),
        Button(f"就是{yuan(read)}", "price_ok", args),
    )


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


def unlinked(turn: Turn, visit: Visit, item: Item) -> list[str] | None:
    """Codes to choose from while the tag's product is not known; ``None`` once it is."""
    by_item: dict[str, list[str]] = turn.enter("visit", visit.id).memory.get("candidates", {})
    return by_item.get(item.id)
