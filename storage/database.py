"""One SQLite file, opened so that what is acknowledged survives a power cut."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(path: Path) -> Engine:
    """An engine on the file, brought to the newest schema."""
    engine = _engine(path)
    migrate(engine)
    return engine


def open_readonly(path: Path) -> Engine:
    """An engine that can only read, beside a running bot."""
    return create_engine(
        f"sqlite:///file:{path}?mode=ro&uri=true",
        json_deserializer=orjson.loads,
        hide_parameters=True,
    )


def migrate(engine: Engine) -> None:
    """Apply what is missing of the migrations; a current schema is left alone."""
    from alembic import command  # noqa: PLC0415 - 0.9 s of imports that a current schema never needs
    from alembic.config import Config  # noqa: PLC0415

    with engine.begin() as connection:
        if revision_of(connection) == newest_revision():
            return
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def newest_revision() -> str:
    """The number of the last migration: files are named ``0001_….py``."""
    return max(p.name.split("_")[0] for p in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision_of(connection: Connection) -> str | None:
    """The migration that a database has come to."""
    tables = connection.exec_driver_sql(
        "select 1 from sqlite_master where name = 'alembic_version'"
    ).first()
    if tables is None:
        return None
    row = connection.exec_driver_sql("select version_num from alembic_version").first()
    return str(row[0]) if row else None


class TransactionLostError(Exception):
    """A full disk, a locked or a broken file: nothing may go on as if the transaction did."""


DATABASE_ERRORS = (DBAPIError, TransactionLostError)
"""What the database raises, for those outside that answer for it."""
_OF_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


def of_the_disk(error: BaseException) -> bool:
    """Whether what failed is the place where things are kept, and not what was asked of it."""
    if isinstance(error, DBAPIError):
        code = getattr(error.orig, "sqlite_errorcode", 0)
        return (code & 0xFF) in _OF_THE_DISK  # the low byte is the kind, the rest says more
    return isinstance(error, TransactionLostError)


def why(error: BaseException) -> str:
    """What the database says, without the statement."""
    return str(error.orig if isinstance(error, DBAPIError) else error)


@contextmanager
def savepoint(connection: Connection, name: str, *, keep: bool = True) -> Iterator[None]:
    """Undo alone what raises inside, or with ``keep=False`` all of it: a dry run.

    The transaction around it goes on.

    Said to the driver directly: for so short a word SQLAlchemy's way costs ten times the word.
    """
    raw: Any = connection.connection.driver_connection
    raw.execute(f"SAVEPOINT {name}")
    try:
        yield
        if not keep:
            raw.execute(f"ROLLBACK TO {name}")
    except BaseException as error:
        if not raw.in_transaction or of_the_disk(error):
            raise TransactionLostError(f"the transaction is given up: {error}") from error
        raw.execute(f"ROLLBACK TO {name}")
        raise
    finally:
        if raw.in_transaction:
            raw.execute(f"RELEASE {name}")


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _engine(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"check_same_thread": False},
        json_serializer=_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # error texts go into logs, parameters may be private
    )

    @event.listens_for(engine, "connect")
    def _pragmas(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=5000",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
