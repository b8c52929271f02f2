"""Worker processes: one that dies or hangs is replaced, and a real one reads photos."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from bot.engine.workers import WorkError
from bot.tools.photos import HereReader, PoolReader
from bot.tools.pool import Pool
from nlu.errors import UnreadableError
from tests.bot.processes import kill, processes_of
from tests.fakes import storefront


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "door.jpg"
    path.write_bytes(storefront().data)
    return path


def test_one_process_does_all_and_one_that_dies_of_its_job_is_replaced() -> None:
    pool = Pool()

    async def one_dies() -> list[int]:
        pids = [await pool.call(os.getpid), await pool.call(os.getpid)]
        with pytest.raises(WorkError) as lost:
            await pool.call(os._exit, 3)
        assert (lost.value.code, lost.value.final) == ("killed", False)
        return [*pids, await pool.call(os.getpid)]

    first, second, third = asyncio.run(one_dies())

    assert first == second
    assert len({first, third, os.getpid()}) == 3
    pool.close()


@pytest.mark.parametrize("waits", [True, False], ids=["a thread waits", "a task waits"])
def test_one_that_hangs_is_killed_at_the_limit(*, waits: bool) -> None:
    pool = Pool()

    async def give_up() -> None:
        async with asyncio.timeout(0):
            await pool.call(time.sleep, 600)

    if waits:
        with pytest.raises(WorkError, match="timeout"):
            pool.wait(0, time.sleep, 600)
    else:
        with pytest.raises(TimeoutError):
            asyncio.run(give_up())

    assert processes_of(pool) == []
    pool.close()


def test_what_a_job_raises_is_no_fault_of_its_process() -> None:
    pool = Pool()
    with pytest.raises(ZeroDivisionError):
        pool.wait(60, divmod, 1, 0)

    before = processes_of(pool)

    assert pool.wait(60, os.getpid) == before[0].pid
    pool.close()


def test_a_closed_one_begins_no_more() -> None:
    pool = Pool()
    pool.close()

    with pytest.raises(WorkError, match="closed"):
        pool.wait(60, os.getpid)


@pytest.mark.slow
def test_a_process_of_its_own_reads_and_says_what_it_can_not_read(
    picture: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.jpg"
    note.write_text("no picture")
    reader = PoolReader(1)

    async def both() -> int:
        with pytest.raises(UnreadableError) as refused:
            await reader.read(note, "auto")
        assert refused.value.code == "not_image"
        return (await reader.read(picture, "auto")).width

    assert asyncio.run(both()) == 64
    reader.close()


@pytest.mark.slow
def test_a_killed_process_counts_as_an_attempt_and_is_replaced(picture: Path) -> None:
    reader = PoolReader(1)

    async def kill_and_read_again() -> int:
        await reader.read(picture, "auto")
        kill(reader._pool)
        with pytest.raises(WorkError) as lost:
            await reader.read(picture, "auto")
        assert (lost.value.code, lost.value.final) == ("killed", False)
        return (await reader.read(picture, "auto")).height

    assert asyncio.run(kill_and_read_again()) == 48
    reader.close()


def test_without_an_engine_a_photo_is_still_measured(picture: Path) -> None:
    reader = HereReader()
    reader.ocr_off = True

    reading = asyncio.run(reader.read(picture, "auto"))

    assert reading.tag is None
    assert 0 <= reading.score <= 100
