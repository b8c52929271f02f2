"""What else is counted: decisions of managers, and stocks that they counted again."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from itertools import groupby

from sqlalchemy import Connection, select

from domain.figures.records import Handled, Recheck
from domain.settings import Settings
from storage.tables.base import table
from storage.tables.managing import HandledRow, RecheckRow

_HANDLED = table(HandledRow)
_RECHECK = table(RecheckRow)


def handled(connection: Connection, begin: datetime, end: datetime) -> Iterator[Handled]:
    """What was decided in a span of time, in that order."""
    span = (_HANDLED.c.closed_at >= begin) & (_HANDLED.c.closed_at < end)
    query = select(_HANDLED).where(span).order_by(_HANDLED.c.closed_at, _HANDLED.c.id)
    for row in connection.execute(query).mappings():
        yield Handled(**row)


def rechecks(
    connection: Connection, begin: datetime, end: datetime, settings: Settings
) -> Iterator[Recheck]:
    """What was counted again in a span of time: one for each store and month."""
    span = (_RECHECK.c.at >= begin) & (_RECHECK.c.at < end)
    order = (_RECHECK.c.month, _RECHECK.c.store_code, _RECHECK.c.at, _RECHECK.c.id)
    rows = connection.execute(select(_RECHECK).where(span).order_by(*order))
    for (month, store), group in groupby(rows, lambda row: (row.month, row.store_code)):
        lines = list(group)
        yield Recheck(
            id=f"{month}:{store}",
            day=settings.day(lines[-1].at),
            store_code=store,
            rep_id=lines[-1].rep_id,
            by=lines[-1].by,
            lines=tuple(
                (one.product_code, Fraction(one.told), Fraction(one.counted)) for one in lines
            ),
        )
