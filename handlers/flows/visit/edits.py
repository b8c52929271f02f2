"""Edited messages: only what came from the message changes."""

from collections.abc import Sequence
from dataclasses import replace

from domain import unplaced
from domain.correcting import Change, repricing, rewording, value_of
from domain.correction_words import parse_correction
from domain.counting import Source, stock_step
from domain.evidence import Evidence, Item
from domain.packs import typed_price
from domain.rewriting import Rewritten, is_still, rewrite, said_in
from domain.stock import StockLine, parse_stock
from domain.undoing import withdraw
from domain.visits import Visit, VisitState
from handlers.chat import Edited, News, Reply, Said
from handlers.flows.visit.amending import propose, told
from handlers.flows.visit.board import board, place_name
from handlers.flows.visit.corrections import correct_now, takes_asking
from handlers.flows.visit.drafts import active, home_of
from handlers.flows.visit.filing import bind
from handlers.flows.visit.notes import is_command
from handlers.flows.visit.price_lines import priced
from handlers.flows.visit.pricing import typed
from handlers.flows.visit.stock_lines import stocked, waits
from handlers.flows.visit.stocks import take_stock
from handlers.flows.visit.things import thing
from handlers.turn import Turn


def on_edit(turn: Turn, event: Edited) -> list[Reply]:
    """Find what the message had given, and hold its new words against it."""
    if event.other_photo:
        return [Reply("visit/edit_unused", {"reason": "photo"})]
    if event.same:
        return []
    if event.of is None:
        return [Reply("visit/edit_unused", {"reason": "nothing"})]
    waiting = turn.work.evidence.get(event.of)
    if waiting is not None and waiting.visit_id is None:
        return _still_waiting(turn, event, waiting)
    since = turn.now - 2 * turn.settings.visit_life
    for visit in turn.work.visits.recent_of(turn.person.id, since):
        if mine := said_in(visit, event.of):
            return _reword(turn, event, visit, mine)
    return _new_words(turn, event, event.of)


def _still_waiting(turn: Turn, event: Edited, before: Evidence) -> list[Reply]:
    """No visit has it yet: the new words take the place of the old ones."""
    evidence = replace(before, text=event.text)
    turn.work.evidence.save(evidence)
    if not evidence.settled:
        return []  # answered when it has been read
    home = home_of(turn, evidence)
    line = parse_stock(event.text, turn.directory.catalogue)
    if home is None and not evidence.sha256 and not line:
        turn.work.evidence.set_aside(evidence.id)
        gone = {"kind": "line", "said": before.text}
        return [Reply("visit/withdrawn", {"thing_back": gone, "wants": "location"})]
    if home is None:
        return [waits(turn, line)]
    visit, presence = home
    thread = turn.enter("visit", visit.id)
    if thread.memory.get("which_kind") == evidence.id:
        turn.remember(thread, "which_kind", None)
    news, draw = bind(turn, visit, evidence, presence)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, draw=draw, merge=False)]


def _reword(turn: Turn, event: Edited, visit: Visit, mine: Sequence[Item]) -> list[Reply]:
    line = _line(turn, event.text, mine)
    found = rewrite(visit, event.of or 0, line)
    others = _others(event, mine)
    if _may_be_corrected(turn, visit):
        return _after(turn, event, visit, (*found.changes, *others), found)
    if visit.state is not VisitState.DRAFT:
        facts = {"reason": "ended", "store": place_name(turn, visit)}
        return [Reply("visit/edit_unused", facts)]
    message = event.message
    source = Source(event.of or 0, message.at, message.received_at)
    for change in others:
        item, price = visit.items[change.item_id], typed_price(event.text)
        if price is not None and takes_asking(turn, item, price):
            return typed(turn, visit, item, price)
    turn.answered(turn.enter("visit", visit.id))
    news = correct_now(turn, visit, (*found.changes, *others), source)
    news += _dropped(turn, visit, found)
    if stock_step(visit) is not None:
        news += take_stock(turn, visit, replace(line, entries=found.fresh), source)
    turn.work.visits.save(visit, turn.now)
    if not news:
        return [_unchanged(event, mine)]
    return [board(turn, visit, news, merge=False)]


