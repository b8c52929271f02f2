"""What the bot says by itself: the day's plan in the morning, what is not closed in the evening."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from domain import review
from domain.days import EVENING, MORNING, is_weekend, named_day
from domain.people import Role
from domain.planned import done
from domain.unclosed import LooseEnd, evening, fitting, loose_end
from domain.visits import Visit
from handlers.chat import Button, Due, Priority, Reply
from handlers.flow import Flow
from handlers.planned import stops_today
from handlers.turn import Turn

_ROOM = 520
"""Characters for lines: a push has at most 600 with its head and its foot."""
_PLAN_ROOM = 260
_SAID = (("继续", "resume"), ("补录", "late_entry"), ("放弃", "give_up"))


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """A daily timer."""
    if event.kind not in {MORNING, EVENING}:
        return None
    if not turn.person.active or not turn.work.consents.given(turn.person.id):
        return []
    if event.kind == MORNING:
        return _morning(turn)
    return _evening(turn, event.due_at)


def _morning(turn: Turn) -> list[Reply]:
    """The plan of the day, and every draft that is left from before; nothing, if there is neither.

    Mere leftovers wait for the next working day; nobody is spoken to outside working hours.
    """
    if turn.person.role is not Role.REP or not turn.settings.at_work(turn.now):
        return []
    today = turn.settings.day(turn.now)
    stops = [s for s in stops_today(turn) if s.code in turn.directory.stores]
    mine = turn.work.visits.drafts_of(turn.person.id)
    left = sorted(
        (v for v in mine if turn.settings.day(v.opened_at) < today), key=lambda v: v.opened_at
    )
    if not stops and (not left or is_weekend(today)):
        return []
    names = [turn.directory.stores[s.code].name for s in stops]
    lines = [_left(turn, visit) for visit in left]
    room = _ROOM - (min(_PLAN_ROOM, sum(map(len, names))) if names else 0)
    shown = fitting([(x["store"], x["day"], *x["lacking"]) for x in lines], room)
    facts = {
        "stores": names[: fitting([(n,) for n in names], _PLAN_ROOM)],
        "total": len(names),
        "done": done(stops),
        "left": lines[:shown],
        "more": len(lines) - shown,
    }
    buttons = _buttons(turn, left[:shown], [x["store"] for x in lines])
    return [Reply("day/morning", facts, buttons=buttons, priority=Priority.DIGEST)]


def _left(turn: Turn, visit: Visit) -> dict[str, Any]:
    """One draft: whose store, since when, and what it lacks."""
    end = loose_end(visit)
    days = named_day(turn.settings.day(visit.opened_at), turn.settings.day(turn.now))
    return {
        "store": _name(turn, visit),
        "day": days,
        "lacking": list(end.lacking) if end else [],
    }


def _buttons(turn: Turn, left: Sequence[Visit], names: Sequence[str]) -> tuple[Button, ...]:
    """Three ways on for each draft; where they don't fit, one button a draft."""
    if len(left) == 1:
        said = {"放弃": "放弃并说明"}
        args = {"visit": left[0].id}
        return tuple(
            Button(said.get(label, label), action, args, lasting=True) for label, action in _SAID
        )
    most = turn.capabilities.buttons
    ways = _SAID if len(left) * len(_SAID) <= most else _SAID[:1]
    return tuple(
        Button(f"{label} {name}", action, {"visit": visit.id}, lasting=True)
        for visit, name in zip(left, names, strict=False)
        for label, action in ways
    )[:most]


def _evening(turn: Turn, due_at: datetime) -> list[Reply]:
    """What is not closed in the manager's district; nothing, if everything is."""
    if turn.person.role is not Role.MANAGER:
        return []
    day = turn.settings.day(due_at)
    end = datetime.combine(day + timedelta(days=1), time(), turn.settings.zone)
    begin = end - timedelta(days=2) - turn.settings.visit_life
    codes = review.in_charge_of(turn.person, turn.directory)
    visits = turn.work.visits
    known = (*visits.opened_in(begin, end, codes), *visits.drafts_at(codes))
    found = evening({v.id: v for v in known}.values(), day, turn.settings)
    loose = (*found.loose, *found.older)
    if not loose:
        return []
    ends = sorted(loose, key=lambda e: (e in found.older, _rep(turn, e), e.visit.opened_at))
    lines = [_line(turn, e) for e in ends]
    shown = fitting([(x["rep"], x["store"], x["reason"], *x["lacking"]) for x in lines], _ROOM)
    facts = {
        "day": turn.settings.day(turn.now) != day and due_at,
        "open": len(found.loose),
        "visits": found.visits,
        "older": len(found.older),
        "lines": lines[:shown],
        "more": len(lines) - shown,
    }
    return [Reply("day/evening", facts, priority=Priority.DIGEST)]


def _line(turn: Turn, end: LooseEnd) -> dict[str, Any]:
    today, opened = turn.settings.day(turn.now), turn.settings.day(end.visit.opened_at)
    return {
        "rep": _rep(turn, end),
        "store": _name(turn, end.visit),
        "day": "" if opened == today else named_day(opened, today),
        "why": end.why.value,
        "lacking": list(end.lacking),
        "reason": end.visit.closed_reason,
    }


def _rep(turn: Turn, end: LooseEnd) -> str:
    person = turn.directory.organisation.people.get(end.visit.rep_id)
    return person.name if person else end.visit.rep_id


def _name(turn: Turn, visit: Visit) -> str:
    code = visit.store_code
    store, customer = turn.directory.stores.get(code), turn.directory.customers.get(code)
    return store.name if store else customer.name if customer else code


FLOW = Flow(name="day", order=60, on={Due: on_due})
