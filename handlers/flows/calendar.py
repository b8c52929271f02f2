"""Working days: 「11月27日放假」 by who is above all, 「周六上班吗」「公司日历」 by anybody."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from domain import access
from domain.calendar import Source
from domain.calendar_words import Wish, asks_list, parse
from domain.day_range import day_title, days_title
from domain.errors import NotAllowedError
from domain.people import Role
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.standing import LEADING
from handlers.turn import Turn

_MOST_DAYS = 31
_NAMED = 3
_AHEAD = 100
"""Days within which the official holidays are listed."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """A day's state, the days off, or a change of them, which is shown before it is made."""
    if asks_list(event.text):
        return [_list(turn)]
    today = turn.settings.day(turn.now)
    wish = parse(event.text, today)
    if wish is None:
        return None
    first, last = wish.days.first, wish.days.last
    if wish.works is None:
        return [_state(turn, first, last)]
    if not access.may_set_calendar(turn.person, turn.directory.organisation):
        return [_state(turn, first, last, asked=True)]
    if last < today or (last - first).days >= _MOST_DAYS:
        return [Reply("calendar/cannot", {"past": last < today})]
    return [_card(turn, wish, max(first, today), last)]


def _card(turn: Turn, wish: Wish, first: date, last: date) -> Reply:
    """What would change, and for how many planned stores."""
    known = [turn.work.calendar.of(day) for day in _days(first, last)]
    own = any(one.source is Source.COMPANY for one in known)
    if wish.undo and not own and all(one.works is wish.works for one in known):
        return _state(turn, first, last)
    card = turn.enter("calendar", str(turn.message.id))
    change = {"works": wish.works, "name": wish.name, "undo": wish.undo and own}
    args = {"card": card.subject, "first": first.isoformat(), "last": last.isoformat(), **change}
    buttons = (Button("确认", "calendar_set", args), Button("取消", "calendar_keep", args))
    facts = {**_said(turn, first, last), **change, "stops": turn.work.plans.planned(first, last)}
    return Reply("calendar/change", facts, buttons=buttons)


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


def _state(turn: Turn, first: date, last: date, *, asked: bool = False) -> Reply:
    """How the days stand; with ``asked`` also who may change them, as the writer may not."""
    if (last - first).days >= _MOST_DAYS:
        last = first + timedelta(days=_MOST_DAYS - 1)
    return Reply("calendar/state", {**_said(turn, first, last), "by": _setters(turn, asked=asked)})


def _setters(turn: Turn, *, asked: bool) -> list[str]:
    """Names of who may change the calendar: those who lead, else the admins."""
    company = turn.directory.organisation
    found = [p for p in company.people.values() if access.may_set_calendar(p, company)]
    found.sort(key=lambda p: (p.role is Role.ADMIN, p.id))
    return [p.name for p in found[:_NAMED]] if asked else []


def _list(turn: Turn) -> Reply:
    """What the company said of the days to come, and the next official holidays."""
    today = turn.settings.day(turn.now)
    own = turn.work.calendar.own(today)
    lines = [
        {"day": day_title(day, today), "works": one.works, "name": one.name}
        for day, one in own.items()
    ]
    ahead = [(d, turn.work.calendar.of(d)) for d in _days(today, today + timedelta(days=_AHEAD))]
    holidays: dict[str, list[date]] = {}
    for day, one in ahead:
        if one.source is Source.OFFICIAL and one.name and not one.works:
            holidays.setdefault(one.name, []).append(day)
    unknown = next((d for d, one in ahead if one.source is Source.WEEKENDS), None)
    facts = {
        "lines": lines[:_MOST_DAYS],
        "holidays": [
            {"name": name, "days": days_title(days[0], days[-1], today)}
            for name, days in holidays.items()
        ],
        "unknown": unknown.year if unknown else None,
        "sets": access.may_set_calendar(turn.person, turn.directory.organisation),
    }
    return Reply("calendar/list", facts)


def on_set(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认」."""
    if not access.may_set_calendar(turn.person, turn.directory.organisation):
        raise NotAllowedError
    first, last = (date.fromisoformat(event.args[key]) for key in ("first", "last"))
    if not _closed(turn, event):
        return [_state(turn, first, last)]
    works, name, undo = event.args["works"], event.args["name"], event.args.get("undo", False)
    for day in _days(first, last):
        if undo:
            turn.work.calendar.forget(day)
        else:
            turn.work.calendar.set(day, works=works, name=name)
    days = {"first": event.args["first"], "last": event.args["last"], "undo": undo}
    turn.work.audit.note(turn.now, turn.person.id, "calendar_set", name, works=works, **days)
    facts = {**_said(turn, first, last), "undo": undo, "by": turn.person.name}
    told = [p for p in _leaders(turn) if p != turn.person.id]
    turn.pushes.extend(Reply("calendar/told", facts, to=person) for person in told)
    said = f"{first.month}月{first.day}日" + (
        f"到{last.month}月{last.day}日" if last > first else ""
    )
    return [Reply("calendar/set", {**facts, "told": len(told), "back": said})]


def _leaders(turn: Turn) -> list[str]:
    """Ids of everybody who leads people that visit stores."""
    company = turn.directory.organisation
    leading = [p for p in company.people.values() if p.active and p.role in LEADING]
    return [p.id for p in leading if p.district or company.districts_under(p.id)]


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
    wordy=True,
    on={Said: on_text},
    presses={"calendar_set": on_set, "calendar_keep": on_keep},
)
