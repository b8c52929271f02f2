"""Tallies kept beside the visits: which are behind, and reading and writing many at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from orjson import loads
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from domain.figures.records import Alarm, Tally
from domain.unclosed import Why
from storage.codec import decode, encode
from storage.tables.base import table
from storage.tables.managing import TallyRow
from storage.tables.visits import VisitRow

_TALLY = table(TallyRow)
_VISIT = table(VisitRow)
_COLUMNS = ("id", "rep_id", "store_code", "day")
"""Fields that are columns of their own."""
_FIELDS = tuple(f.name for f in fields(Tally) if f.name not in _COLUMNS)
"""The others, in the order in which their values are kept: names would be most of the text."""
SHAPE = len(_FIELDS)
"""Belongs to what tallies are made by: with another field, all are made anew."""
_SPAN = (_VISIT.c.opened_at >= bindparam("begin")) & (_VISIT.c.opened_at < bindparam("end"))
_VISITS_IN = select(func.count(), func.sum(_VISIT.c.version)).where(_SPAN)
_TALLIES_ON = select(func.count(), func.sum(_TALLY.c.version)).where(
    _TALLY.c.day == bindparam("day"), _TALLY.c.made_by == bindparam("made_by")
)
_BEHIND = (
    select(_VISIT.c.id)
    .outerjoin(_TALLY, _TALLY.c.visit_id == _VISIT.c.id)
    .where(
        _SPAN,
        _TALLY.c.visit_id.is_(None)
        | (_TALLY.c.version != _VISIT.c.version)
        | (_TALLY.c.made_by != bindparam("made_by")),
    )
    .order_by(_VISIT.c.opened_at)
)
_OF_DAY = (
    "select visit_id, rep_id, store_code, body from tally where day = ? order by rep_id, visit_id"
)


def behind(
    connection: Connection, day: date, begin: datetime, end: datetime, made_by: str
) -> Sequence[str]:
    """Ids of a day's visits whose tally is missing or of another version.

    A tally is never ahead of its visit, so equal numbers and equal sums of versions mean that none
    is behind. That is asked first: it costs a tenth of holding every visit against its tally.
    """
    span = {"begin": begin, "end": end}
    there = connection.execute(_TALLIES_ON, {"day": day, "made_by": made_by}).one()
    if connection.execute(_VISITS_IN, span).one() == there:
        return ()
    return list(connection.scalars(_BEHIND, {**span, "made_by": made_by}))


def row_of(tally: Tally, version: int, made_by: str) -> dict[str, Any]:
    """What is kept of a tally."""
    values = [encode(getattr(tally, name)) for name in _FIELDS]
    return {
        "visit_id": tally.id,
        "day": tally.day,
        "rep_id": tally.rep_id,
        "store_code": tally.store_code,
        "version": version,
        "made_by": made_by,
        "body": {_VALUES: values},
    }


def write(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep tallies, in place of older ones of the same visits."""
    put = insert(_TALLY)
    moved = {c.name: put.excluded[c.name] for c in _TALLY.c if not c.primary_key}
    connection.execute(put.on_conflict_do_update(index_elements=["visit_id"], set_=moved), rows)


def of_day(connection: Connection, day: date) -> Iterator[Tally]:
    """The tallies of a day, by rep. Read from the driver: there may be many thousands.

    They are written into their slots: the constructor of a frozen value takes five times as long,
    and a month of two hundred reps has 72,000 of them.
    """
    raw: Any = connection.connection.driver_connection
    for visit_id, rep_id, store_code, body in raw.execute(_OF_DAY, (day.isoformat(),)):
        values = loads(body)[_VALUES]
        for at, make, empty in _MADE:
            values[at] = make(values[at]) if values[at] else empty
        made = object.__new__(Tally)
        for put, value in zip(_PUT, (visit_id, rep_id, store_code, day, *values), strict=True):
            put(made, value)
        yield made


_VALUES = "values"
_PUT = tuple(vars(Tally)[name].__set__ for name in (*_COLUMNS, *_FIELDS))
_MAKERS: Mapping[str, tuple[Callable[[Any], Any], Any]] = {
    "opened_at": (datetime.fromisoformat, None),
    "arrived_at": (datetime.fromisoformat, None),
    "submitted_at": (datetime.fromisoformat, None),
    "present": (lambda days: tuple(map(date.fromisoformat, days)), ()),
    "why": (Why, None),
    "lacking": (tuple, ()),
    "invalid": (tuple, ()),
    "alarms": (lambda alarms: tuple(decode(Alarm, one) for one in alarms), ()),
}
_MADE = tuple((_FIELDS.index(name), make, empty) for name, (make, empty) in _MAKERS.items())
