"""What each channel can do; flows degrade by it without knowing the vendor."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do; flows degrade by it without knowing the vendor."""

    name: str
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


CAPABILITIES: Mapping[str, Capabilities] = {
    c.name: c
    for c in (
        Capabilities("console", text_limit=8000, buttons=12, callback_bytes=256),
        Capabilities(
            "telegram", text_limit=4096, text_unit="utf16", caption_limit=1024, buttons=12
        ),
        Capabilities(
            "wecom",
            text_limit=2048,
            text_unit="bytes",
            buttons=6,
            callback_bytes=1024,
            can_edit=False,
            asks_location=False,
            forces_camera=True,
            groups=False,
        ),
    )
}
