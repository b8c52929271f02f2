"""What happened a short while ago: callbacks that were taken, places that came."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta

from domain.ports import Clock

_MOST = 20_000


class Recent:
    """Remembers keys for a span of time."""

    def __init__(self, clock: Clock, span: timedelta) -> None:
        self._clock = clock
        self._span = span
        self._at: OrderedDict[Hashable, datetime] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        at = self._at.get(key)
        return at is not None and self._clock.now() - at <= self._span

    def add(self, key: Hashable) -> None:
        """It happened just now."""
        self._at[key] = self._clock.now()
        self._at.move_to_end(key)
        while len(self._at) > _MOST:
            self._at.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        """It did not happen after all."""
        self._at.pop(key, None)
