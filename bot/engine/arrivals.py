"""What a channel hands in, and how it becomes a row of the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from storage.inbox import Letter
from storage.work import SqlWork

PRIVATE = "private"
_READERS = {"photo": "photo", "file": "book"}
"""Which kinds of message are read by slow work, and by which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message as a channel got it. Its files are in the blobs already."""

    channel: str
    key: str
    """The channel's own number of the message."""
    address: str
    """The account that wrote."""
    kind: str
    """said, photo, voice, file, place, press, edit."""
    body: Mapping[str, Any]
    at: datetime
    """The platform's message time."""
    received_at: datetime
    chat: str = PRIVATE
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of each stored file the message brought, by SHA-256."""


def receive(work: SqlWork, arrival: Arrival) -> int | None:
    """Keep an arrival and ask for its reading.

    Returns:
        Its inbox number, or ``None`` when it was delivered before.
    """
    person_id = work.addresses.person_of(arrival.channel, arrival.address)
    number = work.inbox.add(
        Letter(
            channel=arrival.channel,
            key=arrival.key,
            conversation=_conversation(arrival, person_id),
            person_id=person_id,
            address=arrival.address,
            chat=arrival.chat,
            kind=arrival.kind,
            body=arrival.body,
            at=arrival.at,
            received_at=arrival.received_at,
        )
    )
    if number is None:
        return None
    if person_id is None or not work.consented(person_id):
        return number  # nothing of theirs is read or kept before they agree
    for sha256, size in arrival.sizes.items():
        work.blobs.use(sha256, size)
    reader = _READERS.get(arrival.kind)
    if reader and arrival.chat == PRIVATE:
        conversation = _conversation(arrival, person_id)
        payload = {**arrival.body, "ocr": work.rules.settings().ocr}
        work.jobs.add(reader, str(number), payload, conversation, number)
    return number


def _conversation(arrival: Arrival, person_id: str | None) -> str:
    if arrival.chat != PRIVATE:
        return f"{arrival.channel}:{arrival.chat}"
    if person_id is None:
        return f"stranger:{arrival.channel}:{arrival.address}"
    return f"person:{person_id}"
