"""How many messages a member may get: 30 a minute and 1000 an hour, and WeCom says nothing of more."""

from collections.abc import Sequence

from bot.channels.pace import Limit
from domain.ports import Clock

_USUAL = (Limit(28, 60), Limit(980, 3600))
"""A little less: what leaves here a minute apart may arrive there closer together."""
_FIRST = (Limit(14, 60), *_USUAL)
"""In the minute after a start: what the process before it sent is not known any more."""
_FIRST_S = 60.0


class Rates:
    """The limits in force, by an injected clock whose seconds never go back, whoever sets it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.now()
        self._sum = 0.0

    def seconds(self) -> float:
        """Since this was made."""
        now = self._clock.now()
        self._sum += max(0.0, (now - self._last).total_seconds())
        self._last = now
        return self._sum

    def limits(self) -> Sequence[Limit]:
        """For each member, just now."""
        return _FIRST if self.seconds() < _FIRST_S else _USUAL
