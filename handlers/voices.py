"""What is said about a voice note that nobody could hear, in a visit and outside one."""

from domain.voice import LONGEST_S
from handlers.chat import Failed, News


def unheard(event: Failed) -> News:
    """Why, and what to do instead."""
    facts = {"code": event.code, "note": event.note, "longest_s": LONGEST_S}
    return News("voice/news/failed", facts)
