"""Fingerprints are found by their bits: every copy, and not the whole town."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from domain.reuse import SAME_PICTURE, Print
from storage.database import open_database
from storage.prints import SqlPrints
from tests.domain.making import seen


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder: Path = tmp_path_factory.mktemp("prints")
    engine = open_database(folder / "bihuan.sqlite")
    with engine.connect() as connection, connection.begin():
        prints = SqlPrints(connection)
        for number in range(300):
            prints.add(seen(f"door {number}", item_id=f"i{number}"))
        yield connection
    engine.dispose()


def _flipped(one: Print, bits: set[int]) -> Print:
    both = int(one.phash + one.dhash, 16)
    for bit in bits:
        both ^= 1 << bit
    text = f"{both:032x}"
    return replace(one, sha256="copy", phash=text[:16], dhash=text[16:])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(0, 299),
    bits=st.sets(st.integers(0, 127), max_size=SAME_PICTURE),
)
def test_every_copy_within_fifteen_bits_is_found(
    connection: Connection, number: int, bits: set[int]
) -> None:
    copy = _flipped(seen(f"door {number}"), bits)

    found = SqlPrints(connection).near(copy.sha256, copy.phash, copy.dhash)

    assert f"i{number}" in {one.item_id for one in found}


def test_a_picture_that_nobody_sent_brings_hardly_anything(connection: Connection) -> None:
    other = seen("never sent")

    assert len(SqlPrints(connection).near(other.sha256, other.phash, other.dhash)) <= 3


def test_the_same_bytes_are_found_without_any_hash_alike(connection: Connection) -> None:
    other = seen("never sent")

    found = SqlPrints(connection).near(seen("door 7").sha256, other.phash, other.dhash)

    assert "i7" in {one.item_id for one in found}


def test_the_same_item_is_kept_once_and_comes_back_as_it_was(connection: Connection) -> None:
    prints = SqlPrints(connection)
    one = seen("door 9", item_id="i9")

    prints.add(one)

    assert [p for p in prints.near(one.sha256, one.phash, one.dhash) if p.item_id == "i9"] == [one]
