"""What goes out in a conversation: messages with buttons, news and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from domain.accounts import Account


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to tap. The engine gives it a token that fits every channel."""

    label: str
    action: str
    args: Mapping[str, Any] = field(default_factory=dict)
    lasting: bool = False
    """Its button stays good after a press: an entry of a list to come back to."""


@dataclass(frozen=True, slots=True)
class News:
    """One line about what just happened; survives when replies of a burst are merged."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    """What the line itself asks; shown before the reply's own buttons."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to draw when the message is sent."""

    kind: str
    facts: Mapping[str, Any]


class Priority(IntEnum):
    """What goes first when much is waiting."""

    ESCALATION = 0
    ANSWER = 1
    DIGEST = 2


@dataclass(frozen=True, slots=True)
class Reply:
    """One outgoing message: a template and its facts. The relay renders, draws and sends it."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    news: tuple[News, ...] = ()
    draw: Drawing | None = None
    merge: str = ""
    """Replies of one thread with the same key replace each other while they are held."""
    to: str | None = None
    """Another person than the one who wrote."""
    account: Account | None = None
    """One account and no other, whoever it is bound to, even to nobody."""
    board: str = ""
    """Names a message that is kept up to date: where the channel can, a later reply of that name is
    an edit of the first one. Where it can't, it is left out, unless ``last``."""
    last: bool = False
    """The last word of a board: sent anew where the channel can't edit."""
    priority: Priority = Priority.ANSWER
