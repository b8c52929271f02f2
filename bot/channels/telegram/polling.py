"""Asking Telegram for updates: what is not committed is not confirmed."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from bot.channels.telegram.intake import number_of
from bot.channels.telegram.line import Line

Keep = Callable[[Any], Coroutine[Any, Any, None]]


class NotKeptError(Exception):
    """An update could not be committed; it and all after it are asked for again."""


class Polling:
    """Where we are in the stream of updates."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._offset = 0

    async def once(self, keep: Keep, timeout_s: int) -> int:
        """Ask once, waiting up to ``timeout_s`` for something new; how many updates came.

        They are handed in together, in their order: waiting together they share a commit.

        Raises:
            NotKeptError: when one could not be kept.
            TelegramError: when Telegram could not be asked.
        """
        batch = await self._line.updates(self._offset, timeout_s)
        kept = await asyncio.gather(*(keep(raw) for raw in batch), return_exceptions=True)
        self._confirm(batch, kept)
        return len(batch)

    def _confirm(self, batch: Sequence[Any], kept: Sequence[BaseException | None]) -> None:
        """Move on behind all that is committed, up to the first that is not."""
        numbers = [number_of(raw) for raw in batch]
        if batch and not any(number is not None for number in numbers):
            raise NotKeptError("a batch without numbers")
        for number, error in zip(numbers, kept, strict=True):
            if number is None:
                continue
            if isinstance(error, Exception):
                raise NotKeptError(f"update {number}: {error}") from error
            if error is not None:
                raise error
            self._offset = number + 1
