"""Buttons under a price that waits: which product, which price, how many, yes, no."""

from dataclasses import replace

from domain import prices
from domain.evidence import Cause, Item, ItemState, Price
from domain.packs import Pack, TypedPrice
from domain.visits import Visit, VisitState
from handlers.chat import News, Pressed, Reply
from handlers.flows.visit import pricing
from handlers.flows.visit.board import board
from handlers.flows.visit.stale import stale
from handlers.turn import Turn

NEW = "新竞品"


def on_link(turn: Turn, event: Pressed) -> list[Reply]:
    """The rep says which product the tag names."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None or item.price is None:
        return stale(turn)
    competitor = turn.directory.catalogue.competitors.get(event.args["competitor"])
    price = pricing.compared(turn, visit, item.price, competitor, item)
    if competitor is None:
        price = replace(price, label=price.label or NEW)
    visit.change(item.id, price=price)
    thread = turn.enter("visit", visit.id)
    left = {k: v for k, v in thread.memory.get("candidates", {}).items() if k != item.id}
    turn.remember(thread, "candidates", left)
    turn.work.visits.save(visit, turn.now)
    news = [News("visit/news/price", pricing.price_facts(turn, price))]
    return [board(turn, visit, news, merge=False)]


def on_confirm(turn: Turn, event: Pressed) -> list[Reply]:
    """确认: the price counts from now on. Typed while 修改 is open it means nothing."""
    visit, item = _waiting(turn, event)
    price, asked = item.price if item else None, turn.question()
    if event.typed and asked is not None and asked[1] == "price":
        return [Reply("visit/type_price")]
    if visit is None or item is None or price is None or price.payable_fen is None:
        return stale(turn)
    if (fen := event.args.get("fen")) is not None:
        item = pricing.put_right(turn, visit, item, TypedPrice(fen))
    elif prices.asked_pack(price) is not None:
        return [board(turn, visit, merge=False)]  # a button from before the pack was asked about
    return [board(turn, visit, pricing.accept(turn, visit, item), merge=False)]


def on_pack(turn: Turn, event: Pressed) -> list[Reply]:
    """The rep says how many pieces the price is for; two printed prices are still to choose from."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None or item.price is None:
        return stale(turn)
    return say_pack(turn, visit, item, event.args["count"])


def say_pack(turn: Turn, visit: Visit, item: Item, count: int, base: str = "") -> list[Reply]:
    """Hold the price of one piece against the others."""
    price = prices.agreed_pack(item.price or Price(), count)
    changed = visit.change(item.id, price=replace(price, base=base or price.base))
    chosen = price.other_fen is None
    return (pricing.settle if chosen else pricing.show)(turn, visit, changed)


def on_which(turn: Turn, event: Pressed) -> list[Reply]:
    """按原价, 按会员价: of two printed prices the rep says which one counts."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None or item.price is None:
        return stale(turn)
    return say_which(turn, visit, item, regular=event.args["regular"])


def say_which(turn: Turn, visit: Visit, item: Item, *, regular: bool) -> list[Reply]:
    """Count one of the two; both stay on record."""
    price = replace(item.price or Price(), regular_counts=regular)
    return pricing.settle(turn, visit, visit.change(item.id, price=price))


def on_other(turn: Turn, event: Pressed) -> list[Reply]:
    """是别的竞品: not the product that was priced here before."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None or item.price is None:
        return stale(turn)
    price = replace(item.price, label="", assumed=False)
    unnamed = pricing.compared(turn, visit, price, None, item)
    return pricing.show(turn, visit, visit.change(item.id, price=unnamed))


def on_put(turn: Turn, event: Pressed) -> list[Reply]:
    """Which of several prices a typed number puts right."""
    visit = turn.work.visits.get(event.args["visit"])
    item = visit.items.get(event.args["item"]) if visit else None
    if (
        visit is None
        or item is None
        or visit.state is not VisitState.DRAFT
        or item.state is ItemState.REFUSED
    ):
        return stale(turn)
    pack = Pack(count) if (count := event.args["count"]) else None
    return pricing.typed(turn, visit, item, TypedPrice(event.args["fen"], pack))


def on_again(turn: Turn, event: Pressed) -> list[Reply]:
    """重拍: the newer picture takes the place of this one; a typed price is taken as well."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None:
        return stale(turn)
    turn.ask(turn.enter("visit", visit.id), "price", visit=visit.id, item=item.id)
    return [Reply("visit/tag_again", {"wants": "photo"})]


def on_drop(turn: Turn, event: Pressed) -> list[Reply]:
    """不要这张: a second tag that is not needed."""
    visit, item = _waiting(turn, event)
    if visit is None or item is None:
        return stale(turn)
    visit.change(item.id, state=ItemState.REFUSED, cause=Cause.WITHDRAWN)
    turn.answered(turn.enter("visit", visit.id))
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, merge=False)]


def on_fix(turn: Turn, event: Pressed) -> list[Reply]:
    """修改: type it instead; before 提交 also a price that was confirmed."""
    visit = turn.work.visits.get(event.args["visit"])
    item = visit.items.get(event.args["item"]) if visit else None
    if (
        visit is None
        or item is None
        or visit.state is not VisitState.DRAFT
        or item.state is ItemState.REFUSED
    ):
        return stale(turn)
    turn.ask(turn.enter("visit", visit.id), "price", visit=visit.id, item=item.id)
    return [Reply("visit/type_price")]


def _waiting(turn: Turn, event: Pressed) -> tuple[Visit | None, Item | None]:
    """The visit and the price that a button is about, while both still wait."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return None, None
    item = visit.items.get(event.args["item"])
    waiting = item is not None and item.state is ItemState.READING
    return visit, item if waiting else None
