"""哪几家没标库存: every visit with one defect, the number first, each opened by a tap."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.days import named_day
from domain.figures.query import Entry, Query, Scope
from domain.figures.sight import narrowed
from domain.penetration.aiming import Aim, aim
from domain.penetration.lacking import LISTED
from domain.penetration.wish import Defect, Wish
from domain.people import Person
from handlers.chat import Button, Failed, Reply, Reported
from handlers.figures import FIGURES, ask_figures
from handlers.flows.penetration import wording
from handlers.flows.penetration.looking import Found, Line, looked_up
from handlers.flows.penetration.sight import seen
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_SHOWN = 10
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
    if wish.defect in LISTED:
        found = looked_up(turn, wish, scope, first, last)
        begin = found.first or first
        cut = (last - begin).days + 1 if begin > first else 0
        return [_reply(turn, wish, found, (begin, last), cut=cut)]
    metric = _BY_DEFECT.get(wish.defect or Defect.LACKS, "closure")
    query = Query(metrics=(metric,), first=first, last=last, scope=scope, entries_of=metric)
    ask_figures(turn, "penetration", [query], wish=wish.plain())
    return []


def _scope(turn: Turn, wish: Wish) -> Scope:
    """What the words are about, as far as the person may see it."""
    return seen(turn, lambda person: _scope_of(turn, wish, person))


def _scope_of(turn: Turn, wish: Wish, person: Person) -> Scope:
    reps = wish.reps
    if wish.rep_ord is not None or wish.me or len(reps) > 1:
        found = aim(replace(wish, stores=()), person, turn.directory)
        reps = (found.rep.id,) if isinstance(found, Aim) and found.rep else reps
    asked = Scope(
        districts=(wish.district,) if wish.district else (),
        routes=wish.routes,
        reps=reps,
        stores=wish.stores,
        cities=wish.cities,
        provinces=wish.provinces,
        store_kinds=wish.kinds,
    )
    return narrowed(person, turn.directory.organisation, asked)


def on_reported(turn: Turn, event: Reported) -> list[Reply] | None:
    """The list, as the figures have it."""
    if event.ask["flow"] != "penetration":
        return None
    wish, report = Wish.read(event.ask["wish"]), event.reports[0]
    only = _ONLY.get(wish.defect or Defect.LACKS)
    entries = [e for e in report.entries if only is None or e.what in only]
    lines = [Line(e.day, e.rep_id, e.store_code, _said(e)) for e in entries]
    known = bool(report.figures and report.figures[0].whole)
    found = Found(lines, report.visits if known else 0)
    return [_reply(turn, wish, found, (report.query.first, report.query.last))]


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """The figures could not be counted."""
    del turn
    ask = event.payload.get("ask", {})
    mine = event.kind == FIGURES and ask.get("flow") == "penetration"
    return [Reply("penetration/failed")] if mine else None


def _said(entry: Entry) -> str:
    return "、".join(entry.words)


def _reply(turn: Turn, wish: Wish, found: Found, days: tuple[date, date], *, cut: int = 0) -> Reply:
    today = turn.settings.day(turn.now)
    shown = found.lines[:_SHOWN]
    facts: dict[str, Any] = {
        "first": named_day(days[0], today),
        "last": named_day(days[1], today),
        "one": days[0] == days[1],
        "cut": cut,
        "where": "".join((wish.district, *wish.routes, *wish.cities, *wish.provinces, *wish.kinds)),
        "what": (wish.defect or Defect.LACKS).value,
        "fields": [f.value for f in wish.fields],
        "skus": list(wish.skus),
        "total": len(found.lines),
        "visits": found.looked,
        "unknown": found.unknown,
        "assumed": not wish.first,
        "lines": [_line(turn, one) for one in shown],
    }
    most = min(turn.capabilities.buttons, _SHOWN)
    both = zip(facts["lines"], shown[:most], strict=False)
    buttons = tuple(
        Button(
            f"{n} {line['who']} {line['store']}", "pen_go", {"wish": _one(wish, of)}, lasting=True
        )
        for n, (line, of) in enumerate(both, 1)
    )
    return Reply("penetration/list", facts, buttons=buttons)


def _line(turn: Turn, line: Line) -> dict[str, Any]:
    return {
        "day": named_day(line.day, turn.settings.day(turn.now)),
        "who": person_name(turn, line.rep_id),
        "store": place_name(turn, line.store_code),
        "said": line.said or wording.look_words(line.look, line.state),
    }


def _one(wish: Wish, line: Line) -> dict[str, Any]:
    """What opens one of the list."""
    return wish.of(line.rep_id, line.store_code, line.day).plain()
