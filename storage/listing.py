"""Rows as they are, for ``dump``. Private values have no way in here."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from storage.tables.base import Base, table
from storage.tables.company import CompetitorPriceRow
from storage.tables.engine import AuditRow, OutboxRow, RuleRow, TimerRow

_SHOWN: dict[str, tuple[type[Base], str]] = {
    "prices": (
        CompetitorPriceRow,
        "id at store_code competitor_code price_fen pack source visit_id",
    ),
    "outbox": (
        OutboxRow,
        "id person_id channel chat template state attempts created_at next_at text",
    ),
    "timers": (TimerRow, "kind key due_at person_id catch_up state"),
    "rules": (RuleRow, "kind scope number body by at"),
    "audit": (AuditRow, "id at by what subject facts"),
}


def rows(connection: Connection, what: str) -> Iterator[dict[str, Any]]:
    """The shown columns of every row, by primary key; times as ISO text."""
    row, names = _SHOWN[what]
    columns = [table(row).c[name] for name in names.split()]
    order = list(table(row).primary_key)
    for found in connection.execute(select(*columns).order_by(*order)).mappings():
        yield {k: v.isoformat() if isinstance(v, date) else v for k, v in found.items()}
