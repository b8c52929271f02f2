"""One SQLite file, opened so that what is acknowledged survives a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(path: Path) -> Engine:
    """An engine on the file, brought to the newest schema."""
    engine = _engine(path)
    migrate(engine)
    return engine


def open_readonly(path: Path) -> Engine:
    """An engine that can only read, beside a running bot."""
    return create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", hide_parameters=True)


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
    """A full disk or a broken file: nothing may be written as if the transaction went on."""


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
        if not raw.in_transaction:
            raise TransactionLostError("the database gave the transaction up") from error
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
