"""「正在输入…」 stands in the chat until the answer comes."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.telegram.busy import Busy
from bot.channels.telegram.line import Line as Wire
from tests.peers.telegram.people import User
from tests.telegram.conftest import Line, restarted
from tests.telegram.office import REP_ID, parcel

PNG = b"\x89PNG and so on"


async def seen(line: Line, count: int) -> list[str]:
    """What the bot is seen doing, once that many signs have come."""
    actions = line.rep.chat.actions
    await line.server.until(lambda: len(actions) >= count)
    return actions


ACTS: dict[str, Callable[[User], Any]] = {
    "photo": lambda rep: rep.sends_photo(b"\xff\xd8"),
    "voice note": lambda rep: rep.speaks(),
    "file": lambda rep: rep.sends_file(b"", "表.xlsx"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
async def test_what_takes_a_while_is_shown_to_be_under_way(
    line: Line, act: Callable[[User], Any]
) -> None:
    act(line.rep)

    await line.bot.poll_once()
    await seen(line, 1)
    await line.bot.channel.send(parcel())

    assert line.rep.chat.actions == ["typing"]


async def test_what_comes_again_is_no_work(line: Line) -> None:
    line.rep.sends_photo(b"\xff\xd8")
    await line.bot.poll_once()
    await seen(line, 1)
    later = await restarted(line)  # before the photo was confirmed
    other = line.server.user(8000)
    other.sends_photo(b"\xff\xd8")

    await later.poll_once()
    await line.server.until(lambda: bool(other.chat.actions))
    await later.stop()

    assert line.rep.chat.actions == ["typing"]


async def test_words_and_stickers_do_not(line: Line) -> None:
    line.rep.says("进度")
    line.rep.sends("sticker")
    line.rep.sends_file(b"", "大.pptx", size=2**30)
    await line.bot.poll_once()

    await line.bot.channel.send(parcel())

    assert line.server.asked("sendChatAction") == []


async def test_an_album_is_one_sign(line: Line) -> None:
    for _ in range(5):
        line.rep.sends_photo(b"\xff\xd8", album="a")

    await line.bot.poll_once()

    assert await seen(line, 1) == ["typing"]


async def test_a_picture_on_its_way_is_shown(line: Line) -> None:
    line.known()

    await line.bot.channel.send(parcel("货架图", image=line.blobs.put(PNG)))
    actions = await seen(line, 1)

    assert actions == ["upload_photo"]


async def test_it_is_shown_for_half_a_minute_at_most(line: Line) -> None:
    wire = Wire(line.bot.settings)
    busy = Busy(wire, line.seconds.sleep)
    line.known()

    busy.begin(REP_ID)
    actions = await seen(line, 7)
    await busy.stop()
    await wire.close_wires()

    assert len(actions) == 7
    assert line.seconds.slept == [4.5] * 6


async def test_it_ends_with_the_bot(line: Line) -> None:
    line.rep.sends_photo(b"\xff\xd8")
    await line.bot.poll_once()

    await line.bot.stop()

    assert len(line.rep.chat.actions) <= 1


async def test_a_chat_that_can_not_be_written_to_is_left_alone(line: Line) -> None:
    line.rep.sends_photo(b"\xff\xd8")
    line.rep.chat.blocked = "bot was blocked by the user"

    await line.bot.poll_once()
    await line.server.until(lambda: bool(line.server.refused))

    assert "blocked" in line.server.refused[0]
