"""Invitations, the door, consents and accounts as they are stored."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine

from domain.accounts import Account
from domain.invitations import LIFE, Invitation
from domain.strangers import Knocks
from storage.database import open_database
from storage.work import Caches, SqlWork
from tests.architecture.test_schema import _alembic

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ACCOUNT = Account("telegram", "8001")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "bihuan.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def work(database: Engine) -> Iterator[SqlWork]:
    with database.begin() as connection:
        person(connection, "r1")
        yield SqlWork(connection, Caches())


def person(connection: Connection, person_id: str, consented: str | None = None) -> None:
    connection.exec_driver_sql(
        "insert into person (id, name, role, department, title, district, quick_entry, phone, active,"
        " consented_at) values (?, '孙丽', '业务员', '', '', '', 0, '', 1, ?)",
        (person_id, consented),
    )


def invitation(number: int, person_id: str = "r1") -> Invitation:
    at = NOW + timedelta(minutes=number)
    return Invitation(id=f"i{number}", person_id=person_id, by="m1", made_at=at, until=at + LIFE)


def test_a_code_is_found_by_its_hash_and_used_once(work: SqlWork) -> None:
    work.invitations.add(invitation(1), "K7PM2QXA")

    assert work.invitations.of_code("K7PM2QXA") == invitation(1)
    assert work.invitations.of_code("K7PM2QXC") is None
    assert work.invitations.get("i1") == invitation(1)
    assert [work.invitations.use("i1"), work.invitations.use("i1")] == [True, False]
    assert work.invitations.get("i1") == dataclasses.replace(invitation(1), state="used")
    rows = work.connection.exec_driver_sql("select * from invitation").all()
    assert "K7PM2QXA" not in str(rows)


def test_only_what_nobody_used_or_ended_is_open(work: SqlWork) -> None:
    for number, who in ((3, "r1"), (2, "r2"), (1, "r1")):
        work.invitations.add(invitation(number, who), f"code{number}")

    open_ones = [i.id for i in work.invitations.open()]
    ended = work.invitations.end("r1")

    assert open_ones == ["i1", "i2", "i3"]
    assert ended == 2
    assert [i.id for i in work.invitations.open()] == ["i2"]
    assert not work.invitations.use("i3")


def test_the_door_remembers_times_for_a_day(work: SqlWork) -> None:
    knocks = Knocks().answered(NOW).tried(NOW)
    work.door.remember(ACCOUNT, knocks, NOW)
    kept = work.door.knocks(ACCOUNT)

    work.door.remember(Account("wecom", "x"), Knocks().answered(NOW), NOW + timedelta(days=1))
    still = work.door.knocks(ACCOUNT)
    work.door.remember(Account("wecom", "x"), Knocks(), NOW + timedelta(days=1, seconds=1))

    assert kept == still == knocks
    assert work.door.knocks(ACCOUNT) == Knocks()


def test_who_was_let_in_is_forgotten_at_the_door(work: SqlWork) -> None:
    work.door.remember(ACCOUNT, Knocks().tried(NOW), NOW)

    work.door.forget(ACCOUNT)

    assert work.door.knocks(ACCOUNT) == Knocks()


def test_consents_are_told_apart_and_taken_back(work: SqlWork) -> None:
    seen = [(work.consents.given("r1"), work.consents.located("r1"))]
    work.consents.give("r1", NOW, location=False)
    seen.append((work.consents.given("r1"), work.consents.located("r1")))
    work.consents.place("r1", NOW)
    seen.append((work.consents.given("r1"), work.consents.located("r1")))
    work.consents.place("r1", None)
    seen.append((work.consents.given("r1"), work.consents.located("r1")))
    work.consents.give("r1", NOW, location=True)
    work.consents.withdraw("r1")
    seen.append((work.consents.given("r1"), work.consents.located("r1")))

    assert seen == [(False, False), (True, False), (True, True), (True, False), (False, False)]


def test_a_person_is_reached_where_he_was_bound_last(work: SqlWork) -> None:
    work.addresses.bind("console", "r1", "r1", NOW)
    work.addresses.bind("telegram", "8001", "r1", NOW + timedelta(hours=1))

    both = work.addresses.of("r1")
    work.addresses.switch("telegram", "8001", on=False)
    one = work.addresses.of("r1")
    work.addresses.unbind(Account("console", "r1"))

    assert (both, one) == (("telegram", "8001"), ("console", "r1"))
    assert work.addresses.of("r1") is None
    assert work.addresses.person_of("console", "r1") is None
    assert work.addresses.on_messengers() == {"r1"}


def test_who_agreed_before_agreed_to_locations_too(database: Engine) -> None:
    with database.begin() as connection:
        command.downgrade(_alembic(connection), "0003")
    with database.begin() as connection:
        person(connection, "old", "2026-11-01 02:00:00.000000")
        person(connection, "new")
    with database.begin() as connection:
        command.upgrade(_alembic(connection), "head")

    with database.begin() as connection:
        consents = SqlWork(connection, Caches()).consents
        assert [(consents.given(p), consents.located(p)) for p in ("old", "new")] == [
            (True, True),
            (False, False),
        ]
