"""How fast a channel lets messages go: windows for each chat and for all of them together."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.channels.base import SendError

_PATIENCE_S = 3.0
"""A longer wait is left to the outbox, so that nobody else waits behind it."""
_CHATS = 10_000
"""Chats remembered; beyond that the one that was silent longest is forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` messages in any span of ``seconds``."""

    count: int
    seconds: float


@dataclass(slots=True)
class _Window:
    """When the newest messages went, in seconds of the monotonic clock."""

    sent: deque[float] = field(default_factory=deque)
    held_until: float = 0.0


class Pace:
    """Keeps to a channel's limits, for the bot as a whole and for each chat.

    ``clock`` counts seconds and never goes back; ``sleep`` waits. Both are injected in tests.
    """

    def __init__(
        self,
        overall: Sequence[Limit],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._overall = overall
        self._clock = clock
        self._sleep = sleep
        self._all = _Window()
        self._chats: OrderedDict[str, _Window] = OrderedDict()

    async def turn(self, chat: str, limits: Sequence[Limit]) -> None:
        """Wait until one more message may go to the chat, and count it.

        Raises:
            SendError: with ``retry_after``, when that takes longer than a moment.
        """
        while True:
            window, now = self._window(chat), self._clock()
            wait = max(_wait(window, limits, now), _wait(self._all, self._overall, now))
            if wait <= 0:
                break
            if wait > _PATIENCE_S:
                raise SendError("more than the channel takes", retry_after=timedelta(seconds=wait))
            await self._sleep(wait)
        window.sent.append(now)
        self._all.sent.append(now)

    def hold(self, chat: str, span: timedelta) -> None:
        """The channel itself said for how long nothing may go to that chat."""
        window = self._window(chat)
        window.held_until = max(window.held_until, self._clock() + span.total_seconds())

    def hold_all(self, span: timedelta) -> None:
        """The same for every chat."""
        until = self._clock() + span.total_seconds()
        self._all.held_until = max(self._all.held_until, until)

    def _window(self, chat: str) -> _Window:
        window = self._chats.setdefault(chat, _Window())
        self._chats.move_to_end(chat)
        while len(self._chats) > _CHATS:
            self._chats.popitem(last=False)
        return window


def _wait(window: _Window, limits: Sequence[Limit], now: float) -> float:
    """Seconds until the window has room for one more message."""
    longest = max((limit.seconds for limit in limits), default=0.0)
    while window.sent and window.sent[0] <= now - longest:
        window.sent.popleft()
    wait = window.held_until - now
    for limit in limits:
        if len(window.sent) >= limit.count:
            wait = max(wait, window.sent[-limit.count] + limit.seconds - now)
    return wait
