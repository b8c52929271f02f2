"""The bot's menu and its name, as Telegram gets them at a start."""

from handlers.commands import COMMANDS
from tests.telegram.conftest import Line


async def test_the_menu_is_written_for_private_chats_and_a_short_one_for_groups(line: Line) -> None:
    await line.bot.introduce()

    menu = line.server.menu
    assert menu.shown("all_private_chats") == {c.name: c.about for c in COMMANDS}
    assert list(menu.shown("all_group_chats")) == ["help"]


async def test_a_menu_that_is_right_is_left_alone(line: Line) -> None:
    await line.bot.introduce()
    written = line.server.menu.written
    line.bot._introduced = False

    await line.bot.introduce()

    assert line.server.menu.written == written


async def test_a_start_asks_for_the_name_once(line: Line) -> None:
    await line.bot.poll_once()
    await line.bot.poll_once()

    assert len(line.server.asked("getMe")) == 1
    assert line.desk.marks == {"telegram_bot": "bihuan_test_bot"}
