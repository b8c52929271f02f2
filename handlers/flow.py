"""A flow: one kind of guided conversation, found by its module."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.understanding import Intent
from handlers import flows
from handlers.chat import Asked, Pressed, Reply, Said
from handlers.turn import Thread, Turn

Replies = Sequence[Reply]
Handler = Callable[[Turn, Any], Replies | None]
"""Takes an event; ``None`` means that it is for another flow."""
Answer = Callable[[Turn, Thread, str, Mapping[str, Any], Said], Replies | None]
"""Takes the answer to an open question; ``None`` when the text is no answer to it."""
READS_WORDS = 95
"""The order from which flows read free words, when no grammar took them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What a flow listens to."""

    name: str
    on: Mapping[type, Handler] = field(default_factory=dict)
    presses: Mapping[str, Callable[[Turn, Pressed], Replies]] = field(default_factory=dict)
    answer: Answer | None = None
    ahead: Handler | None = None
    """Takes text that is a command whatever was asked; ``None`` when it is none."""
    free: bool = False
    """What it takes ahead, its buttons and its own events need no consent."""
    intents: Mapping[Intent, Callable[[Turn, Asked], Replies]] = field(default_factory=dict)
    """What it does for people who say what they want in their own words."""
    back: Callable[[Turn], Reply | None] | None = None
    """Says where a guided conversation goes on, after something else was answered in between."""
    near: Handler | None = None
    """Takes text that is its command about somebody whom nobody knows: asked after the flows, and
    before the words are read for what they ask."""
    lost: Handler | None = None
    """Takes text that no flow understood; ``None`` when it can't help either."""
    wordy: bool = False
    """Its grammar needs words: a line of numbers and units is never for it, and not even asked."""
    order: int = 50
    """Smaller is asked first."""


def find_flows() -> list[Flow]:
    """The ``FLOW`` of every module in ``handlers.flows``, in the order they are asked."""
    names = [m.name for m in pkgutil.iter_modules(flows.__path__)]
    modules = [importlib.import_module(f"{flows.__name__}.{name}") for name in names]
    return sorted((m.FLOW for m in modules), key=lambda flow: (flow.order, flow.name))
