"""Drafts of orders and stock by word of mouth: what is unclear is asked, nothing is kept yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.access import NoteRight
from domain.memory.drafts import (
    Draft,
    DraftLine,
    Open,
    amended,
    draft_of,
    drafted,
    facts_of,
    quantity_in,
)
from domain.memory.jotting import What, parse_jotting, products_called
from domain.memory.notes import Subject
from domain.memory.subjects import (
    called,
    name_of,
    name_spans,
    named_in,
    only_named,
    own_customers,
    owner_of,
    right_of,
)
from handlers.chat import Button, Pressed, Reply, Said
from handlers.remembering import FLOW, choices, likely, subject_of
from handlers.turn import Thread, Turn

WHATS = {What.ORDER: "订单", What.STOCK: "库存"}


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「李姐要10箱生抽」「佳佳生鲜 238还剩4箱」."""
    if not (turn.directory.within_reach(turn.person) or own_customers(turn.person, turn.directory)):
        return None
    jotting = parse_jotting(_without_names(turn, event.text), turn.directory.catalogue)
    if jotting is None:
        return None
    named = named_in(event.text, turn.person, turn.directory)
    about = named or called(jotting.contact, turn.person, turn.directory)
    if not about and not (jotting.orders or jotting.contact):
        return None
    draft = drafted(
        jotting,
        subject=about[0] if len(about) == 1 else None,
        text=event.text.strip(),
        at=event.message.at,
        source=event.message.id,
    )
    return go_on(turn, _open(turn, draft), draft, about)


def _without_names(turn: Turn, text: str) -> str:
    """A store's name holds no product."""
    for start, end in name_spans(text, turn.directory, products=False):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _open(turn: Turn, draft: Draft) -> Thread:
    """A thread of its own, so that a typed 确认 means the newest draft."""
    return turn.enter(FLOW, f"draft:{draft.source}")


def go_on(turn: Turn, thread: Thread, draft: Draft, about: Sequence[Subject] = ()) -> list[Reply]:
    """The one thing that is unclear is asked; else the draft is shown."""
    turn.remember(thread, "draft", facts_of(draft))
    turn.answered(thread)
    point, number = draft.open_point()
    args = {"draft": draft.source}
    drop = Button("不记", "jot_drop", args)
    shown = facts(turn, draft)
    if point is Open.PRODUCT:
        return [_which_product(turn, thread, draft, number, drop)]
    if point is Open.QUANTITY:
        turn.ask(thread, "how_many", draft=draft.source, line=number)
        return [Reply("memory/jot_how_many", {"name": shown["all"][number]}, buttons=(drop,))]
    if point is Open.WHAT:
        kinds = tuple(
            Button(f"是{label}", "jot_what", {**args, "what": what.value})
            for what, label in WHATS.items()
        )
        return [Reply("memory/jot_what", shown, buttons=(*kinds, drop))]
    if point is Open.WHO or draft.subject is None:
        turn.ask_which(thread, "jot_who", draft=draft.source)
        among = choices(turn, (about or likely(turn))[:4], "jot_who", args)
        several = {**shown, "several": bool(about)}
        return [Reply("memory/jot_who", several, buttons=(*among, drop))]
    right = right_of(turn.person, draft.subject, turn.directory)
    if right is NoteRight.NONE:
        turn.leave(FLOW, thread.subject)
        return [Reply("memory/not_yours", {"name": shown["name"]})]
    owner = turn.directory.organisation.people.get(owner_of(draft.subject, turn.directory) or "")
    whose = {"theirs": right is NoteRight.CONFIRM, "owner": owner.name if owner else ""}
    buttons = (Button("确认", "jot_ok", args), Button("修改", "jot_fix", args), drop)
    return [Reply("memory/draft", {**shown, **whose}, buttons=buttons)]


def _which_product(turn: Turn, thread: Thread, draft: Draft, number: int, drop: Button) -> Reply:
    """「酱油」 may be two; what is called nothing is asked in words."""
    line, products = draft.lines[number], turn.directory.catalogue.products
    args = {"draft": draft.source, "line": number}
    buttons = tuple(
        Button(products[code].name, "jot_product", {**args, "sku": code})
        for code in line.options[:4]
        if code in products
    )
    if not buttons:
        turn.ask(thread, "which_product", **args)
    facts = {"said": line.said, "total": len(line.options), "quantity": line.quantity}
    return Reply("memory/jot_product", {**facts, "unit": line.unit}, buttons=(*buttons, drop))


