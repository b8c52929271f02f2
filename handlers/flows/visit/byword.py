"""Being there by one's word: a visit of a rep who has not agreed to locations."""

from dataclasses import replace

from domain.visits import Visit
from handlers.chat import News, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.extras import keep_buttons
from handlers.flows.visit.filing import bind_waiting
from handlers.turn import Turn
from handlers.unplaced import stand_in


def by_word(turn: Turn, visit: Visit, begun: News) -> Reply:
    """Go on at that store; what waited for it is taken in."""
    stand_in(turn, visit)
    news, draw = bind_waiting(turn, visit)
    turn.work.visits.save(visit, turn.now)
    told = [begun, News("visit/news/unplaced"), *news]
    shown = board(turn, visit, told, draw=draw, merge=False)
    return replace(shown, buttons=(*shown.buttons, *keep_buttons(visit, news)))
