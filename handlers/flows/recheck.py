"""动销复核: the stores that a manager counts again this month, and what came out of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain import access, rechecks
from domain.rechecks import Line
from domain.stock import StockEntry, parse_stock
from domain.stores import Store
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.reviewing import person_name
from handlers.turn import Thread, Turn

_LONGEST = 200
_SHOWN = 12
_TAPPED = 10
_FRESH = timedelta(minutes=30)


def on_text(turn: Turn, event: Said) -> Sequence[Reply] | None:
    """「动销复核」, 「复核 幸福超市 238 11箱」, and bare counts after one of them."""
    if len(event.text) > _LONGEST:
        return None
    if rechecks.asks(event.text):
        return [_sample(turn)]
    rest = rechecks.counts_again(event.text)
    if rest is None:
        return _after(turn, event.text)
    stores = turn.directory.stores_in(rest, tuple(turn.directory.stores.values()))
    if len(stores) != 1:
        return None if stores else _after(turn, rest)
    left = _without(rest, stores[0])
    line = parse_stock(left, turn.directory.catalogue)
    if line.entries:
        return [_counted(turn, stores[0], line.entries)]
    return [_ask(turn, stores[0])] if rechecks.only_store(left) else None


def _after(turn: Turn, text: str) -> Sequence[Reply] | None:
    """Counts without the word: they belong to the stores that were shown to be counted again."""
    shown, left = _shown(turn)
    if not shown:
        return None
    named = turn.directory.stores_in(text, shown)
    line = parse_stock(_without(text, *named), turn.directory.catalogue)
    if not line.entries or not (named or line.bare):
        return None
    among = named or left or shown
    if len(among) == 1:
        return [_counted(turn, among[0], line.entries)]
    turn.ask_which(turn.enter("recheck", ""), "which", text=text)
    return [Reply("recheck/which", buttons=_buttons(turn, among, text))]


def _shown(turn: Turn) -> tuple[list[Store], list[Store]]:
    """The stores that were shown last, and those of them that are still to be counted.

    None where he has begun a visit of his own since.
    """
    thread = next((t for t in turn.threads if t.flow == "recheck"), None)
    kept = thread.memory.get("shown") if thread else None
    since = datetime.fromisoformat(kept["at"]) if kept else turn.now
    if not kept or turn.now - since > _FRESH:
        return [], []
    if any(v.opened_at >= since for v in turn.work.visits.drafts_of(turn.person.id)):
        return [], []
    stores = turn.directory.stores
    shown = [stores[code] for code in kept["stores"] if code in stores]
    return shown, [s for s in shown if s.code not in kept["done"]]


def _show(turn: Turn, codes: Sequence[str], done: Sequence[str] = ()) -> None:
    kept = {"stores": list(codes), "done": list(done), "at": turn.now.isoformat()}
    turn.remember(turn.enter("recheck", ""), "shown", kept if codes else None)


def _buttons(turn: Turn, stores: Sequence[Store], text: str = "") -> tuple[Button, ...]:
    most = min(turn.capabilities.buttons, _TAPPED)
    return tuple(
        Button(s.name, "recheck_at", {"store": s.code, "text": text}, lasting=True)
        for s in stores[:most]
    )


def on_at(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the stores: its counts, or what was counted before it was chosen."""
    store = turn.directory.stores.get(event.args["store"])
    if store is None:
        return [Reply("errors/button_unknown")]
    turn.answered(turn.enter("recheck", ""))
    return _at(turn, store, event.args["text"])


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The store by its name; with counts of its own, these hold."""
    del kind
    stores = turn.directory.stores_in(event.text, _shown(turn)[0])
    if len(stores) != 1:
        return None
    turn.answered(thread)
    anew = parse_stock(_without(event.text, stores[0]), turn.directory.catalogue).entries
    return [_counted(turn, stores[0], anew)] if anew else _at(turn, stores[0], args["text"])


def _at(turn: Turn, store: Store, text: str) -> list[Reply]:
    line = parse_stock(text, turn.directory.catalogue)
    return [_counted(turn, store, line.entries) if line.entries else _ask(turn, store)]


def _ask(turn: Turn, store: Store) -> Reply:
    """What was counted there; what the rep has told is not shown, so that nobody copies it."""
    if not access.may_act_in_district(turn.person, store.district, turn.directory.organisation):
        return Reply("recheck/no_right")
    _show(turn, [store.code])
    since = turn.now - rechecks.RECENT
    told = rechecks.told(turn.work.visits.opened_in(since, turn.now, [store.code]))
    return Reply("recheck/numbers", {"store": store.name, "codes": list(told)[:2]})


def _without(text: str, *stores: Store) -> str:
    for store in stores:
        text = text.replace(store.name, " ").replace(store.code, " ")
    return text


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
    codes = [line["code"] for line in left[:_SHOWN]]
    _show(turn, [line["code"] for line in lines], [line["code"] for line in lines if line["done"]])
    buttons = _buttons(turn, [turn.directory.stores[code] for code in codes])
    facts |= {"right": right, "whole": whole, "first": first}
    return Reply("recheck/sample", facts, buttons=buttons)


def _store_line(turn: Turn, code: str, *, done: bool) -> dict[str, Any]:
    store = turn.directory.stores[code]
    rep = person_name(turn, store.rep_id) if store.rep_id else ""
    return {"code": code, "store": store.name, "rep": rep, "done": done}


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


FLOW = Flow(
    name="recheck", order=11, on={Said: on_text}, presses={"recheck_at": on_at}, answer=answer
)
