"""What the page shows: messages of both sides as items of the protocol."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.channels.base import Parcel
from bot.engine.arrivals import WITHHELD
from storage.history import SqlHistory
from storage.inbox import Letter
from storage.outbox import Outgoing
from storage.work import SqlWork

LAST = 100
_AT_MOST = 500
"""Newer than what the page has may be more than the last 100; it ends somewhere, though."""
_NOT_KEPT = "(内容没有保存)"
Item = dict[str, Any]


def of_parcel(parcel: Parcel, at: datetime) -> Item:
    """A message on its way out."""
    return _theirs(
        parcel.out_id,
        text=parcel.text,
        labels=[label for label, _ in parcel.buttons],
        image=parcel.image,
        wants=parcel.wants,
        at=at,
        edit_of=int(parcel.edits) if parcel.edits else None,
    )


def of_letter(letter: Letter, label: str = "") -> Item:
    """A message that the person sent; ``label`` is that of the button that was pressed."""
    prefix = f"{letter.address}:"
    console = letter.channel == "console" and letter.key.startswith(prefix)
    body = letter.body
    gone = _NOT_KEPT if body.get(WITHHELD) or (letter.kind == "said" and not body) else ""
    return {
        "mine": letter.key.removeprefix(prefix) if console else f"{letter.channel}:{letter.key}",
        "kind": letter.kind,
        "text": label or str(body.get("text") or body.get("caption") or gone),
        "file": _path(str(body.get("sha256", ""))),
        "name": str(body.get("name", "")),
        "at": letter.received_at.isoformat(),
    }


def history(work: SqlWork, person_id: str, since: int) -> list[Item]:
    """The person's conversation over all channels, oldest first."""
    conversation = f"person:{person_id}"
    rows = SqlHistory(work.connection)
    letters = rows.letters(conversation, LAST)
    sent = rows.messages(conversation, _AT_MOST if since else LAST)
    received = {letter.id: letter.received_at for letter in letters}
    now = rows.edited([out.id for out in sent if out.board])
    timed = [(_read_at(out, received), 1, _of_outgoing(now.get(out.id, out))) for out in sent]
    timed += [(one.received_at, 0, of_letter(one, _label(rows, one))) for one in letters]
    timed.sort(key=lambda one: one[:2])
    first = len(timed) - LAST
    return [
        item
        for place, (_, _, item) in enumerate(timed)
        if place >= first or 0 < since < item.get("message", 0)
    ]


def _read_at(out: Outgoing, received: Mapping[int, datetime]) -> datetime:
    """A held answer is as old as its first cause, but was read after its last one."""
    return max(out.created_at, received.get(out.cause or 0, out.created_at))


def _of_outgoing(out: Outgoing) -> Item:
    return _theirs(
        out.id,
        text=out.text,
        labels=[button["label"] for button in out.buttons],
        image=out.image,
        wants=str(out.facts.get("wants", "")),
        at=out.created_at,
        edit_of=out.edits,
    )


def _theirs(number: int, *, labels: Sequence[str], image: str, at: datetime, **more: Any) -> Item:
    return {
        **more,
        "message": number,
        "buttons": [{"label": one, "token": f"{number}-{n}"} for n, one in enumerate(labels)],
        "image": _path(image),
        "at": at.isoformat(),
    }


def of_first(item: Item) -> int:
    """The number of the message in whose place a message stands: mostly its own."""
    return int(item["edit_of"] or item["message"])


def _label(rows: SqlHistory, letter: Letter) -> str:
    """What stood on the button that a letter pressed, if it was the person's own."""
    return label_of(rows, letter.conversation, letter.body) if letter.kind == "press" else ""


def label_of(rows: SqlHistory, conversation: str, body: Mapping[str, Any]) -> str:
    """The label of a token; empty when the conversation has no such button."""
    number, _, index = str(body.get("token", "")).partition("-")
    if not (number.isdecimal() and index.isdecimal() and len(number) < 18):  # noqa: PLR2004
        return ""
    out = rows.message(int(number))
    if out is None or out.conversation != conversation or int(index) >= len(out.buttons):
        return ""
    return str(out.buttons[int(index)]["label"])


def _path(sha256: str) -> str | None:
    return f"/file/{sha256}" if sha256 else None
