"""How fast a bot may send, as Telegram's FAQ has it."""

from collections import defaultdict, deque
from collections.abc import Callable

from tests.peers.telegram.schema import RefusedError

_OVERALL = (30, 1.0)
_CHAT = (1, 1.0)
_GROUP = (20, 60.0)


class Rates:
    """Refuses what is too much, and says for how long."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.on = False
        self._seconds = seconds
        self._sent: dict[int, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """One more message.

        Raises:
            RefusedError: 429 with ``retry_after``.
        """
        if not self.on:
            return
        limits = [(0, *_OVERALL), (chat_id, *_CHAT)]
        if chat_id < 0:
            limits.append((chat_id, *_GROUP))
        for of, most, span in limits:
            self._check(self._sent[of], most, span)
        for of in (0, chat_id):
            self._sent[of].append(self._seconds())

    def _check(self, sent: deque[float], most: int, span: float) -> None:
        now = self._seconds()
        within = [at for at in sent if at > now - span]
        if len(within) >= most:
            wait = max(1, round(within[-most] + span - now))
            raise RefusedError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
