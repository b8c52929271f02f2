"""动销复核: the stores that a manager counts again this month, and what came out of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain import access, rechecks
from domain.rechecks import Line
from domain.stock import StockEntry, parse_stock
from domain.stores import Store
from handlers.chat import Reply, Said
from handlers.flow import Flow
from handlers.reviewing import person_name
from handlers.turn import Turn

_LONGEST = 200
_SHOWN = 12


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「动销复核」 and 「复核 幸福超市 238 11箱」."""
    if len(event.text) > _LONGEST:
        return None
    if rechecks.asks(event.text):
        return [_sample(turn)]
    rest = rechecks.counts_again(event.text)
    if not rest:
        return None
    stores = turn.directory.stores_in(rest, tuple(turn.directory.stores.values()))
    if len(stores) != 1:
        return None
    line = parse_stock(_without(rest, stores[0]), turn.directory.catalogue)
    return [_counted(turn, stores[0], line.entries)] if line.entries else None


def _without(text: str, store: Store) -> str:
    return text.replace(store.name, " ").replace(store.code, " ")


def _mine(turn: Turn) -> list[Store]:
    """Stores whose counts the person may check."""
    stores, org = turn.directory.stores.values(), turn.directory.organisation
    return [s for s in stores if access.may_act_in_district(turn.person, s.district, org)]


def _sample(turn: Turn) -> Reply:
    """The month's stores by district, with what is done and what is left."""
    mine = _mine(turn)
    if not mine:
        return Reply("recheck/no_right")
    today = turn.settings.day(turn.now)
    month = rechecks.month_of(today)
    codes = [s.code for s in mine]
    counted = set(turn.work.rechecks.counted_since(turn.now - rechecks.RECENT, codes))
    done = turn.work.rechecks.of_month(month, codes)
    lines: list[dict[str, Any]] = []
    for district in dict.fromkeys(s.district for s in mine):
        here = [s.code for s in mine if s.district == district]
        made = [r.store_code for r in done if r.store_code in here]
        wanted = [code for code in here if code in counted]
        drawn = rechecks.sample(month, district, wanted, made, seed=turn.settings.company)
        lines += [_store_line(turn, code, done=code in made) for code in drawn]
    right, whole = rechecks.rate(done)
    left = [line for line in lines if not line["done"]]
    facts = {"lines": lines[:_SHOWN], "total": len(lines), "left": len(left), "month": month[5:]}
    first = left[0]["store"] if left else ""
    return Reply("recheck/sample", {**facts, "right": right, "whole": whole, "first": first})


def _store_line(turn: Turn, code: str, *, done: bool) -> dict[str, Any]:
    store = turn.directory.stores[code]
    rep = person_name(turn, store.rep_id) if store.rep_id else ""
    return {"store": store.name, "rep": rep, "done": done}


def _counted(turn: Turn, store: Store, entries: Sequence[StockEntry]) -> Reply:
    """What was counted again, beside what the rep has told last."""
    if not access.may_act_in_district(turn.person, store.district, turn.directory.organisation):
        return Reply("recheck/no_right")
    since = turn.now - rechecks.RECENT
    told = rechecks.told(turn.work.visits.opened_in(since, turn.now, [store.code]))
    lines, unknown, rep = [], [], ""
    for entry in entries:
        before = told.get(entry.product.code)
        known = before and rechecks.pieces(before[0], before[1], entry.product)
        counted = rechecks.pieces(entry.quantity, entry.unit, entry.product)
        if before is None or known is None or counted is None:
            unknown.append(entry.product.code)
            continue
        lines.append(Line(entry.product.code, known, counted))
        rep = before[2]
    today = turn.settings.day(turn.now)
    if lines:
        month = rechecks.month_of(today)
        turn.work.rechecks.put(month, store.code, rep, lines, turn.person.id, turn.now)
        subject = [f"{one.sku} {one.told}>{one.counted}" for one in lines]
        turn.work.audit.note(turn.now, turn.person.id, "recheck", store.code, lines=subject)
    return _result(turn, store, lines, unknown, today)


def _result(
    turn: Turn, store: Store, lines: Sequence[Line], unknown: Sequence[str], today: date
) -> Reply:
    codes = [s.code for s in _mine(turn) if s.district == store.district]
    right, whole = rechecks.rate(turn.work.rechecks.of_month(rechecks.month_of(today), codes))
    products = turn.directory.catalogue.products
    said = [
        {
            "sku": one.sku,
            "same": one.same,
            "told": str(one.told),
            "counted": str(one.counted),
            "off": str(abs(one.counted - one.told)),
            "less": one.counted < one.told,
            "unit": products[one.sku].unit or "个",
        }
        for one in lines
    ]
    facts = {"store": store.name, "lines": said, "unknown": list(unknown)}
    return Reply("recheck/result", {**facts, "right": right, "whole": whole})


FLOW = Flow(name="recheck", order=11, on={Said: on_text})
