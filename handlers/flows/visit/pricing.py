"""The competitor's price: read off its tag or typed, linked, compared, and the rep's word for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain import prices
from domain.catalogue import Competitor
from domain.evidence import Cause, Evidence, Item, ItemState, Price
from domain.packs import TypedPrice
from domain.visits import Visit
from handlers.chat import News, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.price_asking import kind_of, looked, other_kind, piece, unlinked
from handlers.reviewing import ask_manager
from handlers.turn import Turn

_OFFERED = 3
_SURE = 0.6
"""Confidence (0-1) from which a reading is shown without a doubt."""


def take_tag(turn: Turn, visit: Visit, item: Item, evidence: Evidence) -> list[News]:
    """Turn a filed price tag into a price that waits for 确认."""
    price = prices.price_of(evidence.reading.tag if evidence.reading else None)
    competitor = prices.link(price.label, mapped(turn)) if price.label else None
    _supersede(visit, item.id, competitor.code if competitor else None)
    visit.change(item.id, price=compared(turn, visit, price, competitor, item))
    return tell(turn, visit, item.id)


def _supersede(visit: Visit, keep: str, competitor: str | None) -> None:
    """A newer tag takes the place of an unconfirmed one, unless they show two products."""
    for old in list(visit.items.values()):
        if old.price is None or old.state is not ItemState.READING or old.id == keep:
            continue
        if competitor is None or old.price.competitor in {None, competitor}:
            visit.change(old.id, state=ItemState.REFUSED, cause=Cause.SUPERSEDED)


def mapped(turn: Turn) -> list[Competitor]:
    """Competitors that stand against one of our products."""
    return [c for c in turn.directory.catalogue.competitors.values() if c.own_code]


def _on_shelves(turn: Turn) -> list[Competitor]:
    """Competitors of what stands on shelves: products with a 主推等级."""
    own = turn.directory.catalogue.products
    known = [c for c in mapped(turn) if c.own_code in own]
    return [c for c in known if own[c.own_code or ""].grade] or known


def compared(
    turn: Turn, visit: Visit, price: Price, competitor: Competitor | None, item: Item
) -> Price:
    """The price with what we know of that product: last time, our own shelf price."""
    if competitor is None:
        return replace(
            price, competitor=None, own=None, own_fen=None, last_fen=None, last_at=None, last_pack=1
        )
    own = turn.directory.catalogue.products.get(competitor.own_code or "")
    last = turn.work.prices.last(visit.store_code, competitor.code, item.at)
    return replace(
        prices.named(price, competitor),
        own=own.code if own else None,
        own_fen=own.retail_fen if own else None,
        last_fen=last.price_fen if last else None,
        last_pack=last.pack if last else 1,
        last_at=last.at if last else None,
    )


def tell(turn: Turn, visit: Visit, item_id: str) -> list[News]:
    """What was read, and what is asked about it."""
    item = visit.items[item_id]
    price = item.price or Price()
    thread = turn.enter("visit", visit.id)
    if price.payable_fen is None:
        turn.ask(thread, "price", visit=visit.id, item=item_id)
        facts = {"label": price.label, "looked": looked(turn, item)}
        return [News("visit/news/price_unreadable", facts)]
    if price.competitor is None:
        near = [c for c, _ in prices.candidates(price.label, mapped(turn))] if price.label else []
        codes = [c.code for c in near or _on_shelves(turn)[:_OFFERED]]
        known = thread.memory.get("candidates", {})
        turn.remember(thread, "candidates", {**known, item_id: codes})
    return [News("visit/news/price", price_facts(turn, price))]


def price_facts(turn: Turn, price: Price) -> dict[str, Any]:
    """Everything a card about a price shows; gaps are those of one piece."""
    own = turn.directory.catalogue.products.get(price.own or "")
    bundle = price.promo_fen if price.promo_fen != price.payable_fen else None
    unit = price.unit_fen
    return {
        "code": price.competitor or "",
        "label": price.label,
        "fen": price.payable_fen,
        "said": kind_of(price),
        "other": other_kind(price),
        "other_fen": price.other_fen,
        "bundle_fen": bundle if price.other_fen is None else None,
        "pack": price.pack,
        "piece": piece(turn, price),
        "unit_fen": None if unit is None else prices.whole_fen(unit),
        "pack_asked": prices.asked_pack(price),
        "manual": price.manual,
        "sure": price.manual or price.confidence >= _SURE,
        "last": prices.gap(unit, price.last_unit_fen),
        "last_at": price.last_at,
        "own": prices.gap(unit, price.own_fen),
        "own_name": own.name if own else "",
        "alert": prices.is_alert(price, turn.settings.price_alert),
        "doubted_fen": prices.doubted_fen(price),
    }


def accept(turn: Turn, visit: Visit, item: Item) -> list[News]:
    """The rep's word for it. A price typed beside a hopeless picture is a manager's to review."""
    price = item.price or Price()
    step = visit.form.step(item.slot)
    unseen = price.manual and item.photo is not None and item.photo.score < step.refuse_below
    cause = item.cause or (Cause.UNSEEN if unseen else None)
    state = ItemState.PENDING if cause else ItemState.ACCEPTED
    price = replace(price, assumed=False)
    taken = visit.change(item.id, price=price, state=state, cause=cause)
    if cause is not None:
        ask_manager(turn, visit, taken)
    thread = turn.enter("visit", visit.id)
    turn.answered(thread)
    turn.work.visits.save(visit, turn.now)
    facts = {**price_facts(turn, price), "review": cause is not None}
    return [News("visit/news/price_confirmed", facts)]


def put_right(turn: Turn, visit: Visit, item: Item, said: TypedPrice) -> Item:
    """Take the rep's number in the place of what was read."""
    price = prices.retyped(item.price or Price(), said)
    competitor = turn.directory.catalogue.competitors.get(price.competitor or "")
    if competitor is not None:
        price = compared(turn, visit, price, competitor, item)
    return visit.change(item.id, price=price, state=ItemState.READING)


