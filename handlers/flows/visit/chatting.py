"""Small talk in the middle of a visit: a short answer, and back to what is asked."""

from typing import Any

from domain.catalogue import Catalogue, Product
from domain.small_talk import asks_price, small_talk
from domain.stock_words import words
from handlers.chat import News, Reply, Said
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.turn import Turn


def chatted(turn: Turn, event: Said) -> list[Reply] | None:
    """「今天天气不错」「S7-1500多少钱」 while a visit is under way; nothing is filled by it."""
    visit = active(turn)
    news = _answer(turn, event.text) if visit is not None else None
    if visit is None or news is None:
        return None
    return [board(turn, visit, [news], merge=False)]


def _answer(turn: Turn, text: str) -> News | None:
    if (topic := small_talk(text)) is not None:
        return News("visit/news/small_talk", {"topic": topic})
    product = _asked_about(text, turn.directory.catalogue) if asks_price(text) else None
    return News("visit/news/list_price", _facts(product)) if product else None


def _asked_about(text: str, catalogue: Catalogue) -> Product | None:
    named = {w.product.code: w.product for w in words(text, catalogue) if w.product}
    return next(iter(named.values())) if len(named) == 1 else None


def _facts(product: Product) -> dict[str, Any]:
    return {
        "code": product.code,
        "name": product.name,
        "list_fen": product.list_fen,
        "retail_fen": product.retail_fen,
    }
