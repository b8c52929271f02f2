"""What we send, as WeCom wants it: texts, pictures, files, and cards with buttons."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.base import Parcel

CHANNEL = "wecom"
TEXT_LIMIT = 2048
"""Bytes of a text or a markdown message; WeCom cuts what is longer."""
_TITLE = 36
_SUBTITLE = 160
_SUBTITLE_LINES = 4
"""Characters and lines that a card shows; phones fold what is longer."""
_UNTITLED = "请点一下"
_HEADING = re.compile(r"^【[^【】\n]+】$", re.MULTILINE)
_LASTING = "+"
_MARKUP = frozenset("#*_`<>[]")
_Payload = Mapping[str, Any]


def words(text: str) -> _Payload:
    """A text; with its headings in bold, when markdown takes nothing else in it for its own."""
    bold = _HEADING.sub(lambda found: f"**{found[0]}**", text)
    fits = len(bold.encode()) <= TEXT_LIMIT
    if bold != text and fits and _MARKUP.isdisjoint(text):
        return {"msgtype": "markdown", "markdown": {"content": bold}}
    return {"msgtype": "text", "text": {"content": text}}


def picture(media_id: str) -> _Payload:
    """An uploaded picture."""
    return {"msgtype": "image", "image": {"media_id": media_id}}


def file(media_id: str) -> _Payload:
    """An uploaded file."""
    return {"msgtype": "file", "file": {"media_id": media_id}}


def parted(text: str) -> tuple[str, str]:
    """What goes before a card, and what the card itself says.

    A short text is the card. Of a longer one the card has the last line, which is what it asks.
    """
    title, _, rest = text.partition("\n")
    short = len(rest) <= _SUBTITLE and rest.count("\n") < _SUBTITLE_LINES
    if len(title) <= _TITLE and short:
        return "", text
    before, _, last = text.rstrip("\n").rpartition("\n")
    if before and 0 < len(last) <= _TITLE:
        return before.rstrip("\n"), last
    return text, f"{title[: _TITLE - 1]}…" if len(title) > _TITLE else title


def card(
    task_id: str,
    text: str,
    buttons: Sequence[tuple[str, str]],
    lasting: frozenset[str] = frozenset(),
) -> _Payload:
    """A card with (label, token) buttons; at most six, and ``text`` as ``parted`` leaves it."""
    keys = [(label, key_of(token, label, lasting=token in lasting)) for label, token in buttons]
    title, _, rest = text.partition("\n")
    made: dict[str, Any] = {
        "card_type": "button_interaction",
        "task_id": task_id,
        "main_title": {"title": title or _UNTITLED},
        "button_list": [{"text": label, "key": key} for label, key in keys],
    }
    if rest := rest.strip("\n"):  # a card leaves room below its title by itself
        made["sub_title_text"] = rest
    return {"msgtype": "template_card", "template_card": made}


def task_of(parcel: Parcel) -> str:
    """A card's name: the same for every try of a message, another for any other message.

    The number alone would not do: a data directory that was restored counts some again.
    """
    said = "\0".join([parcel.address, parcel.text, *(label for label, _ in parcel.buttons)])
    return f"bihuan-{parcel.out_id}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def key_of(token: str, label: str, *, lasting: bool = False) -> str:
    """What a tap brings back: the token, and the label to show that it was tapped.

    Of a lasting button the card shows nothing: WeCom can only replace all of its buttons at once.
    """
    if lasting:
        return f"{token}{_LASTING}"
    return f"{token}@{base64.urlsafe_b64encode(label.encode()).decode().rstrip('=')}"


def tapped(key: str) -> tuple[str, str]:
    """The token and the label of a tapped button; no label when the key holds none."""
    token, _, kept = key.partition("@")
    try:
        label = base64.urlsafe_b64decode(kept + "=" * (-len(kept) % 4)).decode()
    except (binascii.Error, ValueError):
        label = ""
    return token.removesuffix(_LASTING), label


def lasts(key: str) -> bool:
    """Whether the card of a tapped button stays as it is."""
    return key.endswith(_LASTING)


def done(label: str) -> str:
    """What a card's buttons become when one of them was tapped: that, and not what came of it."""
    return f"已点:{label}" if label else "已点过"
