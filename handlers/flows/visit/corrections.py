"""Corrections in words: 「238改成21箱」, at once in a draft, with a reason after the submission."""

import re
from collections.abc import Sequence

from domain import prices
from domain.correcting import Change, changes_in, correct, recounts
from domain.correction_words import Rewording, parse_correction, says_wrong
from domain.counting import Source
from domain.evidence import Item, ItemState, Price
from domain.forms import StepKind
from domain.numbers import plain
from domain.packs import TypedPrice
from domain.stock import StockLine
from domain.stores import Store
from domain.visits import Visit, VisitState
from handlers.chat import Button, News, Reply, Said
from handlers.flows.visit import pricing
from handlers.flows.visit.amending import propose
from handlers.flows.visit.board import board, place_name
from handlers.flows.visit.drafts import active, drafts
from handlers.flows.visit.price_lines import which_price
from handlers.flows.visit.stocks import take_stock
from handlers.flows.visit.things import changed, thing
from handlers.reviewing import ask_manager
from handlers.turn import Turn


def corrected(turn: Turn, event: Said) -> list[Reply] | None:
    """「238改成21箱」「不对,238是21箱」「幸福超市238改成8箱,数错了」「价格改成13.8」."""
    text = plain(event.text)
    if not says_wrong(text):
        return None
    stores = turn.directory.stores_in(text, turn.directory.within_reach(turn.person))
    said = parse_correction(_without(text, stores), turn.directory.catalogue)
    if said is None:
        return None
    codes = {store.code for store in stores}
    return (
        _in_draft(turn, event, said, codes)
        or _after(turn, event, said, stores)
        or _which_count(turn, said)
    )


def _without(text: str, stores: Sequence[Store]) -> str:
    for name in (n for store in stores for n in (plain(store.name), store.code)):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


def _in_draft(turn: Turn, event: Said, said: Rewording, codes: set[str]) -> list[Reply] | None:
    """The draft that has what is corrected; else the one that is being counted just now."""
    mine = [v for v in drafts(turn) if not codes or v.store_code in codes]
    for visit in mine:
        pending = visit.unconfirmed()
        if said.price is not None and pending is not None and said.bare is None:
            return pricing.typed(turn, visit, pending, said.price)
        if changes := changes_in(visit, said, event.text):
            return _correct(turn, visit, event, said, changes)
    here = active(turn)
    if here is not None and said.entries and here in mine and _counts_now(here):
        return _correct(turn, here, event, said, ())
    return None


def _counts_now(visit: Visit) -> bool:
    return any(s.kind is StepKind.SKU_STOCK for s in visit.missing()[:1])


def _correct(
    turn: Turn, visit: Visit, event: Said, said: Rewording, changes: Sequence[Change]
) -> list[Reply]:
    turn.answered(turn.enter("visit", visit.id))
    if said.price is not None and changes and changes[0].fen is not None:
        known = [visit.items[c.item_id] for c in changes]
        if len(known) > 1:
            return [board(turn, visit, [which_price(visit, known, said.price)], merge=False)]
        if takes_asking(turn, known[0], said.price):
            return pricing.typed(turn, visit, known[0], said.price)
    message = event.message
    source = Source(message.id, message.at, message.received_at)
    news = correct_now(turn, visit, changes, source)
    known_skus = {i.stock.sku for c in changes if (i := visit.items[c.item_id]).stock}
    fresh = tuple(e for e in said.entries if e.product.code not in known_skus)
    news += take_stock(turn, visit, StockLine(entries=fresh), source)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, merge=False)]


def takes_asking(turn: Turn, item: Item, said: TypedPrice) -> bool:
    """Whether another price waits for the rep's word: unconfirmed, striking, perhaps a pack's."""
    price = prices.retyped(item.price or Price(), said)
    packed = said.pack is None and prices.asked_pack(price) is not None
    waits = item.state is ItemState.READING or price.competitor is None
    threshold = turn.settings.price_alert
    before = item.price is not None and prices.is_alert(item.price, threshold)
    striking = prices.is_alert(price, threshold) and not before  # he stood by such a price already
    return waits or packed or striking or prices.doubted_fen(price) is not None


def correct_now(turn: Turn, visit: Visit, changes: Sequence[Change], source: Source) -> list[News]:
    """Corrections in a draft: no reason is owed."""
    told, news = [], []
    for change in changes:
        if change.before == change.after:
            facts = {"store": "", "thing_now": thing(turn, visit, visit.items[change.item_id])}
            news.append(News("visit/news/same_already", facts))
        elif item := correct(visit, change, source, by=turn.person.id, at=turn.now):
            told.append(changed(turn, visit, change))
            if item.state is ItemState.PENDING:
                ask_manager(turn, visit, item)
    if told:
        news.insert(0, News("visit/news/corrected", {"store": "", "changes": told}))
    return news


def _after(turn: Turn, event: Said, said: Rewording, stores: Sequence[Store]) -> list[Reply] | None:
    """Today's newest submitted visit that has it; an older one when its store is named."""
    codes = {store.code for store in stores}
    done = [v for v in submitted(turn) if not codes or v.store_code in codes]
    today = turn.settings.day(turn.now)
    for visit in done:
        if not codes and not visit.submitted_on(today, turn.settings):
            continue
        if changes := changes_in(visit, said, event.text):
            if len(changes) > 1 and changes[0].fen is not None:
                return [_which(turn, visit, changes)]
            return propose(turn, visit, changes, said.reason, event.message.id)
    named = [e.product.code for e in said.entries]
    if not stores and (active(turn) is not None or not (named or said.about_price)):
        return None
    facts = {
        "store": "、".join(s.name for s in stores),
        "days": turn.settings.visit_life.days,
        "what": "、".join(named) or ("竞品价格" if said.price else "这个数"),
    }
    return [Reply("visit/correct_none", facts)]


def _which_count(turn: Turn, said: Rewording) -> list[Reply] | None:
    """「不是12箱是21箱」 where no product, or several, stand at 12."""
    visit = active(turn)
    if visit is None or said.was is None or said.bare is None:
        return None
    turn.enter("visit", visit.id)
    found = [s.sku for c in recounts(visit, said) if (s := visit.items[c.item_id].stock)]
    known = turn.directory.catalogue.products
    was, now = (f"{quantity}{unit}" for quantity, unit in (said.was, said.bare))
    buttons = tuple(
        Button(f"{sku} {known[sku].name}", "stock_meant", {"line": f"{sku}改成{now}"})
        for sku in found
        if sku in known
    )
    return [Reply("visit/count_which", {"was": was, "now": now, "several": len(found)}, buttons)]


def submitted(turn: Turn) -> Sequence[Visit]:
    """The rep's submitted visits that may still be corrected, the newest first."""
    since = turn.now - turn.settings.visit_life
    recent = turn.work.visits.recent_of(turn.person.id, since)
    done = [(v.submitted_at, v) for v in recent if v.state is VisitState.SUBMITTED]
    dated = [(at, v) for at, v in done if at is not None and at >= since]
    return [v for _, v in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _which(turn: Turn, visit: Visit, changes: Sequence[Change]) -> Reply:
    labels = [p.label for c in changes if (p := visit.items[c.item_id].price)]
    facts = {"store": place_name(turn, visit), "names": labels, "fen": changes[0].fen}
    return Reply("visit/correct_which", facts)
