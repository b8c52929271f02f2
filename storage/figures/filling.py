"""Writing many visits and plans at once, which no conversation does: benchmarks begin with it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from storage.tables.base import table
from storage.tables.company import PlanRow
from storage.tables.visits import VisitRow


def write_visits(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Visits as ``storage.visits.new_row`` gives them, without items."""
    connection.execute(insert(table(VisitRow)), rows)


def write_plan(connection: Connection, day: date, stops: Sequence[tuple[str, str, int]]) -> None:
    """The stops of a day: rep, store and position."""
    rows = [
        {"day": day, "person_id": rep, "store_code": store, "position": position}
        for rep, store, position in stops
    ]
    connection.execute(insert(table(PlanRow)), rows)
