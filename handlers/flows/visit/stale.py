"""No visit that something could be about: none is under way, or a button's time is over."""

from handlers.chat import News, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.turn import Turn
from handlers.unplaced import wants_place


def none(turn: Turn) -> list[Reply]:
    """Nothing is under way: how to begin."""
    return [Reply("visit/none", {"wants": wants_place(turn)})]


def stale(turn: Turn) -> list[Reply]:
    """已过期, followed by the visit that is under way, if there is one."""
    visit = active(turn)
    if visit is None:
        return [Reply("visit/stale", {"wants": wants_place(turn)})]
    turn.enter("visit", visit.id)
    return [board(turn, visit, [News("visit/news/stale")], merge=False)]
