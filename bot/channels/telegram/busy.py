"""「正在输入…」 while something long is under way in a chat."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.telegram.line import Line

_EACH_S = 4.5
"""Telegram shows it for five seconds."""
_TIMES = 7
"""About half a minute; longer than that nobody believes it."""


@dataclass(slots=True)
class _Sign:
    """One that is being shown."""

    action: ChatAction
    left: int = _TIMES
    asleep: bool = False
    task: asyncio.Task[None] | None = None


class Busy:
    """One per bot; ``sleep`` is injected in tests."""

    def __init__(self, line: Line, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._line = line
        self._sleep = sleep
        self._signs: dict[int, _Sign] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, chat: int, action: ChatAction = ChatAction.TYPING) -> None:
        """Something begins that takes a while; what is under way goes on for longer."""
        sign = self._signs.get(chat)
        if sign is not None and sign.action == action:
            sign.left = _TIMES
            return
        self.end(chat)
        sign = self._signs[chat] = _Sign(action)
        sign.task = asyncio.create_task(self._show(chat, sign))
        self._tasks.add(sign.task)
        sign.task.add_done_callback(self._tasks.discard)

    def end(self, chat: int) -> None:
        """The answer goes out. A request that is under way is left alone: its wire is used again."""
        sign = self._signs.pop(chat, None)
        if sign is not None:
            sign.left = 0
            if sign.asleep and sign.task is not None:
                sign.task.cancel()

    async def stop(self) -> None:
        """End all."""
        self._signs.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _show(self, chat: int, sign: _Sign) -> None:
        while sign.left > 0:
            sign.left -= 1
            with suppress(TelegramError):  # the answer matters, not this
                await self._line.send_chat_action(chat, sign.action)
            if sign.left > 0:
                sign.asleep = True
                await self._sleep(_EACH_S)
                sign.asleep = False
        if self._signs.get(chat) is sign:
            del self._signs[chat]
