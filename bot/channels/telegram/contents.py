"""What a private message holds: kind and body of its arrival."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeAlias

from telegram import Document, Message, PhotoSize
from telegram.helpers import effective_message_type

from bot.channels.telegram import FILE_LIMIT
from domain.onsite import Provenance

Content: TypeAlias = tuple[str, dict[str, Any]]
"""Kind and body of an arrival."""
_PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp")
_NAME_LIMIT = 120


def content_of(message: Message) -> Content | None:
    """What a message brings; ``None`` for notices of the chat itself (pinned, joined …)."""
    for name, read in _READERS.items():
        if message[name]:
            return read(message)
    for name, what in _WORDS.items():
        if message[name]:
            return "other", {"what": what}
    newer = bool(message.api_kwargs) and effective_message_type(message) is None
    return ("other", {"what": "这种消息"}) if newer else None


def place_of(message: Message, *, update: bool = False) -> Content | None:
    """A location; its coordinates are taken only when they are some."""
    location = message.location
    lat = _number(location and location.latitude, 90)
    lon = _number(location and location.longitude, 180)
    if location is None or lat is None or lon is None:
        return None
    return "place", {
        "lat": lat,
        "lon": lon,
        "datum": None,  # Telegram does not say: the company's setting for the channel holds
        "accuracy_m": _number(location.horizontal_accuracy, 1e7),
        "live": bool(location.live_period) and not message.venue,
        "forwarded": bool(message.forward_origin),
        "update": update,
    }


def clean(text: Any) -> str:
    """Half a surrogate pair, which JSON can carry, is no text."""
    return str(text or "").encode(errors="replace").decode()


def unique_of(message: Message) -> str:
    """What names the bytes of a message's picture, whenever Telegram tells of it; else empty."""
    picture = _largest(message) or (message.document if _is_picture(message.document) else None)
    return clean(picture.file_unique_id) if picture else ""


def _text(message: Message) -> Content:
    body: dict[str, Any] = {"text": clean(message.text), "addressed": True}
    return "said", body | ({"forwarded": True} if message.forward_origin else {})


def _photo(message: Message) -> Content | None:
    """The largest size; Telegram took the camera's own data (EXIF) out of all of them."""
    largest = _largest(message)
    if largest is None:
        return "other", {"what": "视频"}
    return "photo", {**_file(largest), **_caption(message, Provenance.UNKNOWN)}


def _largest(message: Message) -> PhotoSize | None:
    live = message.live_photo
    sizes: Sequence[PhotoSize] = message.photo or (live.photo if live else None) or ()
    return max(sizes, key=lambda size: size.width * size.height, default=None)


def _document(message: Message) -> Content | None:
    document = message.document
    name = clean(document and document.file_name)[-_NAME_LIMIT:]
    if _is_picture(document):
        return "photo", {**_file(document), **_caption(message, Provenance.FILE), "name": name}
    return "file", {**_file(document), "name": name or "文件"}


def _is_picture(document: Document | None) -> bool:
    if document is None:
        return False
    mime, name = clean(document.mime_type), clean(document.file_name)
    return mime.startswith("image/") or (not mime and name.lower().endswith(_PICTURE_NAMES))


def _voice(message: Message) -> Content | None:
    sound = message.voice or message.audio
    body = _file(sound)
    duration = sound.duration if sound else None
    if isinstance(duration, timedelta):
        body["seconds"] = int(duration.total_seconds())
    return "voice", body


def _caption(message: Message, provenance: Provenance) -> dict[str, Any]:
    told = Provenance.FORWARDED if message.forward_origin else provenance
    return {
        "caption": clean(message.caption),
        "album": clean(message.media_group_id),
        "provenance": told.value,
        "unique": unique_of(message),
    }


def _file(medium: Any) -> dict[str, Any]:
    """Where the bytes are, unless Telegram would not hand out so many."""
    size = medium.file_size
    known = {"size": size} if isinstance(size, int) else {}
    if isinstance(size, int) and size > FILE_LIMIT:
        return {**known, "too_large": True}
    return {**known, "media": {"file_id": clean(medium.file_id)}}


def _number(value: Any, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) <= most else None


_READERS: Mapping[str, Callable[[Message], Content | None]] = {
    "text": _text,
    "photo": _photo,
    "live_photo": _photo,
    # An animation comes with a document beside it, a venue with a location.
    "animation": lambda _: ("other", {"what": "动图"}),
    "document": _document,
    "voice": _voice,
    "audio": _voice,
    "location": place_of,
}
_WORDS = {
    "sticker": "贴纸",
    "video": "视频",
    "video_note": "视频",
    "contact": "名片",
    "poll": "投票",
    "dice": "动态表情",
    "story": "动态",
    "game": "游戏",
    "checklist": "清单",
    "paid_media": "付费内容",
    "invoice": "付款单",
    "gift": "礼物",
    "giveaway": "抽奖",
}
