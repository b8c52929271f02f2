"""What every channel does for the rest of the house."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, runtime_checkable

from aiohttp import web

from bot.engine.arrivals import Arrival


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
    """Plain; a channel escapes for its own markup. Within the channel's limit, empty beside a picture."""
    buttons: Sequence[tuple[str, str]] = ()
    """(label, token)."""
    lasting: frozenset[str] = frozenset()
    """Tokens of the buttons that stay good after a press."""
    image: str = ""
    """SHA-256 of a picture in the blobs."""
    wants: str = ""
    """``location`` or ``photo``: what the message asks for, so that a channel may help."""
    answers: str = ""
    """In a group: the channel's own number of the message it answers."""
    edits: str = ""
    """The channel's own number of the message whose place it takes; see ``Channel.send``."""
    again: bool = False
    """An earlier try may have arrived after all."""
    once: bool = False
    """It holds a secret: its picture is gone as soon as it is sent, and nobody keeps its words."""


class SendError(Exception):
    """A message did not go out.

    ``permanent``: it never will, to anybody; ``gone``: the person can't be reached on this channel
    any more; ``retry_after``: the channel said, or knows, when it will take it: no failure.
    """

    def __init__(
        self,
        note: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        retry_after: timedelta | None = None,
    ) -> None:
        self.permanent, self.gone, self.retry_after = permanent or gone, gone, retry_after
        super().__init__(note)


class Channel(Protocol):
    """Sends to one chat system."""

    name: str

    async def send(self, parcel: Parcel) -> str:
        """Send; returns the channel's own number of the message.

        What takes the place of an earlier message has that one's number. When that one is gone,
        or can't be edited any more, it is sent as a message of its own. Doing it twice is harmless.

        Raises:
            SendError: when it did not go out.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was still with the messenger when its message arrived."""

    data: bytes
    provenance: str = ""
    """What the channel can say about it only now that it has the bytes; else empty."""


class FetchError(Exception):
    """A file can't be had.

    ``code`` names a template's words: ``expired``, ``too_large``, ``unreachable``. ``final`` when
    trying again can't help; ``after`` when the messenger said, or knows, when it may: no failure.
    """

    def __init__(
        self, code: str, *, final: bool, note: str = "", after: timedelta | None = None
    ) -> None:
        self.code, self.final, self.note, self.after = code, final, note, after
        super().__init__(f"{code} {note}".strip())


@runtime_checkable
class Fetcher(Protocol):
    """A channel whose messages name their files instead of bringing them."""

    async def fetch(self, media: Mapping[str, Any]) -> Fetched:
        """Get a file by what the arrival's ``body["media"]`` says.

        Raises:
            FetchError: when it can't be had.
        """
        ...


class Desk(Protocol):
    """The engine, as a messenger sees it."""

    async def post(self, arrival: Arrival) -> int | None:
        """Keep a message; ``None`` when it was delivered before. Committed when this returns."""
        ...

    async def reachable(self, channel: str, address: str, *, yes: bool) -> None:
        """An account has blocked the bot, or let it in again."""
        ...

    async def mark(self, name: str, value: str) -> None:
        """Keep a small fact about the installation, such as the name of its Telegram bot."""
        ...


class Messenger(Protocol):
    """A chat system beside the console: what it receives, and what it sends by its channel."""

    channel: Channel

    def routes(self) -> Iterable[web.RouteDef]:
        """What it serves on the bot's web server; empty when it asks by itself."""
        ...

    async def start(self, desk: Desk) -> None:
        """Begin to receive. Trouble with the network is said and tried again, never raised."""
        ...

    async def stop(self) -> None:
        """Receive no more, and let go of connections."""
        ...
