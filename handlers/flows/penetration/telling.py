"""The answer: who, which store, when, what it shows, and the picture."""

from collections.abc import Sequence
from datetime import date

from domain.penetration.aiming import Aim, Which
from domain.penetration.touring import Call, numbered
from domain.penetration.wish import Field, Wish
from domain.people import Person
from handlers.chat import Reply
from handlers.flows.penetration import overview, wording
from handlers.flows.penetration.days import called, calls_of
from handlers.reviewing import place_name
from handlers.turn import Turn


def tell(turn: Turn, wish: Wish, found: Aim) -> list[Reply] | Which:
    """The answer, or the day that has to be chosen."""
    if wish.first and wish.first != wish.last:
        return overview.which_day(turn, wish, found)
    today = turn.settings.day(turn.now)
    day = wish.day or today
    if day > today:
        return [Reply("penetration/future", {"day": day.isoformat()})]
    if found.rep is None:
        return [_of_store(turn, wish, found, day)]
    return [_of_rep(turn, wish, found.rep, found, day)]


def _of_store(turn: Turn, wish: Wish, found: Aim, day: date) -> Reply:
    """Whoever was at the store that day."""
    store = found.store
    assert store is not None
    hits = overview.at_store(turn, store, day)
    if not hits:
        return overview.nothing(found, day, day)
    rep, call, calls = hits[0]
    person = turn.directory.organisation.people.get(rep)
    if len(hits) > 1 or person is None:
        return overview.store_day(turn, wish, store, day, hits)
    return _answer(turn, wish, person, day, (call, calls))


def _of_rep(turn: Turn, wish: Wish, rep: Person, found: Aim, day: date) -> Reply:
    """The visit of the rep's day that is meant, or all of them."""
    calls = calls_of(turn, rep.id, day)
    if found.store is not None:
        here = next((c for c in calls if c.store_code == found.store.code), None)
        if here is None:
            return overview.not_there(turn, rep, found.store, day, calls)
        return _answer(turn, wish, rep, day, (here, calls))
    if wish.planned and wish.visit_ord:
        return _planned(turn, wish, rep, day, calls)
    number = wish.visit_ord or (1 if len(calls) == 1 else 0)
    call = numbered(calls, number) if number else None
    if call is None:
        return overview.rep_day(turn, wish, rep, day, calls, number=number)
    return _answer(turn, wish, rep, day, (call, calls))


def _planned(turn: Turn, wish: Wish, rep: Person, day: date, calls: Sequence[Call]) -> Reply:
    """The third store of the plan, which may be another one than the third that was reached."""
    codes = list(dict.fromkeys(turn.work.sales.plan_of(rep.id, day)))
    number = wish.visit_ord or 0
    index = number - 1 if number > 0 else len(codes) + number
    facts = {"who": rep.name, "day": called(turn, day)}
    if not 0 <= index < len(codes):
        return Reply("penetration/plan_short", {**facts, "number": number, "total": len(codes)})
    call = next((c for c in calls if c.store_code == codes[index]), None)
    if call is not None:
        return _answer(turn, wish, rep, day, (call, calls), planned=index + 1)
    other = numbered(calls, index + 1)
    facts |= {
        "store": place_name(turn, codes[index]),
        "instead": place_name(turn, other.store_code) if other else "",
    }
    return Reply("penetration/plan_open", {**facts, "number": index + 1})


def _answer(
    turn: Turn,
    wish: Wish,
    rep: Person,
    day: date,
    where: tuple[Call, Sequence[Call]],
    *,
    planned: int = 0,
) -> Reply:
    call, calls = where
    visit = call.visit
    other = numbered(calls, planned) if planned else None
    facts = {
        "who": rep.name,
        "roster": rep.roster or 0,
        "store": place_name(turn, call.store_code),
        "day": called(turn, day),
        "number": call.number,
        "arrived": call.arrived_at,
        "opened": visit.opened_at if visit else None,
        "planned": planned,
        "third": place_name(turn, other.store_code) if other else "",
        "again": max(0, len(call.visits) - 1),
        "assumed": not wish.first,
    }
    if visit is None:
        assert call.past is not None
        return Reply("penetration/past", {**facts, **wording.past_facts(wish, call.past)})
    sha256, field = wording.shot(wish, visit)
    kept = bool(sha256) and turn.work.blobs.keeps(sha256)
    draw = wording.drawing(wish, visit, sha256, field) if kept else None
    other_part = bool(sha256) and field is Field.FRONT and Field.FRONT not in wish.fields[:1]
    facts |= {"pictured": bool(sha256), "kept": kept, "front": other_part}
    facts |= wording.visit_facts(turn, wish, visit)
    buttons = wording.buttons(turn, wish, visit)
    return Reply("penetration/answer", facts, buttons=buttons, draw=draw)
