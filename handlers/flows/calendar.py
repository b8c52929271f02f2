"""Working days: 「11月27日放假」 by those who set rules, 「周六上班吗」 by anybody."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from domain import access
from domain.calendar import Source
from domain.calendar_words import parse
from domain.day_range import days_title
from domain.errors import NotAllowedError
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

_MOST_DAYS = 31


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """A day's state, or a change of it, which is shown before it is made."""
    today = turn.settings.day(turn.now)
    wish = parse(event.text, today)
    if wish is None:
        return None
    first, last = wish.days.first, wish.days.last
    if wish.works is None or not access.may_set_rules(turn.person):
        return [_state(turn, first, last)]
    if last < today or (last - first).days >= _MOST_DAYS:
        return [Reply("calendar/cannot", {"past": last < today})]
    card = turn.enter("calendar", str(turn.message.id))
    args = {
        "card": card.subject,
        "first": max(first, today).isoformat(),
        "last": last.isoformat(),
        "works": wish.works,
        "name": wish.name,
    }
    buttons = (Button("确认", "calendar_set", args), Button("取消", "calendar_keep", args))
    facts = {**_said(turn, first, last), "works": wish.works, "name": wish.name}
    return [Reply("calendar/change", facts, buttons=buttons)]


def _said(turn: Turn, first: date, last: date) -> dict[str, Any]:
    """The days, and how they stand now."""
    known = [turn.work.calendar.of(day) for day in _days(first, last)]
    return {
        "days": days_title(first, last, turn.settings.day(turn.now)),
        "total": len(known),
        "working": sum(one.works for one in known),
        "names": [*dict.fromkeys(one.name for one in known if one.name)],
        "own": any(one.source is Source.COMPANY for one in known),
        "unknown": any(one.source is Source.WEEKENDS for one in known),
    }


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def _state(turn: Turn, first: date, last: date) -> Reply:
    if (last - first).days >= _MOST_DAYS:
        last = first + timedelta(days=_MOST_DAYS - 1)
    return Reply("calendar/state", _said(turn, first, last))


def on_set(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认」."""
    if not access.may_set_rules(turn.person):
        raise NotAllowedError
    first, last = (date.fromisoformat(event.args[key]) for key in ("first", "last"))
    if not _closed(turn, event):
        return [_state(turn, first, last)]
    works, name = event.args["works"], event.args["name"]
    for day in _days(first, last):
        turn.work.calendar.set(day, works=works, name=name)
    days = {"first": event.args["first"], "last": event.args["last"]}
    turn.work.audit.note(turn.now, turn.person.id, "calendar_set", name, works=works, **days)
    return [Reply("calendar/set", {**_said(turn, first, last), "works": works})]


def on_keep(turn: Turn, event: Pressed) -> list[Reply]:
    """「取消」."""
    _closed(turn, event)
    first, last = (date.fromisoformat(event.args[key]) for key in ("first", "last"))
    return [_state(turn, first, last)]


def _closed(turn: Turn, event: Pressed) -> bool:
    """Close the card; ``False`` when it was answered before."""
    card = ("calendar", event.args["card"])
    waits = any((t.flow, t.subject) == card and t.open for t in turn.threads)
    turn.leave(*card)
    turn.thread = None
    return waits


FLOW = Flow(
    name="calendar",
    order=16,
    on={Said: on_text},
    presses={"calendar_set": on_set, "calendar_keep": on_keep},
)