def _may_be_corrected(turn: Turn, visit: Visit) -> bool:
    """Whether it was submitted not too long ago."""
    since = turn.now - turn.settings.visit_life
    return visit.state is VisitState.SUBMITTED and (visit.submitted_at or since) >= since


def _line(turn: Turn, text: str, mine: Sequence[Item]) -> StockLine:
    """What the new words say about stock; a bare count is of the message's only product."""
    catalogue = turn.directory.catalogue
    said = parse_correction(text, catalogue)
    line = StockLine(entries=said.entries) if said and said.entries else StockLine()
    line = line or parse_stock(text, catalogue)
    counted = [i.stock.sku for i in mine if i.stock]
    if line or line.boxes or len(counted) != 1:
        return line
    return parse_stock(f"{counted[0]} {text}", catalogue)


def _others(event: Edited, mine: Sequence[Item]) -> list[Change]:
    """Notes and typed prices that came from the message."""
    changes = []
    price, said = typed_price(event.text), event.text.strip()
    for item in mine:
        if item.stock is not None or not is_still(item, event.of or 0):
            continue
        if item.price is not None and price is not None and value_of(item):
            changes.append(repricing(item, price))
        elif item.text and said and not is_command(said):
            changes.append(rewording(item, said))
    return [c for c in changes if c.before != c.after]


def _dropped(turn: Turn, visit: Visit, found: Rewritten) -> list[News]:
    """Products that the new words leave out are taken back; what changed since stays."""
    gone = [thing(turn, visit, withdraw(visit, item)) for item in found.gone]
    news = [News("visit/news/withdrawn", {"things": gone})] if gone else []
    return [*news, *_overtaken(turn, visit, found)]


def _overtaken(turn: Turn, visit: Visit, found: Rewritten) -> list[News]:
    things = [thing(turn, visit, item) for item in found.overtaken]
    return [News("visit/news/overtaken", {"thing_now": one}) for one in things]


def _unchanged(event: Edited, mine: Sequence[Item]) -> Reply:
    priced_here = [i for i in mine if i.price and is_still(i, event.of or 0)]
    if priced_here and typed_price(event.text) is None:
        said = value_of(priced_here[0])
        return Reply("visit/edit_unused", {"reason": "unread_price", "said": said})
    return Reply("visit/edit_unused", {"reason": "same"})


def _after(
    turn: Turn, event: Edited, visit: Visit, changes: Sequence[Change], found: Rewritten
) -> list[Reply]:
    """A submitted visit is corrected with a reason; nothing is added to it or taken from it."""
    left = [i.stock.sku for i in found.gone if i.stock] + [e.product.code for e in found.fresh]
    news = [News("visit/news/edit_left", {"skus": left})] if left else []
    news += _overtaken(turn, visit, found)
    if changes:
        said = parse_correction(event.text, turn.directory.catalogue)
        replies = propose(turn, visit, changes, said.reason if said else "", event.of or 0)
        return [replace(replies[0], news=(*replies[0].news, *news)), *replies[1:]]
    return [told(turn, news)] if news else [Reply("visit/edit_unused", {"reason": "same"})]


def _new_words(turn: Turn, event: Edited, of: int) -> list[Reply]:
    """The old words had given nothing. Written in this visit, the new ones are taken as said."""
    visit = active(turn)
    item = unplaced.stand_in(visit) if visit is not None else None
    begun = [p.source for p in visit.presences[:1]] if visit is not None else []
    begun += [item.source] if item is not None else []
    here = bool(begun) and of > min(begun)
    if here and turn.work.evidence.get(of) is None:
        said = Said(replace(event.message, id=of), event.text)
        for take in (priced, stocked):
            if (replies := take(turn, said)) is not None:
                return replies
    return [Reply("visit/edit_unused", {"reason": "nothing"})]
