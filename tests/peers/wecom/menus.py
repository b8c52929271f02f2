"""The app's menu: three of five, names and keys within their bytes."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.peers.wecom.errors import RefusedError

_TYPES = {
    "click",
    "view",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
}
_Button = Mapping[str, Any]


class Menu:
    """As the bot made it."""

    def __init__(self) -> None:
        self.buttons: list[_Button] | None = None
        self.made = 0
        """How often it was made."""

    def make(self, buttons: Any) -> None:
        if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
            raise RefusedError(40016)
        for button in buttons:
            _check(button, 16)
            below = button.get("sub_button") or []
            if len(below) > 5:
                raise RefusedError(40016)
            for entry in below:
                _check(entry, 40)
        self.made += 1
        self.buttons = buttons

    def forget(self) -> None:
        """An admin deleted it."""
        self.buttons, self.made = None, 0

    def shown(self) -> list[dict[str, Any]]:
        """As menu/get gives it: leaves have an empty ``sub_button``."""
        if self.buttons is None:
            raise RefusedError(46003)
        return [
            {**b, "sub_button": [{**e, "sub_button": []} for e in b.get("sub_button", [])]}
            for b in self.buttons
        ]

    def entry(self, name: str) -> _Button:
        """An entry by the words on it."""
        for entry in self._entries():
            if name in entry["name"]:
                return entry
        raise AssertionError(f"no menu entry {name!r}")

    def _entries(self) -> Iterator[_Button]:
        for button in self.buttons or []:
            yield from button.get("sub_button") or [button]


def _check(button: Any, name_bytes: int) -> None:
    if not 1 <= len(str(button.get("name", "")).encode()) <= name_bytes:
        raise RefusedError(40018)
    if button.get("sub_button"):
        return
    if button.get("type") not in _TYPES:
        raise RefusedError(40017)
    if not 1 <= len(str(button.get("key", button.get("url", ""))).encode()) <= 128:
        raise RefusedError(40019)
