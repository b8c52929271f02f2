"""The planned stops of a day: which are excused, and which somebody would skip."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from domain.calendar import DAY_OFF
from domain.figures.records import Stop
from storage.tables.base import table
from storage.tables.managing import AbsenceRow, CalendarDayRow, SkipRow

_SKIP = table(SkipRow)
_ABSENCE = table(AbsenceRow)
_DAY = table(CalendarDayRow)
_OF_DAY = (
    "select person_id, store_code, position from plan where day = ? order by person_id, position"
)
_Skips = Mapping[tuple[str, str], tuple[str, str]]


def stops_on(connection: Connection, day: date) -> Sequence[Stop]:
    """Everybody's stops of a day, by rep and order; a store that stands twice is one stop."""
    away, skips = _away(connection, day), _skips(connection, day)
    closed = _closed(connection, day)
    raw: Any = connection.connection.driver_connection
    found: dict[tuple[str, str], Stop] = {}
    for rep, store, position in raw.execute(_OF_DAY, (day.isoformat(),)):
        state, reason = skips.get((rep, store), ("", ""))
        excused = reason if state == "approved" else ""
        if (rep, store) not in found:
            found[rep, store] = Stop(
                day=day,
                rep_id=rep,
                store_code=store,
                position=position,
                excused=excused or away.get(rep, closed),
                asked=reason if state == "open" else "",
            )
    return list(found.values())


def _away(connection: Connection, day: date) -> Mapping[str, str]:
    """Why reps are not at work, as a manager approved it."""
    covers = (_ABSENCE.c.first <= day) & (_ABSENCE.c.last >= day)
    query = select(_ABSENCE.c.person_id, _ABSENCE.c.reason).where(
        covers, _ABSENCE.c.state == "approved"
    )
    return {person: reason or _AWAY for person, reason in connection.execute(query)}


def _closed(connection: Connection, day: date) -> str:
    """Why nobody works, as the company itself said: what is planned on a holiday is meant so."""
    query = select(_DAY.c.day).where(_DAY.c.day == day, ~_DAY.c.works)
    return DAY_OFF if connection.scalar(query) else ""


_AWAY = "请假"
"""Excuses also where no reason was written."""


def _skips(connection: Connection, day: date) -> _Skips:
    columns = (_SKIP.c.person_id, _SKIP.c.store_code, _SKIP.c.state, _SKIP.c.reason)
    query = select(*columns).where(_SKIP.c.day == day)
    return {(rep, store): (state, why) for rep, store, state, why in connection.execute(query)}