def facts(turn: Turn, draft: Draft) -> dict[str, Any]:
    return {
        "name": name_of(draft.subject, turn.directory) if draft.subject else "",
        "contact": draft.contact,
        "orders": [line_of(turn, x) for x in draft.of_kind(What.ORDER)],
        "counts": [line_of(turn, x) for x in draft.of_kind(What.STOCK)],
        "all": [line_of(turn, x) for x in draft.lines],
        "text": draft.text,
    }


def line_of(turn: Turn, line: DraftLine) -> str:
    product = turn.directory.catalogue.products.get(line.sku or "")
    name = product.name if product else line.said
    return f"{name} ×{line.quantity}{line.unit}" if line.quantity is not None else name


def draft_meant(turn: Turn, event: Pressed) -> tuple[Thread, Draft] | None:
    """The draft of a button, unless it was settled."""
    subject = f"draft:{event.args['draft']}"
    thread = next((t for t in turn.threads if (t.flow, t.subject) == (FLOW, subject)), None)
    if thread is None or "draft" not in thread.memory:
        return None
    return turn.enter(FLOW, subject), draft_of(thread.memory["draft"])


def newest_draft(turn: Turn) -> Draft | None:
    """The draft being talked about, if nothing else was talked about since."""
    thread = turn.threads[0] if turn.threads else None
    if thread is None or thread.flow != FLOW or "draft" not in thread.memory:
        return None
    return draft_of(thread.memory["draft"])


def on_product(turn: Turn, event: Pressed) -> list[Reply]:
    """That product is meant."""
    found = draft_meant(turn, event)
    if found is None:
        return [Reply("memory/draft_gone")]
    return go_on(turn, found[0], found[1].with_product(event.args["line"], event.args["sku"]))


def on_what(turn: Turn, event: Pressed) -> list[Reply]:
    """「是订单」「是库存」."""
    found = draft_meant(turn, event)
    if found is None:
        return [Reply("memory/draft_gone")]
    return go_on(turn, found[0], found[1].as_what(What(event.args["what"])))


def on_who(turn: Turn, event: Pressed) -> list[Reply]:
    """That store or customer is meant."""
    found = draft_meant(turn, event)
    if found is None:
        return [Reply("memory/draft_gone")]
    thread, draft = found
    return go_on(turn, thread, replace(draft, subject=subject_of(event.args["subject"])))


def on_fix(turn: Turn, event: Pressed) -> list[Reply]:
    """「修改」."""
    found = draft_meant(turn, event)
    if found is None:
        return [Reply("memory/draft_gone")]
    thread, draft = found
    turn.ask(thread, "jot_fix", draft=draft.source)
    return [Reply("memory/jot_fix", facts(turn, draft))]


def on_drop(turn: Turn, event: Pressed) -> list[Reply]:
    """「不记」."""
    found = draft_meant(turn, event)
    if found is None:
        return [Reply("memory/draft_gone")]
    turn.leave(FLOW, found[0].subject)
    return [Reply("memory/dropped")]


def answered(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """What was asked about a draft, typed."""
    if "draft" not in thread.memory:
        turn.answered(thread)
        return None
    draft = draft_of(thread.memory["draft"])
    changed = _ANSWERS[kind](turn, draft, args, event.text)
    return go_on(turn, thread, changed) if changed is not None else None


def _who_said(turn: Turn, draft: Draft, args: Mapping[str, Any], text: str) -> Draft | None:  # noqa: ARG001
    named = only_named(text, turn.person, turn.directory)
    return replace(draft, subject=named) if named else None


def _how_many(turn: Turn, draft: Draft, args: Mapping[str, Any], text: str) -> Draft | None:  # noqa: ARG001
    found = quantity_in(text)
    return draft.with_quantity(args["line"], *found) if found else None


def _product_said(turn: Turn, draft: Draft, args: Mapping[str, Any], text: str) -> Draft | None:
    catalogue = turn.directory.catalogue
    known = catalogue.by_code(text.strip())
    options = (known,) if known else products_called(text, catalogue)[1]
    return draft.with_options(args["line"], [p.code for p in options]) if options else None


def _fixed(turn: Turn, draft: Draft, args: Mapping[str, Any], text: str) -> Draft | None:
    changed = amended(draft, text, turn.directory.catalogue)
    return _who_said(turn, draft, args, text) if changed is None else changed


_ANSWERS: Mapping[str, Callable[[Turn, Draft, Mapping[str, Any], str], Draft | None]] = {
    "jot_who": _who_said,
    "how_many": _how_many,
    "which_product": _product_said,
    "jot_fix": _fixed,
}
