"""The app's menu at a start: made once, later when WeCom can't just now, never for ever."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.wecom.messenger import messenger
from storage.blobs import Blobs
from tests.chat import START
from tests.fakes import CountingIds, FakeClock
from tests.peers.wecom import WeComServer
from tests.wecom.office import Notebook, Office


async def test_the_menu_is_made_once(desk: Office) -> None:
    await desk.bot.stop()
    await desk.start()

    assert desk.server.menu.made == 1
    assert desk.server.calls.count("menu/get") == 2


async def test_a_bot_that_stops_does_not_wait_for_its_menu(tmp_path: Path) -> None:
    never = asyncio.Event()

    async def sleep(_: float) -> None:
        await never.wait()

    async with WeComServer(FakeClock(START)) as server:
        server.fails("menu/get", 503)
        blobs = Blobs(tmp_path)
        bot = messenger(server.env, blobs, server.clock, CountingIds(), sleep=sleep)
        await bot.start(Notebook())
        await bot.stop()

        assert server.menu.made == 0


async def test_a_menu_that_can_not_be_made_yet_is_made_later(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.server.menu.forget()
    for code in (503, 45009, 60020):
        desk.server.fails("menu/create", code)

    await desk.start()

    assert desk.server.menu.made == 1
    assert desk.waited == [300.0] * 3
    assert capsys.readouterr().err.count("the menu could not be set") == 3


async def test_a_menu_that_wecom_will_never_take_is_not_tried_for_ever(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.server.menu.forget()
    desk.server.fails("menu/create", 40016)

    await desk.start()

    assert desk.server.menu.made == 0
    assert "errcode 40016" in capsys.readouterr().err
