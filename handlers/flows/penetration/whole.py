"""查看全部: every step of a visit, and its pictures by a tap."""

from domain import review
from domain.days import named_day
from domain.penetration.finding import steps
from domain.visits import Visit
from handlers.chat import Button, Drawing, Pressed, Reply
from handlers.flows.penetration import wording
from handlers.flows.penetration.sight import may_look, no_right
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn


def on_whole(turn: Turn, event: Pressed) -> list[Reply]:
    """Every step with its state, and buttons for the pictures."""
    visit = _open(turn, event.args["visit"])
    if visit is None:
        return [no_right(turn)]
    found = steps(visit)
    facts = {
        **_head(turn, visit),
        "parts": [wording.part(turn, visit, one) for one in found],
        **wording.state(turn, visit),
    }
    pictured = [one for one in found if one.item is not None and one.item.photo is not None]
    buttons = tuple(
        Button(
            f"看{one.title}", "pen_picture", {"visit": visit.id, "item": one.item.id}, lasting=True
        )
        for one in pictured[: turn.capabilities.buttons]
        if one.item is not None
    )
    return [Reply("penetration/whole", facts, buttons=buttons)]


def on_picture(turn: Turn, event: Pressed) -> list[Reply]:
    """One of its pictures, as it was sent."""
    visit = _open(turn, event.args["visit"])
    item = visit.items.get(event.args["item"]) if visit else None
    if visit is None or item is None or item.photo is None:
        return [no_right(turn)]
    facts = {
        **_head(turn, visit),
        "title": visit.form.title_of(item.slot),
        "at": item.at,
        "score": item.photo.score,
        "proof": item.photo.provenance.value,
    }
    if not turn.work.blobs.keeps(item.photo.sha256):
        return [Reply("penetration/picture", {**facts, "kept": False})]
    draw = Drawing("photo", {"sha256s": [item.photo.sha256]})
    return [Reply("penetration/picture", {**facts, "kept": True}, draw=draw)]


def _open(turn: Turn, visit_id: str) -> Visit | None:
    """The visit, if the person may look into it."""
    visit = turn.work.visits.get(visit_id)
    district = review.district_of(visit.store_code, turn.directory) if visit else ""
    may = visit is not None and may_look(turn, district, visit.rep_id)
    return visit if may else None


def _head(turn: Turn, visit: Visit) -> dict[str, str]:
    day = named_day(turn.settings.day(visit.opened_at), turn.settings.day(turn.now))
    store = place_name(turn, visit.store_code)
    return {"who": person_name(turn, visit.rep_id), "store": store, "day": day}