def typed(turn: Turn, visit: Visit, item: Item, said: TypedPrice) -> list[Reply]:
    """A price typed by the rep (人工); a normal one counts at once, a striking one is asked."""
    again = item.state is not ItemState.READING
    changed = _assume(turn, visit, put_right(turn, visit, item, said))
    turn.answered(turn.enter("visit", visit.id))
    return show(turn, visit, changed) if again else settle(turn, visit, changed)


def _assume(turn: Turn, visit: Visit, item: Item) -> Item:
    """A price typed beside an unreadable tag is about the one product that was priced here before."""
    price = item.price or Price()
    if price.competitor or price.label or price.payable_fen is None or unlinked(turn, visit, item):
        return item
    seen = [(c, turn.work.prices.last(visit.store_code, c.code, item.at)) for c in mapped(turn)]
    before = [(c, last.price_fen, last.pack) for c, last in seen if last is not None]
    usual = prices.usual(price.payable_fen, price.pack_read or price.pack, before)
    if usual is None:
        return item
    known = compared(turn, visit, replace(price, assumed=True), usual, item)
    return visit.change(item.id, price=known)


def settle(turn: Turn, visit: Visit, item: Item) -> list[Reply]:
    """Take what the rep has just said about a price, unless something about it is left to ask."""
    price = item.price or Price()
    left = (
        price.competitor is None
        or price.assumed
        or prices.asked_pack(price) is not None
        or prices.doubted_fen(price) is not None
        or prices.is_alert(price, turn.settings.price_alert)
    )
    if left:
        return show(turn, visit, item)
    return [board(turn, visit, accept(turn, visit, item), merge=False)]


def show(turn: Turn, visit: Visit, item: Item, news: Sequence[News] = ()) -> list[Reply]:
    """The price as it is now, and what is asked about it."""
    news = [*news, *tell(turn, visit, item.id)]
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, merge=False)]
