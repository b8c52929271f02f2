"""What a visit can't use: a voice note, a document. It says so, and what it asks for now."""

from domain import access
from domain.forms import StepKind
from domain.visits import Visit
from handlers.chat import Failed, News, Reply, SentFile, Unusable
from handlers.flows.visit import photos
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.turn import Turn
from handlers.voices import unheard

_BY_CAMERA = frozenset({StepKind.PHOTO, StepKind.PRICE})


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """A voice note that nobody could hear: the step that is asked about is typed."""
    if event.kind != "voice":
        return photos.on_failed(turn, event)
    visit = active(turn)
    return _meanwhile(turn, visit, unheard(event)) if visit else None


def on_file(turn: Turn, event: SentFile) -> list[Reply] | None:
    """A document proves nothing in a store; a workbook of somebody who may import is none of ours."""
    visit = active(turn)
    if visit is None or access.may_import(turn.person):
        return None
    photo = any(step.kind in _BY_CAMERA for step in visit.missing())
    return _meanwhile(
        turn, visit, News("visit/news/file_unused", {"name": event.name, "photo": photo})
    )


def on_unusable(turn: Turn, event: Unusable) -> list[Reply] | None:
    """A sticker, a film, a file above the limit."""
    visit = active(turn)
    if visit is None:
        return None
    facts = {"what": event.what, "too_large": event.too_large}
    return _meanwhile(turn, visit, News("visit/news/unusable", facts))


def _meanwhile(turn: Turn, visit: Visit, news: News) -> list[Reply]:
    turn.enter("visit", visit.id)
    return [board(turn, visit, [news], merge=False)]
