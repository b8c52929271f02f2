"""The least that a digest can cost: its rows read once by the driver, one column added up."""

import sqlite3
import time
from datetime import date
from pathlib import Path

_ROWS = "select visit_id, rep_id, store_code, version, body from tally where day between ? and ?"


def seconds_to_read(path: Path, first: date, last: date) -> float:
    """Seconds for every tally of some days.

    Raises:
        LookupError: when there is none; the time for nothing would be worth nothing.
    """
    begin, total = time.perf_counter(), 0
    connection = sqlite3.connect(path)
    for row in connection.execute(_ROWS, (first.isoformat(), last.isoformat())):
        total += row[3]
    connection.close()
    if not total:
        raise LookupError(f"no tallies from {first} to {last}")
    return time.perf_counter() - begin
