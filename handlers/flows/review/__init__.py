"""复核: the manager's queue, and what he decides about one thing in it."""

from collections.abc import Mapping
from typing import Any

from handlers.chat import Reply, Said
from handlers.flow import Flow
from handlers.flows.review import asking, deciding, marking, returning
from handlers.turn import Thread, Turn


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """Words: why something is given back, or what to remember about a mark."""
    act = marking.noted if kind == marking.NOTE else returning.reason_said
    return act(turn, thread, args, event)


FLOW = Flow(
    name="review",
    order=15,
    wordy=True,
    on={Said: asking.on_text},
    presses={
        "review_show": asking.on_show,
        "review_next": asking.on_next,
        "review_ok": deciding.on_approve,
        "review_seen": deciding.on_seen,
        "review_mark": marking.on_mark,
        "review_return": returning.on_return,
        "review_why": returning.on_why,
    },
    answer=answer,
)
