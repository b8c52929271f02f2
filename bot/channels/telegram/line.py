"""The line to Telegram: python-telegram-bot's ``Bot`` as transport, and nothing more of it."""

from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.constants import UpdateType

from bot.channels.telegram.settings import Settings
from bot.channels.telegram.wire import wire

ALLOWED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""Edited messages are asked for by name: live locations move by them."""
_BATCH = 100
_CONNECTIONS = 32
_SLACK_S = 10.0
"""What a long poll may take longer than asked."""


class Line(Bot):
    """One bot's connections."""

    def __init__(self, settings: Settings) -> None:
        """Make ready.

        Raises:
            ValueError: when the proxy is none that works.
        """
        self._wires = tuple(wire(settings, size) for size in (2, _CONNECTIONS))
        super().__init__(
            settings.token,
            base_url=f"{settings.api}/bot",
            base_file_url=f"{settings.api}/file/bot",
            request=self._wires[1],
            get_updates_request=self._wires[0],
        )

    async def open(self) -> None:
        """Make ready to ask; asks nothing yet."""
        for each in self._wires:
            await each.initialize()

    async def close_wires(self) -> None:
        """Let go of every connection."""
        for each in self._wires:
            await each.shutdown()

    async def updates(self, offset: int, timeout_s: int) -> Sequence[Any]:
        """What is new from ``offset`` on, as JSON; everything before it is confirmed.

        ``get_updates`` would read all of them, and lose all of them when it can't read one.

        Raises:
            TelegramError: when Telegram could not be asked.
        """
        data = {
            "offset": offset,
            "timeout": timeout_s,
            "limit": _BATCH,
            "allowed_updates": list(ALLOWED),
        }
        found = await self._post("getUpdates", data, read_timeout=timeout_s + _SLACK_S)
        return found if isinstance(found, list) else []
