"""The bot's menu: Latin names with Chinese descriptions."""

from collections.abc import Sequence

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.channels.telegram.line import Line
from handlers.commands import COMMANDS

IN_GROUPS = ("help",)
"""Everything else is a private matter."""


async def write_menu(line: Line) -> None:
    """Write the menu of private chats and the short one of groups, where they differ from ours.

    Raises:
        TelegramError: when Telegram could not be asked.
    """
    everything = [BotCommand(c.name, c.about) for c in COMMANDS]
    shared = [command for command in everything if command.command in IN_GROUPS]
    await _write(line, everything, BotCommandScopeAllPrivateChats())
    await _write(line, shared, BotCommandScopeAllGroupChats())


async def _write(line: Line, wanted: Sequence[BotCommand], scope: BotCommandScope) -> None:
    if list(await line.get_my_commands(scope=scope)) != list(wanted):
        await line.set_my_commands(wanted, scope=scope)
