"""The rep's morning: the plan of the day and what is left from before; again later, if he wants."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from domain.calendar import closed
from domain.day_range import day_title
from domain.days import MORNING, named_day
from domain.later_words import LONGEST, SHORTEST, USUAL, later
from domain.people import Role
from domain.planned import done, due
from domain.unclosed import fitting, loose_end
from domain.visits import Visit
from handlers import leaves
from handlers.chat import Button, Due, Pressed, Priority, Reply, Said
from handlers.flow import Flow
from handlers.planned import in_order, stop_facts, stops_today
from handlers.reviewing import place_name
from handlers.turn import Turn

AGAIN = "again"
"""Timer kind of a morning that somebody wanted to have again."""
_ROOM = 500
"""Characters for lines: a push has at most 600 with its head and its foot."""
_PLAN_ROOM = 300
_SAID = (("继续", "resume"), ("补录", "late_entry"), ("放弃", "give_up"))
_LATER = Button("稍后30分钟", "remind_later", lasting=True)


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """The timer of the day, or the one that was put off."""
    if event.kind not in {MORNING, AGAIN}:
        return None
    if not turn.person.active or not turn.work.consents.given(turn.person.id):
        return []
    if turn.person.role is not Role.REP or not turn.settings.at_work(turn.now):
        return []
    if event.kind == AGAIN:
        if turn.work.preferences.get(turn.person.id, AGAIN) != str(event.payload.get("asked")):
            return []  # another time was said since
        turn.work.preferences.set(turn.person.id, AGAIN, "")
    return _morning(turn)


def _morning(turn: Turn) -> list[Reply]:
    """The plan of the day, and every draft that is left from before; nothing, if there is neither.

    Nobody is spoken to on leave or on the company's days off; mere leftovers wait for the next
    working day.
    """
    today = turn.settings.day(turn.now)
    if _on_leave(turn, today):
        return []
    kept = turn.work.calendar.of(today)
    if closed(kept):
        return []
    stops = stops_today(turn)
    left = _left_over(turn)
    if not stops and not (left and kept.works):
        return []
    return [_told(turn, left)]


def _on_leave(turn: Turn, today: date) -> bool:
    """Whether the writer is; what was planned since a leave was approved is seen to first."""
    concerns = [
        a for a in turn.work.absences.on(today) if turn.person.id in {a.person_id, a.substitute_id}
    ]
    for absence in concerns:
        leaves.excuse(turn, absence, today, today)
        if absence.substitute_id:
            leaves.hand_on(turn, absence, absence.substitute_id, today, today)
    return any(a.person_id == turn.person.id for a in concerns)


def _left_over(turn: Turn) -> list[Visit]:
    """Drafts of earlier days, the oldest first; one that ends in a moment is offered no more."""
    today = turn.settings.day(turn.now)
    mine = turn.work.visits.drafts_of(turn.person.id)
    ends = turn.now + USUAL - turn.settings.visit_life
    old = (v for v in mine if turn.settings.day(v.opened_at) < today and v.opened_at > ends)
    return sorted(old, key=lambda v: v.opened_at)


def _told(turn: Turn, left: Sequence[Visit]) -> Reply:
    stops = stops_today(turn)
    steps = in_order(turn, stops, None)
    lines = [_left(turn, visit) for visit in left]
    room = _PLAN_ROOM if left else _ROOM
    names = [step.store.name for step in steps]
    listed = fitting([(name,) for name in names], room)
    shown = fitting(
        [(x["store"], x["day"], *x["lacking"]) for x in lines],
        _ROOM - sum(len(name) + 8 for name in names[:listed]),
    )
    today = turn.settings.day(turn.now)
    facts = {
        "day": day_title(today, today),
        "stores": [stop_facts(step) for step in steps[:listed]],
        "total": len(names),
        "due": due(stops),
        "done": done(stops),
        "left": lines[:shown],
        "more": len(lines) - shown,
    }
    buttons = _buttons(turn, left[:shown], [x["store"] for x in lines])
    return Reply("day/morning", facts, buttons=buttons, priority=Priority.DIGEST)


def _left(turn: Turn, visit: Visit) -> dict[str, Any]:
    """One draft: whose store, since when, and what it lacks."""
    end = loose_end(visit)
    days = named_day(turn.settings.day(visit.opened_at), turn.settings.day(turn.now))
    return {
        "store": place_name(turn, visit.store_code),
        "day": days,
        "lacking": list(end.lacking) if end else [],
    }


def _buttons(turn: Turn, left: Sequence[Visit], names: Sequence[str]) -> tuple[Button, ...]:
    """Three ways on for each draft; where they don't fit, one button a draft; and 稍后."""
    if len(left) == 1:
        said = {"放弃": "放弃并说明"}
        args = {"visit": left[0].id}
        ways = (
            Button(said.get(label, label), action, args, lasting=True) for label, action in _SAID
        )
        return (*ways, _LATER)
    most = turn.capabilities.buttons - 1
    offered = _SAID if len(left) * len(_SAID) <= most else _SAID[:1]
    drafts = tuple(
        Button(f"{label} {name}", action, {"visit": visit.id}, lasting=True)
        for visit, name in zip(left, names, strict=False)
        for label, action in offered
    )
    return (*drafts[:most], _LATER)


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「稍后30分钟」「一小时后再提醒我」."""
    wait = later(event.text)
    if wait is None or turn.person.role is not Role.REP:
        return None
    return _again(turn, wait)


def on_later(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - a press has no more to say
    """「稍后30分钟」 under the plan."""
    return _again(turn, USUAL)


def _again(turn: Turn, wait: timedelta) -> list[Reply]:
    """Send the morning's message again, as it will be then; of several times the newest counts."""
    if not SHORTEST <= wait <= LONGEST:
        return [Reply("day/later", {"at": None, "any": True, "over": False})]
    at = turn.now + wait
    any_left = any(stop.left for stop in stops_today(turn)) or bool(_left_over(turn))
    over = not turn.settings.at_work(at) or turn.settings.quiet_until(at) is not None
    if any_left and not over:
        turn.work.preferences.set(turn.person.id, AGAIN, str(turn.message.id))
        turn.ring(AGAIN, f"{turn.person.id}:{turn.message.id}", at, asked=turn.message.id)
    return [Reply("day/later", {"at": at, "any": any_left, "over": over})]


FLOW = Flow(
    name="day",
    order=60,
    on={Due: on_due, Said: on_text},
    presses={"remind_later": on_later},
)
