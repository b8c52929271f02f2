"""Imported visits, on SQL."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.past_visits import PastStock, PastVisit
from storage.tables.base import table
from storage.tables.managing import PastVisitRow

_PAST = table(PastVisitRow)
_IN_ORDER = (_PAST.c.day, _PAST.c.person_id, _PAST.c.position, _PAST.c.id)


class SqlPastVisits:
    """Implements ``domain.ports.PastVisits`` on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, rep_id: str, day: date) -> Sequence[PastVisit]:
        """Those of a rep's day, in the order in which they were recorded."""
        mine = (_PAST.c.day == day) & (_PAST.c.person_id == rep_id)
        found = self._connection.execute(select(_PAST).where(mine).order_by(*_IN_ORDER))
        return [_past(row) for row in found]

    def between(self, first: date, last: date) -> Iterator[PastVisit]:
        """Everybody's of some days, by day, rep and order."""
        span = _PAST.c.day.between(first, last)
        for row in self._connection.execute(select(_PAST).where(span).order_by(*_IN_ORDER)):
            yield _past(row)


def _past(row: Row[Any]) -> PastVisit:
    return PastVisit(
        id=row.id,
        day=row.day,
        rep_id=row.person_id,
        store_code=row.store_code,
        position=row.position,
        claim=row.claim,
        shown=row.shown,
        stocks=tuple(
            PastStock(sku=s["sku"], quantity=s["quantity"], unit=s["unit"]) for s in row.stocks
        ),
    )
