"""Voice notes as text: 「我听到:…」, acted on at once only where that does no harm."""

from collections.abc import Mapping
from typing import Any

from domain.deciding import Act, Decision
from domain.numbers import plain
from domain.understanding import FACETS, Intent
from handlers.chat import Button, Pressed, Reply, Said, Transcribed, Understood
from handlers.reading import read
from handlers.turn import Thread, Turn

_SURE = 0.45
"""Confidence of the recogniser below which the words are shown before anything is done."""
_READS = frozenset(FACETS) | {
    Intent.PLAN,
    Intent.RADAR,
    Intent.HELP,
    Intent.PORTRAIT,
    Intent.DIGEST,
    Intent.PENETRATION,
    Intent.CHURN,
}
"""What only looks something up."""


def on_transcribed(turn: Turn, event: Transcribed) -> list[Reply]:
    """Understand it; what was misheard is asked about, not acted on."""
    picked = {} if event.confidence >= _SURE else {"unsure": "1"}
    read(turn, event.text, spoken=True, picked=picked)
    return []


def acts_at_once(turn: Turn, event: Understood, decision: Decision) -> bool:
    """Whether the person sees his words and the answer together, without a tap between.

    Looking something up does no harm. Veterans with the quick entry also have notes taken at
    once: those can be taken back.
    """
    if event.picked:
        return "unsure" not in event.picked
    if not isinstance(decision, Act):
        return False
    reads = all(wish in _READS for wish in event.frame.wishes)
    if event.frame.note or not reads:
        wishes = set(event.frame.wishes) - _READS - {Intent.NOTE}
        return turn.person.quick and not wishes
    return True


def echo(event: Understood) -> list[Reply]:
    """What was heard, above the answer."""
    if not event.spoken or event.picked:
        return []
    again = Button("重说", "heard_again")
    wrong = Button("改", "heard_wrong", {"text": event.frame.text})
    return [Reply("voice/heard", {"text": event.frame.text, "asks": False}, buttons=(wrong, again))]


def ask(turn: Turn, text: str) -> list[Reply]:
    """「我听到:…」 with 对, 改 and 重说."""
    turn.enter("language", "")
    buttons = (
        Button("对", "heard_right", {"text": text}),
        Button("改", "heard_wrong", {"text": text}),
        Button("重说", "heard_again"),
    )
    return [Reply("voice/heard", {"text": text, "asks": True}, buttons=buttons)]


def on_right(turn: Turn, event: Pressed) -> list[Reply]:
    """From here on the words are as good as typed."""
    turn.onward.append(Said(event.message, event.args["text"]))
    return []


def on_wrong(turn: Turn, event: Pressed) -> list[Reply]:
    """The person types what was said."""
    thread = turn.enter("language", "")
    turn.ask(thread, "heard", text=event.args["text"])
    return [Reply("voice/correct", {"text": event.args["text"]})]


def on_again(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - nothing to look at
    """Nothing was done with it."""
    return [Reply("voice/again")]


def answer(
    turn: Turn,
    thread: Thread,
    kind: str,  # noqa: ARG001 - one kind of question
    args: Mapping[str, Any],  # noqa: ARG001
    event: Said,
) -> list[Reply] | None:
    """The words as they were meant: taken like any others."""
    if not plain(event.text):
        return None
    turn.answered(thread)
    turn.onward.append(Said(event.message, event.text))
    return []
