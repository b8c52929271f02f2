"""What a page sends, checked and turned into arrivals."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.kinds import kind_of
from bot.engine.arrivals import Arrival
from domain.geo import Datum
from domain.onsite import Provenance

CHANNEL = "console"
UPLOAD_LIMIT = 20 * 1024 * 1024
_TEXT_LIMIT = 8000
_NAME_LIMIT = 120
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_TOKEN = re.compile(r"[0-9A-Za-z-]{1,64}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")


class BadMessageError(Exception):
    """What the page sent can't be taken, now or later."""

    def __init__(self, code: str, message: str, message_id: str = "") -> None:
        self.code, self.message, self.id = code, message, message_id
        super().__init__(code)

    def as_json(self) -> dict[str, str]:
        """For the page."""
        return {"error": self.code, "id": self.id, "message": self.message}


def of_message(data: Any, person_id: str, now: datetime) -> Arrival:
    """The arrival of a message over the socket.

    Raises:
        BadMessageError: when it is none.
    """
    if not isinstance(data, dict):
        raise BadMessageError("bad_message", "没看懂这条消息。")
    message_id = checked_id(data.get("id"))
    make = _MAKERS.get(str(data.get("kind")))
    if make is None:
        raise BadMessageError("bad_kind", "没看懂这条消息。", message_id)
    try:
        body = make(data)
    except BadMessageError as error:
        error.id = message_id
        raise
    return _arrival(person_id, message_id, str(data["kind"]), body, now)


def of_file(
    query: Mapping[str, str],
    person_id: str,
    *,
    head: bytes,
    sha256: str,
    size: int,
    now: datetime,
) -> Arrival:
    """The arrival of a stored upload.

    Raises:
        BadMessageError: when its id is none.
    """
    message_id = checked_id(query.get("id"))
    kind = kind_of(head, query.get("kind", ""))
    name = _clean(_UNSAFE.sub("_", query.get("name", ""))[-_NAME_LIMIT:])
    body: dict[str, Any] = {"sha256": sha256, "name": name or "文件"}
    if kind == "voice":
        body = {"sha256": sha256}
    elif kind == "photo":
        album = query.get("album", "")
        body |= {
            "name": name,
            "caption": _clean(query.get("caption", "")[:_TEXT_LIMIT]),
            "album": album if _ID.fullmatch(album) else "",
            # A page can't prove that its camera took the picture just now.
            "provenance": Provenance.UNKNOWN.value,
        }
    return _arrival(person_id, message_id, kind, body, now, {sha256: size})


def checked_id(value: Any) -> str:
    """The id that the page gave a message.

    Raises:
        BadMessageError: when it can't serve as a key.
    """
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadMessageError("bad_id", "没看懂这条消息。")
    return value


def _arrival(
    person_id: str,
    message_id: str,
    kind: str,
    body: Mapping[str, Any],
    now: datetime,
    sizes: Mapping[str, int] | None = None,
) -> Arrival:
    return Arrival(
        channel=CHANNEL,
        key=f"{person_id}:{message_id}",
        address=person_id,
        kind=kind,
        body=body,
        at=now,  # a client's own clock proves nothing
        received_at=now,
        sizes=sizes or {},
    )


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadMessageError("empty", "这条消息是空的。")
    if len(text) > _TEXT_LIMIT:
        raise BadMessageError("too_long", f"太长了,一次最多{_TEXT_LIMIT}字,请分几次发。")
    return {"text": _clean(text), "addressed": True}


def _clean(text: str) -> str:
    """Half a surrogate pair, which JSON can carry, is no text."""
    return text.encode(errors="replace").decode()


def _press(data: Mapping[str, Any]) -> dict[str, Any]:
    token = data.get("token")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise BadMessageError("bad_button", "这个按钮已过期。")
    return {"token": token}


def _place(data: Mapping[str, Any]) -> dict[str, Any]:
    lat, lon = _number(data.get("lat"), 90), _number(data.get("lon"), 180)
    if lat is None or lon is None:
        raise BadMessageError("bad_place", "经纬度不对,请再发一次位置。")
    known = {datum.value for datum in Datum}
    datum = data.get("datum", Datum.WGS84.value)
    return {
        "lat": lat,
        "lon": lon,
        "accuracy_m": _number(data.get("accuracy_m"), 1e7),
        "live": data.get("live") is True,
        "datum": datum if datum in known else Datum.WGS84.value,
        "name": _clean(str(data.get("name") or ""))[:_NAME_LIMIT],  # for the person's own history
    }


def _number(value: Any, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= most else None  # NaN is not <= anything


_MAKERS = {"said": _said, "press": _press, "place": _place}
