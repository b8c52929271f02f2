"""补录 on its way into a visit: what comes without a location waits for a manager."""

from domain import making_up
from domain.visits import Visit
from handlers.reviewing import ask_manager
from handlers.turn import Turn


def made_up(turn: Turn, visit: Visit, source: int) -> None:
    """Hand what one message brought to the manager, if no location covers it."""
    for item in making_up.made_up(visit, source, turn.settings)[:1]:
        ask_manager(turn, visit, item)  # one card a message: the others stand beside it
