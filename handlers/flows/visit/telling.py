"""What became of a picture, as news."""

from domain.evidence import Item
from domain.filing import Filed, Outcome
from domain.visits import Visit
from handlers.chat import News


def filed_news(visit: Visit, filed: Filed) -> News:
    """Where a picture was filed, or why not."""
    if filed.outcome is Outcome.REFUSED:
        return refused_news(visit, filed.item)
    title, number = filed.step.title, visit.form.number(filed.step.slot)
    if filed.outcome is Outcome.DUPLICATE:
        return News("visit/news/duplicate", {"title": title})
    photo = filed.item.photo
    facts = {
        "title": title,
        "number": number,
        "warned": filed.outcome is Outcome.WARNED,
        "reasons": list(photo.reasons) if photo else [],
        "score": photo.score if photo else 0,
        "early_fix": bool(photo and photo.early_fix),
        "moved": [visit.form.step(i.slot).title for i in filed.moved],
    }
    return News("visit/news/filed", facts)


def refused_news(visit: Visit, item: Item, *, uncounted: bool = False) -> News:
    """Why a picture was not taken; ``uncounted`` when its caption's number went with it."""
    step = visit.form.step(item.slot)
    photo = item.photo
    facts = {
        "title": step.title,
        "score": photo.score if photo else 0,
        "reasons": list(photo.reasons) if photo else [],
        "uncounted": uncounted,
    }
    return News("visit/news/refused", facts)
