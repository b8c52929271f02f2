"""The reading processes: a real one reads, one that dies is replaced."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.engine.workers import WorkError
from bot.tools.photos import HereReader, PoolReader
from nlu.errors import UnreadableError
from tests.fakes import storefront


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "door.jpg"
    path.write_bytes(storefront().data)
    return path


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
        pool = reader._pool
        assert pool is not None
        for process in (pool._processes or {}).values():
            os.kill(process.pid or 0, signal.SIGKILL)
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
