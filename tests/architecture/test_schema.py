"""The migrations build exactly what the tables say, and the database keeps what it acknowledges."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect

from storage.database import MIGRATIONS, open_database
from storage.tables import Base


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """A file that did not exist, brought up to date."""
    engine = open_database(tmp_path / "bihuan.sqlite")
    yield engine
    engine.dispose()


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _differences(database: Engine) -> list[object]:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def _tables(database: Engine) -> set[str]:
    return set(inspect(database).get_table_names()) - {"alembic_version"}


def test_the_migrations_build_what_the_tables_say(database: Engine) -> None:
    assert _differences(database) == []
    assert _tables(database) == set(Base.metadata.tables)


def test_going_down_leaves_no_table_and_going_up_again_builds_the_same(database: Engine) -> None:
    with database.begin() as connection:
        command.downgrade(_alembic(connection), "base")
    assert _tables(database) == set()

    with database.begin() as connection:
        command.upgrade(_alembic(connection), "head")
    assert _differences(database) == []


def test_opening_a_current_database_again_changes_nothing(database: Engine, tmp_path: Path) -> None:
    before = (tmp_path / "bihuan.sqlite").read_bytes()

    open_database(tmp_path / "bihuan.sqlite").dispose()

    assert (tmp_path / "bihuan.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
    ids=["WAL", "synchronous=FULL", "foreign keys", "waits for locks"],
)
def test_the_database_is_opened_safely(database: Engine, pragma: str, value: str | int) -> None:
    with database.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_every_table_and_constraint_is_named_by_us() -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]

    assert unnamed == []
