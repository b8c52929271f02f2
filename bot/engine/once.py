"""Messages that hold a secret: once they are sent, or never will be, only a remark is kept."""

from collections.abc import Mapping
from typing import Any

_REMARKS = {
    "links/made": "登录链接已发出,只显示一次。",
    "invitations/card": "邀请码已发出,只显示一次。要重发就再邀请一次。",
    "invitations/list": "邀请码已发出,只显示一次。要重发就再邀请一次。",
}


def holds_secret(template: str) -> bool:
    """Whether messages of that template may not be kept as they are."""
    return template in _REMARKS


def kept(template: str, **values: Any) -> Mapping[str, Any]:
    """What is kept of a message that is done with, ``values`` where nothing is secret."""
    if not holds_secret(template):
        return values
    return {"text": _REMARKS[template], "image": "", "facts": {}, "draw": None}
