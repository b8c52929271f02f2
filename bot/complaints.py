"""Trouble that an administrator has to hear of, on stderr; the same at most once a minute."""

import sys
import time
import traceback
from collections.abc import Callable

_QUIET_S = 60.0
_REMEMBERED = 100


class Complaints:
    """Says what is wrong: a night of it must not fill the disk that is full.

    ``who`` stands before every line; ``scrub`` takes out what nobody may read.
    """

    def __init__(
        self,
        who: str = "",
        *,
        scrub: Callable[[str], str] = str,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._before = f"{who}: " if who else ""
        self._scrub = scrub
        self._seconds = seconds
        self._said: dict[str, float] = {}

    def say(self, words: str) -> None:
        """Say it, unless it was said within the last minute."""
        line, now = f"{self._before}{self._scrub(words)}", self._seconds()
        if now - self._said.get(line, -_QUIET_S) < _QUIET_S:
            return
        if len(self._said) >= _REMEMBERED:
            self._said.clear()
        self._said[line] = now
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    def bug(self, error: BaseException) -> None:
        """Say where something broke that should not."""
        self.say("".join(traceback.format_exception(error)).rstrip())
