"""What became of a picture, as news."""

from datetime import timedelta

from domain.evidence import Item, ItemState
from domain.filing import Filed
from domain.onsite import LATE
from domain.reuse import Print
from domain.visits import Visit
from handlers.chat import News
from handlers.flows.visit.board import name_of
from handlers.turn import Turn

_NAMED_DAYS = {0: "今天", 1: "昨天", 2: "前天"}


def filed_news(visit: Visit, filed: Filed) -> News:
    """Where a picture was filed."""
    item, photo = filed.item, filed.item.photo
    step = visit.form.step(item.slot)
    facts = {
        "title": step.title,
        "number": visit.form.number(item.slot),
        "warned": item.state is ItemState.WARNED,
        "pending": item.cause.value if item.state is ItemState.PENDING and item.cause else "",
        "reasons": list(photo.reasons) if photo else [],
        "score": photo.score if photo else 0,
        "early_fix": bool(photo and photo.early_fix),
        "late": item.received_at - item.at > LATE,
        "moved": [visit.form.title_of(i.slot) for i in filed.moved],
    }
    return News("visit/news/filed", facts)


def refused_news(
    turn: Turn, visit: Visit, item: Item, like: Print | None = None, *, uncounted: bool = False
) -> News:
    """Why a picture was not taken; ``uncounted`` when its caption's number went with it."""
    photo = item.photo
    facts = {
        "title": visit.form.step(item.slot).title,
        "cause": item.cause.value if item.cause else "",
        "score": photo.score if photo else 0,
        "reasons": list(photo.reasons) if photo else [],
        "taken_on": photo.taken_at.date().isoformat() if photo and photo.taken_at else "",
        "uncounted": uncounted,
        "like": _like(turn, visit, like),
    }
    return News("visit/news/refused", facts)


def _like(turn: Turn, visit: Visit, like: Print | None) -> dict[str, object] | None:
    """When and where the rep's own picture was used; another's is nobody's business."""
    if like is None or like.rep_id != visit.rep_id:
        return None
    day, today = turn.settings.day(like.at), turn.settings.day(turn.now)
    ago = (today - day) // timedelta(days=1)
    words = _NAMED_DAYS.get(ago, f"{day:%m-%d} ")
    return {"day": words, "at": like.at, "store": name_of(turn, like.store_code)}
