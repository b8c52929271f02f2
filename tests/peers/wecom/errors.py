"""Answers that say no."""

from collections import deque
from typing import Any

MESSAGES = {
    -1: "system busy",
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40006: "invalid file size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40009: "invalid image size",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40056: "invalid agentid",
    40058: "invalid parameter",
    41001: "access_token missing",
    41005: "media data missing",
    42001: "access_token expired",
    42014: "invalid taskid",
    44004: "text content is empty",
    45002: "content size out of limit",
    45009: "api freq out of limit",
    45033: "api concurrent out of limit",
    46003: "menu is not exist",
    60011: "no privilege to access/modify contact/party/agent",
    60020: (
        "not allow to access from your ip, hint: [1700000000123_4_abc], from ip: 203.0.113.7,"
        " more info at https://open.work.weixin.qq.com/devtool/query?e=60020"
    ),
    60111: "userid not found",
    81013: "user & party & tag all invalid",
    301002: "not allow operate another agent with this accesstoken",
}


class RefusedError(Exception):
    """The API says no, by an errcode."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"errcode {code}")

    @property
    def answer(self) -> dict[str, Any]:
        return refusal(self.code)


def refusal(code: int) -> dict[str, Any]:
    return {"errcode": code, "errmsg": MESSAGES.get(code, "error")}


class Troubles:
    """What goes wrong next, as a test ordered it."""

    def __init__(self) -> None:
        self._next: dict[str, deque[int]] = {}

    def order(self, path: str, code: int, times: int) -> None:
        """Answer the next calls of a path with an errcode.

        Or with an HTTP status from 500 on; or with 0: carried out, but the answer never comes.
        """
        self._next.setdefault(path, deque()).extend([code] * times)

    def due(self, path: str) -> int | None:
        waiting = self._next.get(path)
        return waiting.popleft() if waiting else None
