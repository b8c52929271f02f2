"""Typed stock: counted where its time belongs, kept while there is no such visit."""

from collections.abc import Mapping
from typing import Any

from domain.evidence import Evidence
from domain.forms import StepKind
from domain.memory.jotting import is_order
from domain.penetration import reopening
from domain.stock import StockLine, parse_stock
from domain.visits import Visit
from handlers.chat import News, Reply, Said
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import drafts, home_among
from handlers.flows.visit.stocks import boxes_drawn, source_of, take_stock
from handlers.turn import Thread, Turn
from handlers.unplaced import wants_place


def stocked(turn: Turn, event: Said) -> list[Reply] | None:
    """Count a line where its time belongs; without such a visit it waits for a location."""
    mine = drafts(turn)
    line = parse_stock(event.text, turn.directory.catalogue)
    if not line or not _meant_as_stock(line, mine[0] if mine else None):
        return None
    evidence = _evidence(turn, event)
    wanted = {entry.product.code for entry in line.entries}
    home = reopening.home_of(mine, wanted, evidence.at, turn.settings)
    home = home or home_among(turn, evidence, mine)
    if home is None:
        reach = turn.directory.within_reach(turn.person)
        if not reach:
            return None
        turn.work.evidence.add(evidence)
        return [waits(turn, line)]
    visit, _ = home
    if not visit.form.of_kind(StepKind.SKU_STOCK) or _is_of_others(turn, visit, event.text):
        return None
    turn.enter("visit", visit.id)
    news = take_stock(turn, visit, line, source_of(evidence))
    turn.work.visits.save(visit, turn.now)
    draw = boxes_drawn(visit, line)
    turn.onward += [Said(event.message, question) for question in line.asked]
    return [board(turn, visit, news, draw=draw, count_unread=False)]


def _is_of_others(turn: Turn, visit: Visit, text: str) -> bool:
    """An order, or what stands in another store that the line names."""
    if is_order(text, turn.directory.catalogue):
        return True
    named = [code for kind, code, _, _ in turn.directory.names_in(text) if kind == "store"]
    return bool(named) and visit.store_code not in named


def _meant_as_stock(line: StockLine, visit: Visit | None) -> bool:
    """A bare line surely is; one with other words only where stock is being counted."""
    if line.bare:
        return bool(line.entries) or visit is not None
    return visit is not None and bool(line.entries) and visit.placed


def _evidence(turn: Turn, event: Said) -> Evidence:
    message = event.message
    return Evidence(
        id=message.id,
        person_id=turn.person.id,
        at=message.at,
        received_at=message.received_at,
        text=event.text,
    )


def waits(turn: Turn, line: StockLine) -> Reply:
    """Stock before the location: kept, and counted when a visit covers it."""
    products = [f"{e.product.name} {e.quantity}{e.unit}" for e in line.entries]
    told = [News("visit/news/line_waits", {"products": products})] if products else []
    facts = [{"trouble": trouble.value, "said": said} for trouble, said in line.troubles]
    news = (*told, *(News("visit/news/stock_trouble", one) for one in facts))
    return Reply("visit/waiting", {"wants": wants_place(turn)}, news=news, merge="visit:waiting")


def counted(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """「12箱」 after 「00238 有多少?」."""
    if parse_stock(event.text, turn.directory.catalogue):
        return None  # it names a product of its own
    line = parse_stock(f"{args['sku']} {event.text}", turn.directory.catalogue)
    if not line.bare or not line.entries:
        return None
    turn.answered(thread)
    news = take_stock(turn, visit, line, source_of(_evidence(turn, event)))
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news)]
