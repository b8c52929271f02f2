"""What every channel does for the relay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message, worded and drawn, ready to send."""

    out_id: int
    cause: int | None
    """The newest inbox row it answers."""
    address: str
    chat: str
    person_id: str | None
    text: str
    """Plain; a channel escapes for its own markup."""
    buttons: Sequence[tuple[str, str]] = ()
    """(label, token)."""
    image: str = ""
    """SHA-256 of a picture in the blobs."""
    wants: str = ""
    """``location`` or ``photo``: what the message asks for, so that a channel may help."""


class SendError(Exception):
    """A message did not go out."""

    def __init__(
        self, note: str, *, permanent: bool = False, retry_after: timedelta | None = None
    ) -> None:
        self.permanent, self.retry_after = permanent, retry_after
        super().__init__(note)


class Channel(Protocol):
    """Sends to one chat system."""

    name: str

    async def send(self, parcel: Parcel) -> str:
        """Send; returns the channel's own number of the message.

        Raises:
            SendError: when it did not go out.
        """
        ...
