"""Agreeing: the card that asks, and what is written down when somebody agrees."""

from domain.consent import WORDING
from handlers.chat import Button, Reply
from handlers.turn import Turn


def card(turn: Turn) -> Reply:
    """What is kept, who sees it, for how long; nothing is taken before the person agrees."""
    buttons = (
        Button("同意并开始(含定位)", "consent", {"location": True}),
        Button("同意,不用定位", "consent", {"location": False}),
    )
    return Reply("consent/card", {"name": turn.person.name}, buttons=buttons)


def welcome(turn: Turn) -> Reply:
    """What to do now."""
    facts = {"name": turn.person.name, "role": turn.person.role.value}
    return Reply("welcome", {**facts, "located": turn.work.consents.located(turn.person.id)})


def note(turn: Turn, what: str, **facts: bool) -> None:
    """Write down what was agreed to: on which channel, in which wording."""
    more = {"channel": turn.message.channel, "wording": WORDING, **facts}
    turn.work.audit.note(turn.now, turn.person.id, what, turn.person.id, **more)
