"""The competitor's price tag: read, linked, compared, confirmed by the rep."""

from dataclasses import replace
from typing import Any

from domain import prices
from domain.catalogue import Competitor
from domain.evidence import Evidence, Item, ItemState, Price
from domain.visits import Visit
from handlers.chat import News, Pressed, Reply
from handlers.flows.visit.board import board
from handlers.turn import Turn

NEW = "新竞品"
_OFFERED = 3
_SURE = 0.6
"""Confidence (0-1) from which a reading is shown without a doubt."""


def take_tag(turn: Turn, visit: Visit, item: Item, evidence: Evidence) -> list[News]:
    """Turn a filed price tag into a price that waits for 确认."""
    tag = evidence.reading.tag if evidence.reading else None
    price = Price()
    if tag is not None:
        price = Price(
            label=tag.product or "",
            price_fen=tag.price_fen,
            promo_fen=tag.promo_fen,
            confidence=tag.confidence if tag.engine == "rapidocr" else 0.0,
        )
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
            visit.change(old.id, state=ItemState.REFUSED)


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
    catalogue = turn.directory.catalogue
    own = catalogue.products.get(competitor.own_code or "") if competitor else None
    code = competitor.code if competitor else None
    last = turn.work.prices.last(visit.store_code, code, item.at) if code else None
    return replace(
        price,
        competitor=code,
        label=competitor.name if competitor else price.label,
        own=own.code if own else None,
        own_fen=own.retail_fen if own else None,
        last_fen=last.price_fen if last else None,
        last_at=last.at if last else None,
    )


def tell(turn: Turn, visit: Visit, item_id: str) -> list[News]:
    """What was read, and what is asked about it."""
    price = visit.items[item_id].price or Price()
    thread = turn.enter("visit", visit.id)
    if price.payable_fen is None:
        turn.ask(thread, "price", visit=visit.id, item=item_id)
        return [News("visit/news/price_unreadable", {"label": price.label})]
    if price.competitor is None:
        near = [c for c, _ in prices.candidates(price.label, mapped(turn))] if price.label else []
        codes = [c.code for c in near or _on_shelves(turn)[:_OFFERED]]
        known = thread.memory.get("candidates", {})
        turn.remember(thread, "candidates", {**known, item_id: codes})
    return [News("visit/news/price", price_facts(turn, price))]


def price_facts(turn: Turn, price: Price) -> dict[str, Any]:
    """Everything a card about a price shows."""
    own = turn.directory.catalogue.products.get(price.own or "")
    return {
        "code": price.competitor or "",
        "label": price.label,
        "fen": price.payable_fen,
        "regular_fen": _other(price.price_fen, price),
        "bundle_fen": _other(price.promo_fen, price),
        "manual": price.manual,
        "sure": price.manual or price.confidence >= _SURE,
        "last": prices.gap(price.payable_fen, price.last_fen),
        "last_at": price.last_at,
        "own": prices.gap(price.payable_fen, price.own_fen),
        "own_name": own.name if own else "",
        "alert": prices.is_alert(price, turn.settings.price_alert),
        "doubted_fen": prices.doubted_fen(price),
    }


def _other(fen: int | None, price: Price) -> int | None:
    """A second price on the tag, beside the payable one."""
    return None if fen == price.payable_fen else fen


def on_link(turn: Turn, event: Pressed) -> list[Reply]:
    """The rep says which product the tag names."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None or item.price is None:
        return [Reply("visit/stale")]
    competitor = turn.directory.catalogue.competitors.get(event.args["competitor"])
    price = compared(turn, visit, item.price, competitor, item)
    if competitor is None:
        price = replace(price, label=price.label or NEW)
    visit.change(item.id, price=price)
    thread = turn.enter("visit", visit.id)
    left = {k: v for k, v in thread.memory.get("candidates", {}).items() if k != item.id}
    turn.remember(thread, "candidates", left)
    turn.work.visits.save(visit, turn.now)
    news = [News("visit/news/price", price_facts(turn, price))]
    return [board(turn, visit, news, merge=False)]


def on_confirm(turn: Turn, event: Pressed) -> list[Reply]:
    """确认: the price counts from now on. Typed while 修改 is open it means nothing."""
    visit, item = _waiting(turn, event)
    asked = turn.question()
    if event.typed and asked is not None and asked[1] == "price":
        return [Reply("visit/type_price")]
    if visit is None or item is None or item.price is None or item.price.payable_fen is None:
        return [Reply("visit/stale")]
    if (fen := event.args.get("fen")) is not None:
        item = _put_right(turn, visit, item, fen)
    return [board(turn, visit, accept(turn, visit, item), merge=False)]


def _put_right(turn: Turn, visit: Visit, item: Item, fen: int) -> Item:
    """The item with a price that the rep gave, compared anew."""
    old = item.price or Price()
    price = replace(old, price_fen=fen, promo_fen=None, manual=True, confidence=1.0)
    competitor = turn.directory.catalogue.competitors.get(old.competitor or "")
    compared_price = compared(turn, visit, price, competitor, item)
    return visit.change(item.id, price=compared_price, state=ItemState.READING)


def accept(turn: Turn, visit: Visit, item: Item) -> list[News]:
    """The rep's word for it. A price typed beside a hopeless picture is a manager's to review."""
    price = item.price or Price()
    step = visit.form.step(item.slot)
    unseen = price.manual and item.photo is not None and item.photo.score < step.refuse_below
    visit.change(item.id, state=ItemState.PENDING if unseen else ItemState.ACCEPTED)
    thread = turn.enter("visit", visit.id)
    turn.answered(thread)
    turn.work.visits.save(visit, turn.now)
    return [News("visit/news/price_confirmed", price_facts(turn, price))]


def on_drop(turn: Turn, event: Pressed) -> list[Reply]:
    """不要这张: a second tag that is not needed."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None:
        return [Reply("visit/stale")]
    visit.change(item.id, state=ItemState.REFUSED)
    turn.answered(turn.enter("visit", visit.id))
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, merge=False)]


def on_fix(turn: Turn, event: Pressed) -> list[Reply]:
    """修改: type it instead; before 提交 also a price that was confirmed."""
    visit = turn.work.visits.get(event.args["visit"])
    item = visit.items.get(event.args["item"]) if visit else None
    if visit is None or item is None or visit.submitted_at or item.state is ItemState.REFUSED:
        return [Reply("visit/stale")]
    turn.ask(turn.enter("visit", visit.id), "price", visit=visit.id, item=item.id)
    return [Reply("visit/type_price")]


def typed(turn: Turn, visit: Visit, item: Item, fen: int) -> list[Reply]:
    """A price typed by the rep (人工); a normal one counts at once, a striking one is asked."""
    again = item.state is not ItemState.READING
    changed = _put_right(turn, visit, item, fen)
    thread = turn.enter("visit", visit.id)
    turn.answered(thread)
    compared_price = changed.price or Price()
    plain = not prices.is_alert(compared_price, turn.settings.price_alert)
    if (
        not again
        and plain
        and compared_price.competitor
        and prices.doubted_fen(compared_price) is None
    ):
        return [board(turn, visit, accept(turn, visit, changed), merge=False)]
    news = tell(turn, visit, item.id)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, merge=False)]


def _waiting(turn: Turn, event: Pressed) -> tuple[Visit | None, Item | None]:
    """The visit and the price that a button is about, while both still wait."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.submitted_at is not None:
        return None, None
    item = visit.items.get(event.args["item"])
    waiting = item is not None and item.state is ItemState.READING
    return visit, item if waiting else None
