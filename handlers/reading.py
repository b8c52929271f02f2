"""Having words read: what the reader needs to know, and what the person has settled already."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.understanding import STATES
from handlers.turn import Turn

UNDERSTAND = "understand"
"""Work kind of the reader of sentences."""
_LONGEST = 500
"""Letters; what is longer is a text and no request."""


def read(
    turn: Turn,
    text: str,
    *,
    at: datetime | None = None,
    spoken: bool = False,
    picked: Mapping[str, str] | None = None,
) -> None:
    """Ask for the words to be understood; an ``Understood`` event answers."""
    payload: dict[str, Any] = {
        "text": text[:_LONGEST],
        "at": (at or turn.message.at).isoformat(),
        "state": _state(turn),
        "spoken": spoken,
        "picked": dict(picked or {}),
    }
    turn.work_on(UNDERSTAND, turn.ids.new(), **payload)


def _state(turn: Turn) -> str:
    """What the person is in the middle of."""
    idle, visiting, _ = STATES
    return visiting if turn.work.visits.drafts_of(turn.person.id) else idle
