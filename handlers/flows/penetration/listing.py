"""哪几家没标库存: every visit with one defect, the number first, each opened by a tap."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.days import named_day
from domain.figures.query import Entry, Query, Scope
from domain.figures.sight import narrowed
from domain.forms import StepKind
from domain.penetration.aiming import Aim, aim
from domain.penetration.finding import marking
from domain.penetration.wish import Defect, Field, Wish
from domain.visits import SWITCHED, Visit
from handlers.chat import Button, Failed, Reply, Reported
from handlers.figures import FIGURES, ask_figures
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_SHOWN = 10
_MOST_DAYS = 7
"""Days of visits that are read for a product: no metric counts a single one."""
_BY_FIELD: Mapping[Field, str] = {
    Field.FRONT: "front",
    Field.SHELF: "no_shelf",
    Field.STOCK: "sku_missing",
    Field.PRICE: "price_missing",
    Field.PLACE: "place",
}
_BY_DEFECT: Mapping[Defect, str] = {
    Defect.BLURRY: "blurry",
    Defect.UNSENT: "closure",
    Defect.LATE: "on_time",
    Defect.WAIVED: "waived",
    Defect.GIVEN_UP: "closure",
    Defect.REVIEW: "pending",
    Defect.NO_RIVAL: "no_competitor",
}
_ONLY: Mapping[Defect, frozenset[str]] = {
    Defect.UNSENT: frozenset({"lacking", "unsent"}),
    Defect.GIVEN_UP: frozenset({"given_up", "expired"}),
}
"""Reasons of entries that the words are about; others of that metric are something else."""


def listed(turn: Turn, wish: Wish) -> list[Reply]:
    """Have the visits found; those that lack one product are looked up at once."""
    scope = _scope(turn, wish)
    today = turn.settings.day(turn.now)
    first = date.fromisoformat(wish.first) if wish.first else today
    last = min(date.fromisoformat(wish.last) if wish.last else today, today)
    if first > today:
        return [Reply("penetration/future", {"day": first.isoformat()})]
    if wish.skus and wish.defect is Defect.LACKS and Field.STOCK in wish.fields:
        return [
            _without(turn, wish, scope, max(first, last - timedelta(days=_MOST_DAYS - 1)), last)
        ]
    metric = _metric(wish)
    query = Query(metrics=(metric,), first=first, last=last, scope=scope, entries_of=metric)
    ask_figures(turn, "penetration", [query], wish=wish.plain())
    return []


def _metric(wish: Wish) -> str:
    assert wish.defect is not None
    if wish.defect is Defect.LACKS and wish.fields:
        return _BY_FIELD[wish.fields[0]]
    return _BY_DEFECT.get(wish.defect, "closure")


def _scope(turn: Turn, wish: Wish) -> Scope:
    """What the words are about, as far as the person may see it."""
    reps = wish.reps
    if wish.rep_ord is not None or wish.me or len(reps) > 1:
        found = aim(replace(wish, stores=()), turn.person, turn.directory)
        reps = (found.rep.id,) if isinstance(found, Aim) and found.rep else reps
    districts = (wish.district,) if wish.district else ()
    asked = Scope(districts=districts, reps=reps, stores=wish.stores)
    return narrowed(turn.person, turn.directory.organisation, asked)


def _without(turn: Turn, wish: Wish, scope: Scope, first: date, last: date) -> Reply:
    """Visits without the stock of a product."""
    zone = turn.settings.zone
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    stores = turn.directory.stores.values()
    codes = [s.code for s in stores if not scope.districts or s.district in scope.districts]
    found = turn.work.visits.opened_in(begin, end, codes)
    due = [v for v in found if _counts(v, scope)]
    bare = [v for v in due if any(marking(v, sku).item is None for sku in wish.skus)]
    lines = [(turn.settings.day(v.opened_at), v.rep_id, v.store_code, "") for v in bare]
    return _reply(turn, wish, lines, (first, last), len(due))


def _counts(visit: Visit, scope: Scope) -> bool:
    stocked = bool(visit.form.of_kind(StepKind.SKU_STOCK))
    mine = not scope.reps or visit.rep_id in scope.reps
    there = not scope.stores or visit.store_code in scope.stores
    return stocked and mine and there and visit.closed_reason != SWITCHED


def on_reported(turn: Turn, event: Reported) -> list[Reply] | None:
    """The list, as the figures have it."""
    if event.ask["flow"] != "penetration":
        return None
    wish, report = Wish.read(event.ask["wish"]), event.reports[0]
    only = _ONLY.get(wish.defect or Defect.LACKS)
    entries = [e for e in report.entries if only is None or e.what in only]
    lines = [(e.day, e.rep_id, e.store_code, _said(e)) for e in entries]
    days = (report.query.first, report.query.last)
    return [_reply(turn, wish, lines, days, report.visits)]


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """The figures could not be counted."""
    del turn
    ask = event.payload.get("ask", {})
    mine = event.kind == FIGURES and ask.get("flow") == "penetration"
    return [Reply("penetration/failed")] if mine else None


def _said(entry: Entry) -> str:
    return "、".join(entry.words)


def _reply(
    turn: Turn,
    wish: Wish,
    lines: Sequence[tuple[date, str, str, str]],
    days: tuple[date, date],
    whole: int,
) -> Reply:
    today = turn.settings.day(turn.now)
    shown = lines[:_SHOWN]
    facts: dict[str, Any] = {
        "first": named_day(days[0], today),
        "last": named_day(days[1], today),
        "one": days[0] == days[1],
        "district": wish.district,
        "what": (wish.defect or Defect.LACKS).value,
        "fields": [f.value for f in wish.fields],
        "skus": list(wish.skus),
        "total": len(lines),
        "visits": whole,
        "assumed": not wish.first,
        "lines": [_line(turn, day, rep, store, said) for day, rep, store, said in shown],
    }
    most = min(turn.capabilities.buttons, _SHOWN)
    buttons = tuple(
        Button(
            f"{n} {line['who']} {line['store']}", "pen_go", {"wish": _one(wish, one)}, lasting=True
        )
        for n, (line, one) in enumerate(zip(facts["lines"], shown[:most], strict=False), 1)
    )
    return Reply("penetration/list", facts, buttons=buttons)


def _line(turn: Turn, day: date, rep: str, store: str, said: str) -> dict[str, Any]:
    named = named_day(day, turn.settings.day(turn.now))
    return {
        "day": named,
        "who": person_name(turn, rep),
        "store": place_name(turn, store),
        "said": said,
    }


def _one(wish: Wish, found: tuple[date, str, str, str]) -> dict[str, Any]:
    """What opens one of the list."""
    day, rep, store, _ = found
    return wish.of(rep, store, day).plain()
