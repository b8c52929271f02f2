"""What a callback means: the arrival that it is, or what the adapter has to remember of it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.wecom.messages import CHANNEL, lasts, tapped
from bot.channels.wecom.xml import Fields
from bot.engine.arrivals import Arrival
from domain.onsite import Provenance
from handlers.commands import named

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes; WeCom hands out more only in pieces, and nobody needs that."""
USER_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}", re.ASCII)
"""What WeCom calls a member. It must never be ``@all`` or hold a ``|``, which name many."""
_NAME_LIMIT = 120
_KEY_LIMIT = 256
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")
_MD5 = re.compile(r"[0-9a-f]{32}", re.ASCII)
_UNUSABLE = {"video": "视频", "shortvideo": "视频", "link": "链接", "location": "位置"}
_MODEST = "这类消息"


@dataclass(frozen=True, slots=True)
class Tap:
    """A choice was made on a card: its label, and the code that lets the card be updated once."""

    label: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One callback, understood. With nothing filled in it is of no use to anybody."""

    user: str = ""
    arrival: Arrival | None = None
    tap: Tap | None = None
    shots: tuple[str, ...] = ()
    """MD5 of pictures that the camera menu has just taken."""
    left: bool = False
    """The member can't be reached any more."""
    chosen: bool = False
    """The arrival is a place from the menu's map; its own message comes as well."""


def take(fields: Fields, now: datetime) -> Taken:
    """Understand a message or an event; what nobody knows is passed over."""
    user = fields.text("FromUserName")
    if not USER_ID.fullmatch(user):
        return Taken()
    kind = fields.text("MsgType").lower()
    if kind == "event":
        make = _EVENTS.get(fields.text("Event").lower())
        return replace(make(fields, now), user=user) if make else Taken(user=user)
    kind, body = _MESSAGES.get(kind, _unusable)(fields)
    if "media" in body and not body["media"]["id"]:
        kind, body = _unusable(fields)
    return Taken(user=user, arrival=_arrival(fields, kind, body, now))


def _arrival(fields: Fields, kind: str, body: Mapping[str, Any], now: datetime) -> Arrival:
    return Arrival(
        channel=CHANNEL,
        key=_key(fields),
        address=fields.text("FromUserName"),
        kind=kind,
        body=body,
        at=_made_at(fields, now),
        received_at=now,
    )


def _key(fields: Fields) -> str:
    """Names the delivery. A message has a number; an event is known by who, when and what."""
    number = fields.text("MsgId")
    parts = [fields.text(name) for name in ("FromUserName", "CreateTime", "Event", "EventKey")]
    key = number if number.isdecimal() else ":".join(parts)
    return key if len(key) <= _KEY_LIMIT else hashlib.sha256(key.encode()).hexdigest()


def _made_at(fields: Fields, now: datetime) -> datetime:
    """The message's own time; WeCom gives it in whole seconds."""
    try:
        return datetime.fromtimestamp(fields.whole("CreateTime") or now.timestamp(), UTC)
    except (OverflowError, OSError, ValueError):
        return now


# messages

_Made = tuple[str, Mapping[str, Any]]


def _text(fields: Fields) -> _Made:
    text = fields.text("Content")
    return ("said", {"text": text, "addressed": True}) if text else _unusable(fields)


def _image(fields: Fields) -> _Made:
    media = {**_media(fields), "user": fields.text("FromUserName")}
    # Gallery or camera: only the menu's own announcement can tell, when the bytes are here.
    made = {"caption": "", "album": "", "provenance": Provenance.UNKNOWN.value}
    return "photo", {"media": media, **made}


def _voice(fields: Fields) -> _Made:
    return "voice", {"media": {**_media(fields), "format": fields.text("Format").lower()}}


def _file(fields: Fields) -> _Made:
    said = fields.text("FileName") or fields.text("Title")
    name = _UNSAFE.sub("_", said)[-_NAME_LIMIT:] or "文件"
    size = fields.whole("FileSize")
    if size is not None and size > FILE_LIMIT:
        return "file", {"too_large": True, "name": name}
    return "file", {"media": _media(fields), "name": name, **({"size": size} if size else {})}


def _location(fields: Fields) -> _Made:
    body = _place(fields, "Location_X", "Location_Y")
    return ("place", {**body, "live": False}) if body else _unusable(fields)


def _unusable(fields: Fields) -> _Made:
    return "other", {"what": _UNUSABLE.get(fields.text("MsgType").lower(), _MODEST)}


def _media(fields: Fields) -> dict[str, str]:
    return {"kind": fields.text("MsgType").lower(), "id": fields.text("MediaId")}


def _place(fields: Fields, lat_name: str, lon_name: str) -> dict[str, Any] | None:
    """Degrees in a system that the company's settings know, or nothing."""
    lat, lon = fields.decimal(lat_name), fields.decimal(lon_name)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - the globe
        return None
    return {"lat": lat, "lon": lon, "datum": None, "accuracy_m": None}


_MESSAGES: Mapping[str, Callable[[Fields], _Made]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "file": _file,
    "location": _location,
}


# events


def _clicked(fields: Fields, now: datetime) -> Taken:
    """A menu entry: the words that it stands for; an entry that an admin made says its key."""
    key = fields.text("EventKey")
    command = named(key)
    words = command.words if command else key[:_NAME_LIMIT]
    body = {"text": words, "addressed": True}
    return Taken(arrival=_arrival(fields, "said", body, now)) if words else Taken()


def _pressed(fields: Fields, now: datetime) -> Taken:
    key, code = fields.text("EventKey"), fields.text("ResponseCode")
    token, label = tapped(key)
    arrival = _arrival(fields, "press", {"token": token}, now)
    return Taken(arrival=arrival, tap=Tap(label, code) if code and not lasts(key) else None)


def _reported(fields: Fields, now: datetime) -> Taken:
    """A position that the phone reports by itself, with its precision in metres."""
    body = _place(fields, "Latitude", "Longitude")
    if body is None:
        return Taken()
    precise = fields.decimal("Precision")
    known = precise is not None and precise >= 0
    own = {"accuracy_m": precise if known else None, "live": True, "update": True}
    return Taken(arrival=_arrival(fields, "place", {**body, **own}, now))


def _chosen(fields: Fields, now: datetime) -> Taken:
    body = _place(fields, "SendLocationInfo/Location_X", "SendLocationInfo/Location_Y")
    if body is None:
        return Taken()
    return Taken(arrival=_arrival(fields, "place", {**body, "live": False}, now), chosen=True)


def _shot(fields: Fields, now: datetime) -> Taken:  # noqa: ARG001 - like every event
    said = (s.lower() for s in fields.texts("SendPicsInfo/PicList/item/PicMd5Sum"))
    return Taken(shots=tuple(s for s in said if _MD5.fullmatch(s)))


def _entered(fields: Fields, now: datetime) -> Taken:
    return Taken(arrival=_arrival(fields, "enter", {}, now))


def _left(fields: Fields, now: datetime) -> Taken:  # noqa: ARG001 - like every event
    return Taken(left=True)


_EVENTS: Mapping[str, Callable[[Fields, datetime], Taken]] = {
    "click": _clicked,
    "template_card_event": _pressed,
    "location": _reported,
    "location_select": _chosen,
    "pic_sysphoto": _shot,
    "enter_agent": _entered,
    "subscribe": _entered,
    "unsubscribe": _left,
}
"""Everything else is passed over: ``view`` opens a page, ``pic_photo_or_album`` proves nothing."""
