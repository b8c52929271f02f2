"""Asking a manager to look at an item: the card that the review flow answers."""

from domain.evidence import Item
from domain.visits import Visit
from handlers.turn import Turn


def ask_manager(turn: Turn, visit: Visit, item: Item) -> None:
    """Push a review card to who may decide (placeholder of the first minutes)."""
