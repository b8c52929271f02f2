"""What each channel can do; flows degrade by it without knowing the vendor."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do; flows degrade by it without knowing the vendor."""

    name: str
    title: str
    """As people call it."""
    text_limit: int
    text_unit: str = "characters"
    """``characters``, ``utf16`` (code units) or ``bytes`` (UTF-8)."""
    caption_limit: int | None = None
    """For the words below a picture; ``None``: as for any text."""
    buttons: int = 8
    callback_bytes: int = 64
    can_edit: bool = True
    asks_location: bool = True
    forces_camera: bool = False
    voice_is_audio: bool = True
    groups: bool = True
    words: tuple[str, ...] = ()
    """Other names that people have for it, in small letters."""


CAPABILITIES: Mapping[str, Capabilities] = {
    c.name: c
    for c in (
        Capabilities(
            "console",
            "网页",
            text_limit=8000,
            buttons=12,
            callback_bytes=256,
            words=("浏览器", "电脑", "控制台", "console", "web"),
        ),
        Capabilities(
            "telegram",
            "Telegram",
            text_limit=4096,
            text_unit="utf16",
            caption_limit=1024,
            buttons=12,
            words=("telegram", "电报", "飞机", "tg"),
        ),
        Capabilities(
            "wecom",
            "企业微信",
            text_limit=2048,
            text_unit="bytes",
            buttons=6,
            callback_bytes=1024,
            can_edit=False,
            asks_location=False,
            forces_camera=True,
            groups=False,
            words=("wecom", "企微", "wework", "微信"),
        ),
    )
}


def titled(channel: str) -> str:
    """A channel as people call it."""
    return CAPABILITIES[channel].title


def named(said: str) -> Capabilities | None:
    """The channel that some words name."""
    words = said.lower()
    return next(
        (c for c in CAPABILITIES.values() if any(n in words for n in (c.title.lower(), *c.words))),
        None,
    )
