"""Stocks counted again by managers, on SQL."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from itertools import groupby

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from domain.evidence import ItemState
from domain.figures.records import Recheck
from domain.rechecks import Line
from storage.tables.base import table
from storage.tables.managing import RecheckRow
from storage.tables.visits import ItemRow, VisitRow

_RECHECK = table(RecheckRow)
_VISIT = table(VisitRow)
_ITEM = table(ItemRow)
_PASSES = [state.value for state in ItemState if state.passes]


class SqlRechecks:
    """Implements ``domain.ports.Rechecks`` on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, month: str, store_code: str, rep_id: str, lines: Sequence[Line], by: str, at: datetime
    ) -> None:
        """Keep products counted again; a product of that store and month is replaced."""
        same = {"month": month, "store_code": store_code, "rep_id": rep_id, "by": by, "at": at}
        rows = [
            {
                **same,
                "id": f"{month}:{store_code}:{line.sku}",
                "product_code": line.sku,
                "told": str(line.told),
                "counted": str(line.counted),
            }
            for line in lines
        ]
        put = insert(_RECHECK)
        anew = {c: put.excluded[c] for c in ("rep_id", "told", "counted", "by", "at")}
        self._connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=anew), rows)

    def of_month(self, month: str, stores: Sequence[str]) -> Sequence[Recheck]:
        """What was counted again in a month: one for each store."""
        mine = (_RECHECK.c.month == month) & _RECHECK.c.store_code.in_(stores)
        order = (_RECHECK.c.store_code, _RECHECK.c.at, _RECHECK.c.id)
        rows = self._connection.execute(select(_RECHECK).where(mine).order_by(*order))
        found = []
        for store, group in groupby(rows, lambda row: row.store_code):
            lines = list(group)
            last = lines[-1]
            counted = [(r.product_code, Fraction(r.told), Fraction(r.counted)) for r in lines]
            found.append(
                Recheck(
                    id=f"{month}:{store}",
                    day=last.at.date(),
                    store_code=store,
                    rep_id=last.rep_id,
                    by=last.by,
                    lines=tuple(counted),
                )
            )
        return found

    def counted_since(self, since: datetime, stores: Sequence[str]) -> Sequence[str]:
        """Which of the stores have a rep's count in a visit opened since."""
        recent = (_VISIT.c.opened_at >= since) & _VISIT.c.store_code.in_(stores)
        counted = (_ITEM.c.slot == "stock") & _ITEM.c.state.in_(_PASSES)
        wanted = select(_VISIT.c.store_code).distinct().join(_ITEM, _ITEM.c.visit_id == _VISIT.c.id)
        found = self._connection.scalars(
            wanted.where(recent & counted).order_by(_VISIT.c.store_code)
        )
        return list(found)
