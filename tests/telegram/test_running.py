"""The bot by itself: trouble is said, waited out and survived."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.messenger import TelegramMessenger, messenger
from storage.blobs import Blobs
from tests.chat import START
from tests.fakes import CountingIds, FakeClock
from tests.peers.telegram.schema import RefusedError
from tests.peers.telegram.server import TelegramServer
from tests.telegram.conftest import Line
from tests.telegram.office import Notebook


class Waits:
    """The bot's pauses; after some of them it is told to stop."""

    def __init__(self, most: int) -> None:
        self.lengths: list[float] = []
        self.over = asyncio.Event()
        self._most = most

    async def __call__(self, seconds: float) -> None:
        self.lengths.append(seconds)
        if len(self.lengths) >= self._most:
            self.over.set()
            await asyncio.Event().wait()


async def runs(
    server: TelegramServer, tmp_path: Path, waits: Waits, desk: Notebook, **env: str
) -> None:
    """The bot by itself, until it has paused often enough."""
    telegram: TelegramMessenger = messenger(
        {**server.env, **env}, Blobs(tmp_path), FakeClock(START), CountingIds(), sleep=waits
    )
    await telegram.start(desk)
    await waits.over.wait()
    await telegram.stop()


TROUBLE = {
    "unauthorized": RefusedError(401, "Unauthorized"),
    "bad gateway": RefusedError(502, "Bad Gateway"),
    "flood": RefusedError(429, "Too Many Requests: retry after 7", retry_after=7),
}


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_trouble_is_said_once_and_tried_again_ever_less_often(
    line: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str], trouble: str
) -> None:
    line.server.trouble = [TROUBLE[trouble]] * 8
    waits, desk = Waits(8), Notebook()

    await runs(line.server, tmp_path, waits, desk)

    said = capsys.readouterr().err
    at_least = 7 if trouble == "flood" else 0
    assert waits.lengths == [max(s, at_least) for s in (1, 2, 5, 10, 20, 30, 60, 60)]
    assert said.count("\n") == 1
    assert "test-token" not in said


async def test_a_server_that_is_gone_is_waited_for(
    line: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await line.server.stop()

    await runs(line.server, tmp_path, Waits(2), Notebook())

    said = capsys.readouterr().err
    assert "no connection to 127.0.0.1" in said
    assert "test-token" not in said


async def test_a_full_disk_and_a_bug_are_said_for_what_they_are(
    line: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line.rep.says("一")
    desk = Notebook()
    desk.failures = [OSError("disk full"), OSError("disk full")]

    await runs(line.server, tmp_path, Waits(1), desk)
    full = capsys.readouterr().err
    desk.mark = _breaks  # type: ignore[method-assign]
    await runs(line.server, tmp_path, Waits(1), desk)
    bug = capsys.readouterr().err

    assert full == "telegram: not kept: update 901: disk full; it is asked for again\n"
    assert "ZeroDivisionError" in bug


async def _breaks(name: str, value: str) -> None:
    raise ZeroDivisionError(name + value)


async def test_with_a_webhook_it_only_looks_whether_it_is_still_there(
    line: Line, tmp_path: Path
) -> None:
    waits = Waits(1)

    await runs(line.server, tmp_path, waits, Notebook(), TELEGRAM_WEBHOOK_URL="https://bot.example")

    assert waits.lengths == [600]
    assert line.server.asked("getUpdates") == []


async def test_two_pollers_are_said(
    line: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot …"
    line.server.poll_trouble = [RefusedError(409, conflict)]
    waits = Waits(1)

    await runs(line.server, tmp_path, waits, Notebook())

    assert "somebody else takes this bot's messages" in capsys.readouterr().err


async def test_it_goes_on_by_itself_after_trouble(line: Line, tmp_path: Path) -> None:
    class Once(Waits):
        async def __call__(self, seconds: float) -> None:
            self.lengths.append(seconds)

    class Told(Notebook):
        async def post(self, arrival: Any) -> int | None:
            waits.over.set()
            return await super().post(arrival)

    line.server.poll_trouble = [RefusedError(502, "Bad Gateway")]
    line.rep.says("一")
    waits, desk = Once(99), Told()

    await runs(line.server, tmp_path, waits, desk)

    assert [arrival.body["text"] for arrival in desk.arrivals] == ["一"]
    assert waits.lengths == [1]
