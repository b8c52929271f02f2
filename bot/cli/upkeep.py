"""``retry`` and ``migrate``."""

from pathlib import Path

from bot.cli.printing import out, say
from storage.database import newest_revision, open_database
from storage.work import Caches, SqlWork


def retry(data: Path, number: int) -> int:
    """Put a broken message back in line; a running bot, or the next start, decides it."""
    if not (data / "bihuan.sqlite").exists():
        say(f"{data}: no data yet")
        return 1
    database = open_database(data / "bihuan.sqlite")
    with database.begin() as connection:
        done = SqlWork(connection, Caches()).inbox.retry(number)
    database.dispose()
    out({"number": number, "retried": done})
    return 0 if done else 1


def bring_up_to_date(data: Path) -> int:
    """Apply the migrations that the data directory has not seen."""
    open_database(data / "bihuan.sqlite").dispose()
    out({"migrated": True, "revision": newest_revision()})
    return 0
