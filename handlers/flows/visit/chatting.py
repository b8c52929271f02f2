"""Small talk in the middle of a visit: a short answer, and back to what is asked."""

from domain.small_talk import small_talk
from handlers.chat import News, Reply, Said
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.turn import Turn


def chatted(turn: Turn, event: Said) -> list[Reply] | None:
    """「今天天气不错」 while a visit is under way; nothing is filled by it."""
    visit = active(turn)
    news = _answer(event.text) if visit is not None else None
    if visit is None or news is None:
        return None
    return [board(turn, visit, [news], merge=False)]


def _answer(text: str) -> News | None:
    topic = small_talk(text)
    return News("visit/news/small_talk", {"topic": topic}) if topic else None
