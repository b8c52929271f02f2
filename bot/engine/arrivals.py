"""What a channel hands in, and how it becomes a row of the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain import invitations
from domain.accounts import Account
from domain.hotwords import hot_words
from storage.inbox import Letter
from storage.work import SqlWork

PRIVATE = "private"
FETCH = "fetch"
"""Work kind: a file that is still with the messenger."""
WITHHELD = "withheld"
"""In a body: nothing else of the message was kept."""
_EVIDENCE = frozenset({"photo", "voice", "file", "place", "edit"})
_CODE_ROOM = 64
_READERS = {"photo": "photo", "file": "book", "voice": "voice"}
"""Which kinds of message are read by slow work, and by which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message as a channel got it.

    Its files are in the blobs already, or ``body["media"]`` says how the channel fetches them.
    """

    channel: str
    key: str
    """Names the delivery: the same key again is the same delivery."""
    address: str
    """The account that wrote."""
    kind: str
    """said, photo, voice, file, place, press, edit, enter, other."""
    body: Mapping[str, Any]
    at: datetime
    """The platform's message time."""
    received_at: datetime
    ref: str = ""
    """The channel's own number of the message, which edits name; empty: the key is that, too."""
    chat: str = PRIVATE
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of each stored file the message brought, by SHA-256."""


def receive(work: SqlWork, arrival: Arrival) -> int | None:
    """Keep an arrival and ask for its file and its reading.

    Returns:
        Its inbox number, or ``None`` when it was delivered before.
    """
    person_id = _writer(work, arrival)
    body = _kept(work, arrival, person_id)
    letter = Letter(
        channel=arrival.channel,
        key=arrival.key,
        ref=arrival.ref,
        conversation=_conversation(arrival, person_id),
        person_id=person_id,
        address=arrival.address,
        chat=arrival.chat,
        kind=arrival.kind,
        body=body,
        at=arrival.at,
        received_at=arrival.received_at,
    )
    number = work.inbox.add(letter)
    if number is None:
        return None
    if person_id is None or body.get(WITHHELD):
        return number  # nothing of theirs is read or kept before they agree
    for sha256, size in arrival.sizes.items():
        work.blobs.use(sha256, size)
    if arrival.chat == PRIVATE:
        _ask(work, number, letter)
    return number


def _writer(work: SqlWork, arrival: Arrival) -> str | None:
    """Who writes; whoever left writes like a stranger."""
    person_id = work.addresses.heard_from(arrival.channel, arrival.address)
    person = work.directory.organisation.people.get(person_id or "")
    return person.id if person is not None and person.active else None


def _kept(work: SqlWork, arrival: Arrival, person_id: str | None) -> Mapping[str, Any]:
    """What is kept of a message: of a stranger's a code, of who has not agreed no evidence."""
    if person_id is None:
        return _of_a_stranger(arrival)
    if arrival.chat != PRIVATE and arrival.kind in _EVIDENCE:
        return {WITHHELD: True}  # a group is no place for evidence
    evidence = arrival.kind in _EVIDENCE and not work.consents.given(person_id)
    place = arrival.kind == "place" and not work.consents.located(person_id)
    if arrival.chat == PRIVATE and (evidence or place):
        return {WITHHELD: True, "update": bool(arrival.body.get("update"))}
    return arrival.body


def _of_a_stranger(arrival: Arrival) -> Mapping[str, Any]:
    body, text = arrival.body, str(arrival.body.get("text", ""))
    code = invitations.told(text) or invitations.code_in(text) is not None
    hands_in = arrival.kind == "said" and arrival.chat == PRIVATE and code
    kept: dict[str, Any] = {"text": text[:_CODE_ROOM] if hands_in else ""}
    return kept | {name: body[name] for name in ("addressed", "update") if name in body}


def ask_reading(work: SqlWork, number: int, letter: Letter) -> None:
    """Have a message's stored file read, if somebody reads files of its kind."""
    reader = _READERS.get(letter.kind)
    if reader:
        work.jobs.add(reader, str(number), _payload(work, letter), letter.conversation, number)


def _payload(work: SqlWork, letter: Letter) -> Mapping[str, Any]:
    """The message and what its reader should know."""
    settings = work.rules.settings()
    person = work.directory.organisation.people.get(letter.person_id or "")
    if letter.kind != "voice" or person is None:
        return {**letter.body, "ocr": settings.ocr}
    plan = work.sales.plan_of(person.id, settings.day(letter.at))
    return {**letter.body, "hotwords": list(hot_words(person, work.directory, plan))}


def _ask(work: SqlWork, number: int, letter: Letter) -> None:
    if "media" in letter.body:
        payload = {
            "channel": letter.channel,
            "media": letter.body["media"],
            "name": letter.body.get("name", ""),
            # Whoever waits for the reading hears of a failure to fetch, too.
            "reads": _READERS.get(letter.kind, letter.kind),
        }
        work.jobs.add(FETCH, str(number), payload, letter.conversation, number)
    elif "sha256" in letter.body:
        ask_reading(work, number, letter)


def stranger(sent: Arrival | Letter | Account) -> str:
    """The conversation with an account that nobody is bound to."""
    return f"stranger:{sent.channel}:{sent.address}"


def _conversation(arrival: Arrival, person_id: str | None) -> str:
    if arrival.chat != PRIVATE:
        return f"{arrival.channel}:{arrival.chat}"
    if person_id is None:
        return stranger(arrival)
    return f"person:{person_id}"
