"""Tallies kept beside the visits: which are behind, and reading and writing many at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, get_type_hints
from zlib import crc32

from orjson import dumps, loads
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from domain.figures.narrowing import Narrow
from domain.figures.records import Tally
from storage.codec import encode, makers
from storage.tables.base import table
from storage.tables.managing import TallyRow
from storage.tables.visits import VisitRow

_TALLY = table(TallyRow)
_VISIT = table(VisitRow)
_COLUMNS = ("id", "rep_id", "store_code", "day")
"""Fields that are columns of their own."""
_TIMES = ("opened_at", "arrived_at", "submitted_at")
_PLAIN = tuple(
    name
    for name, hint in get_type_hints(Tally).items()
    if name not in _COLUMNS and hint in {str, int, bool}
)
"""In the order in which their values are kept: their names would be most of the text."""
_RARE: Mapping[str, Callable[[Any], Any]] = {
    name: make for name, make in makers(Tally).items() if name not in {*_COLUMNS, *_TIMES, *_PLAIN}
}
"""What most visits have nothing to say in; how it is read."""
SHAPE = f"{crc32(' '.join(f.name for f in fields(Tally)).encode()):x}"
"""Belongs to what tallies are made by: with other fields, all are made anew."""
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
_OF_DAY = """
    select visit_id, rep_id, store_code, body from tally
    where day = :day and store_code not in (select value from json_each(:without))
        and (:reps = '[]' or rep_id in (select value from json_each(:reps)))
    order by rep_id, visit_id
"""


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
    usual = _usual(tally.day)
    rare = {n: getattr(tally, n) for n in _RARE if getattr(tally, n) != usual[n]}
    body = {
        "times": [getattr(tally, name) for name in _TIMES],
        "plain": [getattr(tally, name) for name in _PLAIN],
        "rare": rare,
    }
    return {
        "visit_id": tally.id,
        "day": tally.day,
        "rep_id": tally.rep_id,
        "store_code": tally.store_code,
        "version": version,
        "made_by": made_by,
        "body": encode(body),
    }


def _usual(day: date) -> dict[str, Any]:
    """The rare fields where there is nothing to say: the rep was there on the one day."""
    return {name: (day,) if name == "present" else _DEFAULTS[name] for name in _RARE}


_DEFAULTS = {f.name: f.default for f in fields(Tally)}


def write(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep tallies, in place of older ones of the same visits."""
    put = insert(_TALLY)
    moved = {c.name: put.excluded[c.name] for c in _TALLY.c if not c.primary_key}
    connection.execute(put.on_conflict_do_update(index_elements=["visit_id"], set_=moved), rows)


def of_day(connection: Connection, day: date, among: Narrow) -> Iterator[Tally]:
    """The tallies of a day, by rep. Read from the driver: there may be many thousands.

    They are written into their slots: the constructor of a frozen value takes five times as long,
    and a month of two hundred reps has 72,000 of them.
    """
    raw: Any = connection.connection.driver_connection
    usual, moment = _usual(day), datetime.fromisoformat
    nothing = tuple(usual.values())
    asked = {
        "day": day.isoformat(),
        "without": dumps(among.without).decode(),
        "reps": dumps(among.reps).decode(),
    }
    for visit_id, rep_id, store_code, text in raw.execute(_OF_DAY, asked):
        body = loads(text)
        opened, arrived, submitted = body["times"]
        made = object.__new__(Tally)
        values = (
            *(visit_id, rep_id, store_code, day),
            *(moment(opened), arrived and moment(arrived), submitted and moment(submitted)),
            *(_rare(body["rare"], usual) if body["rare"] else nothing),
            *body["plain"],
        )
        for put, value in zip(_PUT, values, strict=True):
            put(made, value)
        yield made


def _rare(told: Mapping[str, Any], usual: Mapping[str, Any]) -> Iterator[Any]:
    """The rare fields, in their order."""
    for name, make in _RARE.items():
        value = told.get(name)
        yield usual[name] if value is None else make(value)


_PUT = tuple(vars(Tally)[name].__set__ for name in (*_COLUMNS, *_TIMES, *_RARE, *_PLAIN))
