"""Disks that are full, databases that others hold."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import cast

from bot.app import App


def fill(place: Path) -> Path:
    """Take the last byte."""
    stuffing = place / "stuffing"
    with stuffing.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return stuffing


def raw_of(app: App) -> sqlite3.Connection:
    """The one connection that everything goes through, while nothing goes on."""
    return app.core.call(
        lambda c: cast(sqlite3.Connection, c.connection.driver_connection)
    ).result()


def fill_database(database: sqlite3.Connection) -> None:
    """No page more than there are."""
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count={pages}")


def locked(path: Path, seconds: float) -> threading.Thread:
    """Somebody else writes to the database, for so long."""
    held = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        held.set()
        time.sleep(seconds)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    return thread
