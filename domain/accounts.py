"""Accounts: from where somebody writes, on which messenger."""

from dataclasses import dataclass
from datetime import datetime

PAGE = "console"
"""The page in a browser: whoever holds a personal link is let in there, so it needs no invitation."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account of one channel."""

    channel: str
    address: str
    """The channel's own name of the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An account that is bound to a person."""

    account: Account
    bound_at: datetime
    off: bool = False
    """Blocked by the person, or gone: nothing is sent there any more."""

    @property
    def on_a_messenger(self) -> bool:
        """Whether it is more than the page in a browser."""
        return self.account.channel != PAGE
