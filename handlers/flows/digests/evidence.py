"""A visit opened from a number: its state, what was shown when, and the picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import may_see_district
from domain.evidence import Item
from domain.people import Role
from domain.unclosed import loose_end
from domain.visits import Visit
from handlers.chat import Drawing, Pressed, Reply
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_LINES = 14
_PICTURES = 3


def on_visit(turn: Turn, event: Pressed) -> list[Reply]:
    """「1 叶小满 湖畔生活超市」."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None:
        return [Reply("figures/visit_gone")]
    if not _sees(turn, visit):
        return [Reply("figures/denied", {"own": turn.person.role is Role.REP})]
    wanted = visit.items.get(event.args.get("item") or "")
    items = sorted(visit.items.values(), key=lambda i: i.at)
    end = loose_end(visit)
    told = {
        "rep": person_name(turn, visit.rep_id),
        "store": place_name(turn, visit.store_code),
        "opened": visit.opened_at,
        "arrived": visit.arrived_at,
        "distance_m": visit.presences[0].distance_m if visit.presences else None,
        "submitted": visit.submitted_at,
        "state": visit.state.value,
        "why": end.why.value if end else "",
        "lacking": list(end.lacking) if end else [],
        "reason": visit.closed_reason,
        "items": [_item(turn, visit, i) for i in items[:_LINES]],
        "more": max(0, len(items) - _LINES),
        "pictures": bool(_shown(items, wanted)),
    }
    return [Reply("figures/visit", told, draw=_picture(items, wanted))]


def _sees(turn: Turn, visit: Visit) -> bool:
    if visit.rep_id == turn.person.id:
        return True
    if turn.person.role is Role.REP:
        return False
    store = turn.directory.stores.get(visit.store_code)
    rep = turn.directory.organisation.people.get(visit.rep_id)
    districts = {store.district if store else "", rep.district if rep else ""} - {""}
    organisation = turn.directory.organisation
    return any(may_see_district(turn.person, d, organisation) for d in districts)


def _item(turn: Turn, visit: Visit, item: Item) -> Mapping[str, Any]:
    price, stock = item.price, item.stock
    known = turn.directory.catalogue.competitors.get(price.competitor or "") if price else None
    product = turn.directory.catalogue.products.get(stock.sku) if stock else None
    return {
        "title": visit.form.title_of(item.slot),
        "at": item.at,
        "state": item.state.value,
        "cause": item.cause.value if item.cause else "",
        "reason": item.reason,
        "score": item.photo.score if item.photo else None,
        "text": item.text,
        "stock": {
            "name": product.name if product else "",
            "sku": stock.sku,
            "quantity": stock.quantity,
            "unit": stock.unit,
        }
        if stock
        else None,
        "price": {
            "name": known.name if known else price.label or "竞品",
            "fen": price.payable_fen,
            "last_fen": price.last_fen,
            "last_at": price.last_at,
            "own_fen": price.own_fen,
        }
        if price
        else None,
    }


def _shown(items: Sequence[Item], wanted: Item | None) -> list[str]:
    """The picture that was asked for, else those that count, else those that were refused."""
    pictured = [i for i in items if i.photo]
    counting = [i for i in pictured if i.state.passes] or pictured
    chosen = [wanted] if wanted is not None and wanted.photo else counting
    photos = [i.photo for i in chosen if i.photo]
    return list(dict.fromkeys(p.watermark or p.sha256 for p in photos))[:_PICTURES]


def _picture(items: Sequence[Item], wanted: Item | None) -> Drawing | None:
    shown = _shown(items, wanted)
    return Drawing("photo", {"sha256s": shown}) if shown else None
