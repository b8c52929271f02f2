"""Parts of messages, as Telegram writes them."""

import re
from collections.abc import Mapping
from typing import Any

from tests.peers.telegram.sending import units
from tests.peers.telegram.world import Shown

_NAMED = re.compile(r"(?P<mention>@\w+)|(?P<bot_command>(?<!\S)/[A-Za-z0-9_]+(?:@\w+)?)", re.ASCII)


def entities(name: str, text: str) -> dict[str, Any]:
    """Names and commands in a text, as Telegram marks them."""
    found = [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _NAMED.finditer(text)
    ]
    return {name: found} if found else {}


def answered(to: Shown | None) -> dict[str, Any]:
    """The message that is answered."""
    return {"reply_to_message": to.told} if to else {}


def about(caption: str, album: str) -> dict[str, Any]:
    """The words below a picture, and the album it belongs to."""
    told: dict[str, Any] = {"media_group_id": album} if album else {}
    return told | ({"caption": caption, **entities("caption_entities", caption)} if caption else {})


def place(lat: float, lon: float, accuracy: float | None, *, live: bool) -> dict[str, Any]:
    """A location."""
    where: dict[str, Any] = {"latitude": lat, "longitude": lon}
    if accuracy is not None:
        where["horizontal_accuracy"] = accuracy
    return where | ({"live_period": 3600} if live else {})


def standing(bot: Mapping[str, Any], status: str) -> dict[str, Any]:
    """Where the bot stands in a chat."""
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": dict(bot), "status": status, **until}
