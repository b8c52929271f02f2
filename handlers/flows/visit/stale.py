"""The answer to a button whose time is over: 已过期, and where things stand now."""

from handlers.chat import News, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.turn import Turn


def stale(turn: Turn) -> list[Reply]:
    """已过期, followed by the visit that is under way, if there is one."""
    visit = active(turn)
    if visit is None:
        return [Reply("visit/stale")]
    turn.enter("visit", visit.id)
    return [board(turn, visit, [News("visit/news/stale")], merge=False)]
