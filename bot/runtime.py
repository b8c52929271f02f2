"""The real clock and the real dice: the only place that may ask the machine for them."""

import gc
import secrets
from datetime import UTC, datetime

_YOUNG = 20_000


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """An aware moment in UTC."""
        return datetime.now(UTC)


class SystemIds:
    """Names and tokens from the system's random source."""

    def new(self) -> str:
        """16 hex digits."""
        return secrets.token_hex(8)

    def secret(self) -> str:
        """A token of 192 bits."""
        return secrets.token_urlsafe(24)


def keep_what_start_made() -> None:
    """Take modules and rules out of the garbage collector's sight once everything is built.

    They live as long as the process; walking them at every full collection made some messages
    wait 60 ms (``bench floor``, p99). What a message makes is gone with its last reference; circles
    are rare, so they are looked for after 20,000 new things and not after 700.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
