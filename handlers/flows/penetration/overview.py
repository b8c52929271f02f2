"""Several visits where one was asked about: a day, a store, the days of a week; each by a tap."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.days import named_day
from domain.penetration.aiming import SHOWN, Aim, Which
from domain.penetration.touring import Call
from domain.penetration.wish import Wish
from domain.people import Person
from domain.stores import Store
from domain.visits import Visit
from handlers.chat import Button, Reply
from handlers.flows.penetration import wording
from handlers.flows.penetration.days import BEFORE, bounds, called, calls_of
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_SPAN = timedelta(days=31)
_LINES = 15
_TAPPED = 10


def which_day(turn: Turn, wish: Wish, found: Aim) -> list[Reply] | Which:
    """One of several days: those on which there was a visit, the newest first."""
    today = turn.settings.day(turn.now)
    last = min(date.fromisoformat(wish.last), today)
    first = max(date.fromisoformat(wish.first), last - _SPAN)
    days = {turn.settings.day(v.opened_at) for v in _opened(turn, found, first, last)}
    if not days:
        return [nothing(found, first, last)]
    newest = sorted(days, reverse=True)[:SHOWN]
    return Which("day", tuple((d.isoformat(), named_day(d, today)) for d in newest), "", len(days))


def _opened(turn: Turn, found: Aim, first: date, last: date) -> Sequence[Visit]:
    begin, end = bounds(turn, first, last)
    store = found.store
    if found.rep is None:
        return turn.work.visits.opened_in(begin, end, [store.code] if store else [])
    visits = turn.work.visits.opened_by(found.rep.id, begin, end)
    return [v for v in visits if store is None or v.store_code == store.code]


def nothing(found: Aim, first: date, last: date) -> Reply:
    """There is no visit at all."""
    who = found.rep.name if found.rep else ""
    store = found.store.name if found.store else ""
    facts = {"who": who, "store": store, "first": first.isoformat(), "last": last.isoformat()}
    return Reply("penetration/nothing", facts)


def at_store(turn: Turn, store: Store, day: date) -> list[tuple[str, Call, Sequence[Call]]]:
    """(person, the store on his day, his whole day) of everybody who was at a store that day."""
    begin, end = bounds(turn, day, day)
    visits = turn.work.visits.opened_in(begin - BEFORE, end, [store.code])
    reps = dict.fromkeys(v.rep_id for v in visits)
    if store.rep_id:
        reps[store.rep_id] = None  # his imported records
    days = [(rep, calls_of(turn, rep, day)) for rep in reps]
    return [(rep, c, calls) for rep, calls in days for c in calls if c.store_code == store.code]


def store_day(
    turn: Turn,
    wish: Wish,
    store: Store,
    day: date,
    hits: Sequence[tuple[str, Call, Sequence[Call]]],
) -> Reply:
    """Everybody who was at a store that day."""
    lines = [{"name": person_name(turn, rep), **wording.line(turn, wish, c)} for rep, c, _ in hits]
    options = [(person_name(turn, rep), rep, c.store_code) for rep, c, _ in hits]
    facts = {"store": store.name, "day": called(turn, day), "lines": lines}
    return Reply("penetration/at_store", facts, buttons=_choose(turn, wish, day, options))


def rep_day(
    turn: Turn, wish: Wish, rep: Person, day: date, calls: Sequence[Call], *, number: int = 0
) -> Reply:
    """All stores of a rep's day; ``number`` is the one that was asked about and is not there."""
    names = [place_name(turn, c.store_code) for c in calls]
    both = list(zip(names, calls, strict=True))
    options = [(f"{c.number} {name}", rep.id, c.store_code) for name, c in both]
    facts = {
        "who": rep.name,
        "roster": rep.roster or 0,
        "day": called(turn, day),
        "number": number,
        "total": len(calls),
        "lines": [{"name": name, **wording.line(turn, wish, c)} for name, c in both[:_LINES]],
    }
    return Reply("penetration/day", facts, buttons=_choose(turn, wish, day, options))


def not_there(turn: Turn, rep: Person, store: Store, day: date, calls: Sequence[Call]) -> Reply:
    """He was elsewhere that day."""
    names = [place_name(turn, c.store_code) for c in calls][:_LINES]
    facts = {"who": rep.name, "store": store.name, "day": called(turn, day), "names": names}
    return Reply("penetration/not_there", facts)


def _choose(
    turn: Turn, wish: Wish, day: date, options: Sequence[tuple[str, str, str]]
) -> tuple[Button, ...]:
    """A button for each (label, person, store)."""
    most = min(turn.capabilities.buttons, _TAPPED)
    return tuple(
        Button(label, "pen_go", {"wish": wish.of(rep, store, day).plain()}, lasting=True)
        for label, rep, store in options[:most]
    )
