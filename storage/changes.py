"""What each import changed, and how to take it back. No private value is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, Table, and_, delete, insert, select, update

from storage.tables.base import Base, UtcDateTime
from storage.tables.company import (
    CompetitorPriceRow,
    CompetitorRow,
    ContractPriceRow,
    CostRow,
    CustomerFieldRow,
    CustomerRow,
    CustomerValueRow,
    ImportBatchRow,
    ImportChangeRow,
    OrderLineRow,
    PersonRow,
    PlanRow,
    PrivatePastRow,
    PrivateValueRow,
    ProductRow,
    QuoteRow,
    StockRow,
    StoreRow,
    TransitRow,
)
from storage.tables.managing import PastVisitRow

SETTING = "setting"
"""Stands for a table in the log: settings live in rule versions."""
TABLES: Mapping[str, Table] = {
    name: Base.metadata.tables[row.__tablename__]
    for name, row in {
        "人员": PersonRow,
        "门店": StoreRow,
        "商品": ProductRow,
        "竞品对照": CompetitorRow,
        "竞品价格": CompetitorPriceRow,
        "客户": CustomerRow,
        "合同价": ContractPriceRow,
        "报价记录": QuoteRow,
        "库存": StockRow,
        "在途": TransitRow,
        "订单": OrderLineRow,
        "成本": CostRow,
        "计划": PlanRow,
        "拜访记录": PastVisitRow,
        "客户字段": CustomerFieldRow,
    }.items()
}
"""By canonical sheet name; 客户字段值 goes into two tables, 公司 into none."""
PUBLIC_VALUES = Base.metadata.tables[CustomerValueRow.__tablename__]
PRIVATE_VALUES = Base.metadata.tables[PrivateValueRow.__tablename__]


@dataclass(frozen=True, slots=True)
class Change:
    """One record a batch wrote: only the fields it changed."""

    table: Table | str
    key: Mapping[str, Any]
    before: Mapping[str, Any] | None
    """``None``: the record is new."""
    after: Mapping[str, Any]
    rows: int = 1
    """Source rows that it is made of."""


@dataclass(slots=True)
class UndoReport:
    """What undoing a batch did."""

    batch: str
    state: str
    """``undone``, ``already_undone`` or ``unknown``."""
    message: str
    removed: int = 0
    restored: int = 0
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    """Records changed since, which were left as they are: table, key, reason."""
    settings: dict[str, str | None] = field(default_factory=dict)
    """Settings to put back in the next rule version; ``None`` = not set before."""

    def as_json(self) -> dict[str, Any]:
        """The line the command line prints."""
        names = ("batch", "state", "message", "removed", "restored", "conflicts")
        return {name: getattr(self, name) for name in names}


class SqlChanges:
    """The log of imports. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next = 1

    def open(self, batch_id: str, file_name: str, at: datetime, by: str) -> None:
        """Begin a batch."""
        row = {"id": batch_id, "file_name": file_name, "at": at, "by": by, "state": "done"}
        self._connection.execute(insert(ImportBatchRow), [row])

    def log(self, batch_id: str, changes: Sequence[Change]) -> None:
        """Write what a sheet changed; of private values only that and when they changed."""
        rows, past = [], []
        for seq, change in enumerate(changes, self._next):
            private = change.table is PRIVATE_VALUES
            if private and change.before is not None:
                past.append({"batch_id": batch_id, "seq": seq, "value": change.before["value"]})
            rows.append(
                {
                    "batch_id": batch_id,
                    "seq": seq,
                    "table_name": str(change.table),
                    "key": _to_json(change.key),
                    "before": None
                    if change.before is None
                    else _to_json(change.before, private=private),
                    "after": _to_json(change.after, private=private),
                }
            )
        self._next += len(changes)
        if rows:
            self._connection.execute(insert(ImportChangeRow), rows)
        if past:
            self._connection.execute(insert(PrivatePastRow), past)

    def undo(self, batch_id: str, settings: Mapping[str, str]) -> UndoReport:
        """Take a batch back, newest change first, except what was changed since.

        Args:
            batch_id: the batch's id, as its reports name it.
            settings: the company's settings now in force.
        """
        state = self._connection.scalar(
            select(ImportBatchRow.state).where(ImportBatchRow.id == batch_id)
        )
        if state is None:
            return UndoReport(batch_id, "unknown", f"没有批次 {batch_id}")
        if state != "done":
            return UndoReport(batch_id, "already_undone", f"批次 {batch_id} 已经撤销过,没有再动")
        report = UndoReport(batch_id, "undone", "")
        query = (
            select(ImportChangeRow.__table__)
            .where(ImportChangeRow.batch_id == batch_id)
            .order_by(ImportChangeRow.seq.desc())
        )
        for row in [dict(r) for r in self._connection.execute(query).mappings()]:
            if row["table_name"] == SETTING:
                _undo_setting(row, settings, report)
            else:
                self._undo_row(row, report)
        done = update(ImportBatchRow).where(ImportBatchRow.id == batch_id).values(state="undone")
        self._connection.execute(done)
        report.message = f"已撤销批次 {batch_id}:删除 {report.removed} 条,恢复 {report.restored} 条"
        if report.conflicts:
            report.message += f",{len(report.conflicts)} 条后来改过,没有动"
        return report

    def _undo_row(self, row: Mapping[str, Any], report: UndoReport) -> None:
        table = Base.metadata.tables[row["table_name"]]
        here = and_(*(table.c[n] == v for n, v in _from_json(table, row["key"]).items()))
        current = self._connection.execute(select(table).where(here)).mappings().first()
        after = _from_json(table, row["after"])
        if current is None or any(current[name] != value for name, value in after.items()):
            reason = "已不在" if current is None else "后来改过"
            report.conflicts.append({"table": table.name, "key": row["key"], "reason": reason})
        elif row["before"] is None:
            self._connection.execute(delete(table).where(here))
            report.removed += 1
        else:
            before = _from_json(table, row["before"])
            if table is PRIVATE_VALUES:
                before["value"] = self._past(row["batch_id"], row["seq"])
            self._connection.execute(update(table).where(here).values(before))
            report.restored += 1

    def _past(self, batch_id: str, seq: int) -> str | None:
        past = PrivatePastRow
        return self._connection.scalar(
            select(past.value).where(past.batch_id == batch_id, past.seq == seq)
        )


def _undo_setting(row: Mapping[str, Any], settings: Mapping[str, str], report: UndoReport) -> None:
    name = row["key"]["name"]
    if settings.get(name) != row["after"]["value"]:
        report.conflicts.append({"table": SETTING, "key": row["key"], "reason": "后来改过"})
        return
    report.settings[name] = row["before"]["value"] if row["before"] else None
    if row["before"]:
        report.restored += 1
    else:
        report.removed += 1


def _to_json(values: Mapping[str, Any], *, private: bool = False) -> dict[str, Any]:
    """Values as JSON; of a private record only when it was written."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if not private or name == "at"
    }


def _from_json(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _typed(table.c[name], value) for name, value in values.items()}


def _typed(column: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value
