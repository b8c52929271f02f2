"""The app's menu: what a rep needs on a visit first; it is the same for everybody."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.commands import named

_Button = Mapping[str, Any]
_KEPT = ("type", "name", "key", "url")


def _says(name: str) -> _Button:
    """An entry that says a command's words."""
    command = named(name)
    if command is None:
        raise LookupError(f"no command {name}")
    return {"type": "click", "name": command.words, "key": name}


def wanted() -> Sequence[_Button]:
    """At most three menus of five entries: names of 16 bytes above, of 40 below."""
    return (
        {
            "name": "拜访",
            "sub_button": [
                {"type": "location_select", "name": "到店:发位置", "key": "place"},
                {"type": "pic_sysphoto", "name": "拍照", "key": "camera"},
                _says("progress"),
                _says("submit"),
                _says("resume"),
            ],
        },
        {"name": "今天", "sub_button": [_says("plan"), _says("review"), _says("radar")]},
        {"name": "更多", "sub_button": [_says("help"), _says("undo"), _says("account")]},
    )


def differs(have: Sequence[_Button]) -> bool:
    """Whether the menu that WeCom has is another than the one wanted."""
    return [_plain(b) for b in have] != [_plain(b) for b in wanted()]


def _plain(button: _Button) -> _Button:
    """Without what WeCom adds of its own."""
    made = {name: button[name] for name in _KEPT if button.get(name)}
    below = button.get("sub_button") or []
    return {**made, "sub_button": [_plain(b) for b in below]} if below else made
