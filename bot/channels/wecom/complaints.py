"""What an admin has to hear of, on stderr; the same at most once a minute."""

import sys
from datetime import datetime, timedelta

from domain.ports import Clock

_QUIET = timedelta(minutes=1)
_MOST = 100


class Complaints:
    """Says what is wrong. Whoever complains sees to it that no secret is in the words."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._said: dict[str, datetime] = {}

    def say(self, words: str) -> None:
        """One line, unless it was said within the last minute."""
        now = self._clock.now()
        last = self._said.get(words)
        if last is not None and now - last < _QUIET:
            return
        if len(self._said) >= _MOST:
            self._said.clear()
        self._said[words] = now
        sys.stderr.write(f"WeCom: {words}\n")
        sys.stderr.flush()
