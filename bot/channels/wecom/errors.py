"""WeCom's error codes: which pass by themselves, which an admin must mend, which are final."""

from datetime import timedelta

BUSY = -1
NO_SECRET, NO_CORP = 40001, 40013
NO_MEDIA = 40007
KNOWN_TASK = 42014
TOO_OFTEN, TOO_MANY_AT_ONCE = 45009, 45033
NOT_MY_IP = 60020
NO_MENU = 46003
STALE = 42001
STALE_TOKEN = frozenset({40014, 41001, STALE})
"""The token is not, or no longer, good; a fresh one is."""
NOBODY = frozenset({40003, 40031, 60111, 81013})
"""None of those it was for can be reached: not in the company, or not in the visible range."""
UNREACHABLE = -1000
"""Stands for a network that is down, and for answers that are not WeCom's."""

_PASSES = {
    BUSY: timedelta(seconds=2),
    TOO_MANY_AT_ONCE: timedelta(seconds=2),
    TOO_OFTEN: timedelta(seconds=60),
}
"""What passes by itself, and after how long it is worth another try."""
REFUSALS = {
    NO_SECRET: timedelta(minutes=10),
    NO_CORP: timedelta(minutes=10),
    NOT_MY_IP: timedelta(minutes=1),
}
"""What WeCom says to a setting that is wrong. Asking again soon gets the address banned."""
_SETTINGS = {
    NO_SECRET: "WECOM_SECRET is not this app's Secret (errcode 40001)",
    NO_CORP: "WECOM_CORP_ID is no company's 企业ID (errcode 40013)",
    NOT_MY_IP: "this machine's address is not in 企业可信IP (errcode 60020); doctor shows it",
    40056: "WECOM_AGENT_ID is no app's AgentId (errcode 40056)",
    48002: "the app may not use this API (errcode 48002)",
    50003: "the app is switched off (errcode 50003)",
    60011: "the app may not do this, or not for this member (errcode 60011): 可见范围",
    301002: "the Secret belongs to another app than WECOM_AGENT_ID (errcode 301002)",
}
_MENDED = timedelta(minutes=10)
"""How long an admin may take before the message is tried again."""


class WeComError(Exception):
    """WeCom did not do it.

    ``code`` is its errcode, or ``UNREACHABLE``; ``after`` says when another try makes sense, and is
    ``None`` when nobody knows. Neither its words nor its cause hold a token or a secret.
    """

    def __init__(self, code: int, note: str, *, after: timedelta | None = None) -> None:
        self.code, self.after = code, after
        super().__init__(note)

    @property
    def setting(self) -> str:
        """What an admin has to set right; empty when that would not help."""
        return _SETTINGS.get(self.code, "")


def pause_of(code: int) -> timedelta | None:
    """How long to wait after an error that passes or is mended; ``None`` for any other."""
    if code in _PASSES:
        return _PASSES[code]
    if code in _SETTINGS:
        return REFUSALS.get(code, _MENDED)
    return None
