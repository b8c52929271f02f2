"""The console as a channel: whoever has a page open gets the message pushed."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence

from bot.channels.base import Parcel
from bot.channels.console.history import Item, of_parcel
from domain.ports import Clock

_RECENT = 5
"""Enough for the moment between sending a message and noting that it was sent."""


class Session:
    """One open page. What is pushed waits here until its socket has written it."""

    def __init__(self) -> None:
        self.outgoing: asyncio.Queue[Item] = asyncio.Queue()

    async def waiting(self) -> Sequence[Item]:
        """Everything that waits; at least one item, however long that takes."""
        items = [await self.outgoing.get()]
        while not self.outgoing.empty():
            items.append(self.outgoing.get_nowait())
        return items


class ConsoleChannel:
    """Implements ``bot.channels.base.Channel``.

    A message counts as delivered when nobody looks: the history shows it.
    """

    name = "console"

    def __init__(self, clock: Clock, read: Callable[[str], bytes] | None = None) -> None:
        self._clock = clock
        self._read = read
        """Reads a stored picture."""
        self._once: dict[str, tuple[str, bytes]] = {}
        self._sessions: dict[str, set[Session]] = defaultdict(set)
        self._recent: dict[str, deque[Item]] = defaultdict(lambda: deque(maxlen=_RECENT))

    async def send(self, parcel: Parcel) -> str:
        """Push to every open page of the person."""
        item = of_parcel(parcel, self._clock.now())
        person_id = parcel.person_id or parcel.address
        if parcel.once and parcel.image and self._read is not None:
            self._once[person_id] = parcel.image, self._read(parcel.image)
        self._recent[person_id].append(item)
        self.push(person_id, item)
        return parcel.edits or str(parcel.out_id)

    def push(self, person_id: str, item: Item) -> None:
        """Show an item on all open pages of a person."""
        for session in self._sessions.get(person_id, ()):
            session.outgoing.put_nowait(item)

    def picture(self, person_id: str, sha256: str) -> bytes | None:
        """A picture that is shown once and stored nowhere: the last one of a person."""
        shown, picture = self._once.get(person_id, ("", b""))
        return picture if shown == sha256 else None

    def open(self, person_id: str) -> Session:
        """A page was opened."""
        session = Session()
        self._sessions[person_id].add(session)
        return session

    def close(self, person_id: str, session: Session) -> None:
        """A page is gone."""
        sessions = self._sessions[person_id]
        sessions.discard(session)
        if not sessions:
            del self._sessions[person_id]

    def recent(self, person_id: str) -> Sequence[Item]:
        """The newest messages, which the outbox may not have noted as sent yet."""
        return list(self._recent.get(person_id, ()))
