"""What people tell in passing: notes, tags, lists by tag, orders by word of mouth."""

from collections.abc import Mapping
from typing import Any

from domain.understanding import Intent
from handlers.chat import Reply, Said, Understood
from handlers.flow import Flow
from handlers.flows.memory import (
    conflicts,
    drafting,
    finding,
    jotted,
    listing,
    pages,
    telling,
    undoing,
)
from handlers.turn import Thread, Turn


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """What is surely about notes, tags or orders; the rest is for the language."""
    if event.rephrased:
        return None
    for take in (
        jotted.on_text,
        listing.on_text,
        finding.on_text,
        drafting.on_text,
        telling.on_text,
    ):
        replies = take(turn, event)
        if replies is not None:
            return replies
    return None


def on_understood(turn: Turn, event: Understood) -> list[Reply] | None:
    """Spoken words come here without having been typed; a draft is shown with what was heard."""
    if not event.spoken or event.picked:
        return telling.on_understood(turn, event)
    said = Said(event.message, event.frame.text)
    for take in (jotted.on_text, listing.on_text, finding.on_text, drafting.on_text):
        replies = take(turn, said)
        if replies is not None:
            return [Reply("memory/heard", {"text": said.text}), *replies]
    return None


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The answer to an open question about a note or a draft."""
    if kind == "who":
        return telling.who_answered(turn, thread, args, event)
    if kind == "fix":
        return listing.fixed(turn, thread, args, event)
    if kind == "page":
        return pages.typed(turn, thread, args, event)
    return drafting.answered(turn, thread, kind, args, event)


FLOW = Flow(
    name="memory",
    order=60,
    on={Said: on_text, Understood: on_understood},
    ahead=undoing.ahead,
    answer=answer,
    intents={Intent.NOTE: telling.on_note, Intent.PORTRAIT: finding.on_portrait},
    presses={
        "note_who": telling.on_who,
        "note_keep": telling.on_keep,
        "note_drop": telling.on_drop,
        "note_undo": undoing.on_note_undo,
        "tag_undo": undoing.on_tag_undo,
        "tag_change": conflicts.on_change,
        "tag_stay": conflicts.on_stay,
        "tag_both": conflicts.on_both,
        "tag_sure": conflicts.on_sure,
        "tag_fix": listing.on_fix,
        "tags_of": listing.on_press,
        "tags_more": finding.on_more,
        "page_right": pages.on_right,
        "page_fix": pages.on_fix,
        "jot_ok": jotted.on_ok,
        "jot_fix": drafting.on_fix,
        "jot_drop": drafting.on_drop,
        "jot_who": drafting.on_who,
        "jot_what": drafting.on_what,
        "jot_product": drafting.on_product,
        "jot_undo": undoing.on_jot_undo,
    },
)
