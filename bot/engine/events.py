"""Rows of the inbox as events of a conversation."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.engine.arrivals import WITHHELD
from domain.figures.query import Report
from domain.geo import Datum
from domain.onsite import Provenance
from domain.readings import PhotoReading
from domain.understanding import Frame
from handlers import commands
from handlers.chat import (
    BookRead,
    Drawn,
    Due,
    Edited,
    Entered,
    Event,
    Failed,
    Measured,
    MessageRef,
    Reported,
    Said,
    SentFile,
    SentPhoto,
    SentVoice,
    SharedPlace,
    Transcribed,
    Understood,
    Unusable,
    Withheld,
)
from storage.codec import decode
from storage.inbox import Letter

INTERNAL = "internal"


def message_of(letter: Letter) -> MessageRef:
    """The message that an event is about; internal events are about the one that caused them."""
    return MessageRef(
        id=letter.body.get("cause", letter.id),
        conversation=letter.conversation,
        channel=letter.body.get("via", letter.channel),
        chat=letter.chat,
        address=letter.address,
        at=letter.at,
        received_at=letter.received_at,
    )


def event_of(letter: Letter) -> Event:
    """The event of a letter; presses are resolved by the decider, which knows the buttons.

    Raises:
        ValueError: for a kind that nobody knows.
    """
    if letter.body.get("too_large"):
        return Unusable(message_of(letter), _THINGS.get(letter.kind, "文件"), too_large=True)
    if letter.body.get(WITHHELD):
        return Withheld(message_of(letter), letter.kind, bool(letter.body.get("update")))
    make = _MAKERS.get(letter.kind)
    if make is None:
        raise ValueError(f"no event of kind {letter.kind!r}")
    return make(message_of(letter), letter.body)


def _said(message: MessageRef, body: Mapping[str, Any]) -> Event:
    text = commands.spelled_out(body["text"])
    return Said(message, text, body.get("addressed", True))


def _photo(message: MessageRef, body: Mapping[str, Any]) -> Event:
    return SentPhoto(
        message,
        body.get("sha256", ""),
        body.get("caption", ""),
        body.get("album", ""),
        Provenance(body.get("provenance", Provenance.UNKNOWN)),
    )


def _place(message: MessageRef, body: Mapping[str, Any]) -> Event:
    return SharedPlace(
        message,
        lat=float(body["lat"]),
        lon=float(body["lon"]),
        datum=Datum(body["datum"]) if body.get("datum") else None,
        accuracy_m=body.get("accuracy_m"),
        provenance=_how(body),
        following=bool(body.get("update")),
    )


def _how(body: Mapping[str, Any]) -> Provenance:
    """A place that was passed on proves nothing, however live it once was."""
    if body.get("forwarded"):
        return Provenance.FORWARDED
    return Provenance.LIVE if body.get("live") else Provenance.PIN


def _measured(message: MessageRef, body: Mapping[str, Any]) -> Event:
    told = body.get("provenance")
    reading = decode(PhotoReading, body["reading"])
    return Measured(message, message.id, reading, Provenance(told) if told else None)


def _drawn(message: MessageRef, body: Mapping[str, Any]) -> Event:
    return Drawn(message, body["visit"], body["item"], body["sha256"])


def _transcribed(message: MessageRef, body: Mapping[str, Any]) -> Event:
    return Transcribed(message, body["text"], body["confidence"], body.get("sha256", ""))


def _understood(message: MessageRef, body: Mapping[str, Any]) -> Event:
    frame = decode(Frame, body["frame"])
    asked_at = datetime.fromisoformat(body["at"]) if body.get("at") else message.at
    return Understood(replace(message, at=asked_at), frame, body["spoken"], body["picked"])


def _reported(message: MessageRef, body: Mapping[str, Any]) -> Event:
    reports = tuple(decode(Report, one) for one in body["reports"])
    return Reported(message, body["ask"], reports)


def _failed(message: MessageRef, body: Mapping[str, Any]) -> Event:
    note = str(body.get("note", ""))
    return Failed(message, body["kind"], body["code"], body["payload"], note)


def _due(message: MessageRef, body: Mapping[str, Any]) -> Event:
    return Due(message, body["kind"], datetime.fromisoformat(body["due_at"]), body["payload"])


def _edit(message: MessageRef, body: Mapping[str, Any]) -> Event:
    same, other = bool(body.get("same")), bool(body.get("other_photo"))
    return Edited(message, body.get("of_number"), body["text"], same=same, other_photo=other)


_THINGS = {"photo": "照片", "voice": "语音"}
_MAKERS: Mapping[str, Callable[[MessageRef, Mapping[str, Any]], Event]] = {
    "said": _said,
    "photo": _photo,
    "voice": lambda message, body: SentVoice(message, body.get("sha256", "")),
    "file": lambda message, body: SentFile(message, body.get("sha256", ""), body["name"]),
    "other": lambda message, body: Unusable(message, str(body["what"])),
    "enter": lambda message, body: Entered(message, bool(body.get("asked"))),
    "place": _place,
    "edit": _edit,
    "measured": _measured,
    "drawn": _drawn,
    "book": lambda message, body: BookRead(message, body["sha256"], body["name"]),
    "transcribed": _transcribed,
    "understood": _understood,
    "reported": _reported,
    "failed": _failed,
    "due": _due,
}
