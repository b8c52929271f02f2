"""What a message must look like, by its type; sizes are in bytes of UTF-8."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.peers.wecom.errors import RefusedError

_TASK = re.compile(r"[0-9A-Za-z_@-]{1,128}", re.ASCII)
_INTERACTIVE = {"button_interaction", "vote_interaction", "multiple_interaction"}


def check(message: Mapping[str, Any], has_media: Callable[[str], bool]) -> None:
    """Refuse what WeCom would refuse, or cut in silence."""
    kind = str(message.get("msgtype"))
    body = message.get(kind)
    if kind not in _CHECKS or not isinstance(body, dict):
        raise RefusedError(40008)
    _CHECKS[kind](body, has_media)


def is_interactive(message: Mapping[str, Any]) -> bool:
    return message.get("template_card", {}).get("card_type") in _INTERACTIVE


def _content(body: Mapping[str, Any], has_media: Callable[[str], bool]) -> None:
    content = body.get("content")
    if not isinstance(content, str) or not content:
        raise RefusedError(44004)
    if len(content.encode()) > 2048:
        raise RefusedError(45002)  # the real one cuts; a bot that relies on that is wrong


def _media(body: Mapping[str, Any], has_media: Callable[[str], bool]) -> None:
    if not has_media(str(body.get("media_id"))):
        raise RefusedError(40007)


def _card(body: Mapping[str, Any], has_media: Callable[[str], bool]) -> None:
    if body.get("card_type") != "button_interaction":
        raise RefusedError(40058)
    title = body.get("main_title", {}).get("title")
    if not isinstance(title, str) or not title:
        raise RefusedError(40058)
    if not isinstance(body.get("task_id"), str) or not _TASK.fullmatch(body["task_id"]):
        raise RefusedError(42014)
    _advice(len(title) <= 36 and "\n" not in title)
    _advice(len(body.get("sub_title_text", "")) <= 160)
    _buttons(body.get("button_list"))


def _buttons(buttons: Any) -> None:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 6:
        raise RefusedError(40058)
    for button in buttons:
        key, text = button.get("key"), button.get("text")
        if not isinstance(key, str) or not 1 <= len(key.encode()) <= 1024:
            raise RefusedError(40058)
        if not isinstance(text, str) or not text:
            raise RefusedError(40058)
    if len({button["key"] for button in buttons}) < len(buttons):
        raise RefusedError(40058)


def _advice(followed: bool) -> None:
    """WeCom only advises it and folds the rest; we hold ourselves to it."""
    if not followed:
        raise RefusedError(40058)


_CHECKS: Mapping[str, Callable[[Mapping[str, Any], Callable[[str], bool]], None]] = {
    "text": _content,
    "markdown": _content,
    "image": _media,
    "file": _media,
    "template_card": _card,
}
