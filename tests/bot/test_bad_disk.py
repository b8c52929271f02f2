"""A full disk under a running bot, and what the page is told: it sends again by itself."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import ClientError
from sqlalchemy.exc import DBAPIError

from bot.cli.serve import serve
from storage.blobs import Blobs
from storage.database import TransactionLostError
from tests.bot.console import REP, SZ101, Desk, desk, new_id
from tests.bot.disks import fill, locked, raw_of
from tests.fakes import shelf, storefront

LATER = "没存上,稍后自动再发"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path / "data") as opened:
        yield opened


@pytest.mark.slow
async def test_ten_seconds_of_somebody_elses_lock_are_survived(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        await tab.hears()
        other = locked(office.data / "bihuan.sqlite", 10)
        message_id = new_id()
        answers: list[dict[str, str]] = []

        while not answers or "later" in answers[-1]:
            await tab.socket.send_json({"id": message_id, "kind": "said", "text": "516 12箱"})
            answers.append(await tab.socket.receive_json(timeout=15))
        other.join()

        assert answers[0] == {"later": message_id, "message": LATER}
        assert answers[-1] == {"ack": message_id}
        assert "00516=12箱" in (await tab.hears())["text"]
    assert len(office.inbox("said")) == 1


async def test_the_page_is_told_to_send_again_and_its_line_holds(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        await tab.hears()
        message = {"id": new_id(), "kind": "said", "text": "516 12箱"}
        database = raw_of(office.app)
        database.execute("PRAGMA query_only=ON")

        await tab.socket.send_json(message)
        told = await tab.next()
        await tab.socket.send_json({"kind": "ping"})
        alive = await tab.next()
        database.execute("PRAGMA query_only=OFF")
        taken = await tab.sends(**message)
        again = await tab.sends(**message)

        assert told == {"later": message["id"], "message": LATER}
        assert alive == {"pong": True}
        assert taken == again == {"ack": message["id"]}
        assert "00516=12箱" in (await tab.hears())["text"]
    assert len(office.inbox("said")) == 1


async def test_a_page_that_can_not_be_read_says_so_and_comes_back(office: Desk) -> None:
    link = office.link(REP)
    raw_of(office.app).execute("PRAGMA busy_timeout=10")
    other = locked(office.data / "bihuan.sqlite", 0.5)

    busy = await office.client.get(f"/c/{link}")
    words = await busy.text()
    await asyncio.to_thread(other.join)
    open_again = await office.client.get(f"/c/{link}")

    assert busy.status == 503
    assert "收到的都在" in words
    assert open_again.status == 200


# Files


def test_a_file_that_does_not_fit_leaves_nothing_behind(small_disk: Path) -> None:
    blobs = Blobs(small_disk / "blobs")
    first = blobs.put(b"x" * 1000)
    stuffing = fill(small_disk)

    with pytest.raises(OSError, match="No space left"):
        blobs.put(os.urandom(2_000_000))
    left = [path.name for path in small_disk.rglob("*.part")]
    stuffing.unlink()
    second = blobs.put(b"y" * 1000)

    assert left == []
    assert (blobs.read(first), blobs.read(second)) == (b"x" * 1000, b"y" * 1000)


async def test_on_a_full_disk_no_photo_is_acknowledged_and_the_same_one_is_later(
    small_disk: Path,
) -> None:
    async with desk(small_disk / "data") as office:
        async with office.tab(REP) as tab:
            await tab.sends(**SZ101)
            await tab.hears()
            await office.upload(REP, shelf().data)
            await tab.hears()
            link, query = office.link(REP), {"id": new_id(), "kind": "photo"}
            big = storefront().data + os.urandom(1_000_000)
            stuffing = fill(small_disk)

            async def post() -> tuple[int, dict[str, str]]:
                params = {**query, "token": link}
                answer = await office.client.post("/upload", params=params, data=big)
                return answer.status, await answer.json()

            refused = await post()
            kept = len(office.inbox("photo"))
            stuffing.unlink()
            taken = await post()
            again = await post()

            assert refused == (503, {"later": query["id"], "message": LATER})
            assert kept == 1
            assert taken == again == (200, {"ack": query["id"], "kind": "photo"})
            assert "☑①门头全景" in (await tab.hears())["text"]
        assert len(office.inbox("photo")) == 2


async def test_the_running_bot_recovers_when_the_disk_is_free_again(small_disk: Path) -> None:
    """The loops in the background: all is answered after, without a restart."""
    skus = ("516", "127", "233", "348", "462")
    waiting = {new_id(): f"{sku} {number + 1}箱" for number, sku in enumerate(skus)}
    async with desk(small_disk / "data") as office:
        await office.app.engine.start()
        async with office.tab(REP) as tab:
            await tab.sends(**SZ101)
        stuffing = fill(small_disk)
        before = len(office.inbox("said"))
        refused = await _send(office, dict(waiting), seconds=2)
        stuffing.unlink()
        taken = await _send(office, dict(waiting), seconds=20)
        counted: list[float | None] = []
        while len(counted) < len(skus):
            await asyncio.sleep(0.1)
            counted = office.on_database(
                lambda work: [
                    i.stock.quantity for v in work.visits.all() for i in v.items.values() if i.stock
                ]
            )
        await office.app.engine.stop()

        assert set(refused) < set(waiting), "the disk was full"
        assert set(taken) == set(waiting)
        assert len(office.inbox("said")) == before + len(skus)
        assert set(counted) == {1, 2, 3, 4, 5}
        assert office.on_database(lambda work: work.inbox.parked()) == []


async def _send(office: Desk, waiting: dict[str, str], *, seconds: float) -> list[str]:
    """Like the page: again and again over a line that may break, until all is acknowledged."""
    loop = asyncio.get_running_loop()
    until, link, acked = loop.time() + seconds, "", []
    while waiting and loop.time() < until:
        with suppress(ClientError, TimeoutError, TypeError, DBAPIError, TransactionLostError):
            link = link or office.link(REP)
            async with office.client.ws_connect(f"/ws?token={link}&since=0") as socket:
                for message_id, text in list(waiting.items()):
                    await socket.send_json({"id": message_id, "kind": "said", "text": text})
                while waiting:
                    heard = await socket.receive_json(timeout=1)
                    if waiting.pop(heard.get("ack", ""), None):
                        acked.append(heard["ack"])
        await asyncio.sleep(0.2)
    return acked


def test_a_start_without_room_says_so(small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stuffing = small_disk / "stuffing"
    fill(small_disk)
    os.truncate(stuffing, stuffing.stat().st_size - 200_000)

    code = serve(small_disk / "data", "127.0.0.1", 0)

    assert code == 1
    assert "full" in capsys.readouterr().err
