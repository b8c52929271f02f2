"""Planned stops that are not done: 跳过 晨光便利店 关门装修; 晨光今天不去了,老板出差."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.abbreviated import said_of, stores_meant
from domain.directory import Directory
from domain.numbers import plain
from domain.stores import Store

_LONGEST = 60
_SIGN = re.compile(
    r"跳过|略过|(?:先|就)?不(?:用|想|能|准备|打算)?(?:过去|去|跑|拜访)(?:了|啦|成)?|(?:去|跑|拜访)不(?:了|成)|没法(?:去|跑|拜访)|划掉|从(?:今天)?(?:的)?计划(?:里|中)?(?:去掉|删掉|删除|拿掉)"
)
_COMMAND = re.compile(r"^/?(?:我想|我要|请|帮我)?(?:跳过|略过)")
_BACK = re.compile(
    r"^(?:我)?(?:把)?(?P<what>[^,]{0,20}?)(?:的)?(?:(?:撤回|撤销|取消|恢复)(?:了)?(?:掉)?(?:的)?跳过(?:申请)?|不跳过?了|(?:跳过(?:申请)?)(?:撤回|取消|撤销))(?P<more>[^,]{0,20})[了吧.!]*$"
)
_ASKING = re.compile(r"[?吗]|怎么|为什么|要不要|谁|哪几家|哪家|多少|能不能")
_ANYTHING = re.compile(r"^[我今天日,还有的下一这那家店个门把要想先吧了也\s]*$")
_REST = re.compile(
    r"^(?:今天|今日|这家店?|那家店?|门店(?!里)|店(?!里|家)|我|就|也|先|把|了|的|吧|啦|要|得|都|再|,|\s)+|(?:,|\s|了|吧|啦|今天|[.!])+$"
)
_WHY = re.compile(r"^(?:因为|由于|原因(?:是)?|理由(?:是)?|是|说)[:,\s]*")
REASONS = ("关门装修", "老板不在", "今天来不及", "店家改约")


@dataclass(frozen=True, slots=True)
class Skip:
    """What is to be skipped, and why."""

    stores: tuple[Store, ...]
    """One when it is clear; several or none must be asked about."""
    reason: str = ""
    clear: bool = True
    """The words order it, even where they name no store of the day."""


def may_skip(said: str) -> bool:
    """Whether a plain sentence is worth reading against the day's stores."""
    return len(said) <= _LONGEST and bool(_SIGN.search(said)) and not _ASKING.search(said)


def parse(text: str, stops: Sequence[Store], directory: Directory) -> Skip | None:
    """Read a sentence against the stores of the day; ``None`` for any other sentence."""
    said = plain(text)
    sign = _SIGN.search(said) if may_skip(said) else None
    if sign is None:
        return None
    ordered = bool(_COMMAND.match(said))
    found = stores_meant(said, stops, directory)
    if not found and not ordered:
        return None
    rest = f"{said[: sign.start()]},{said[sign.end() :]}"
    for store in found:
        rest = rest.replace(said_of(store, rest), ",", 1)
    reason = "" if _ANYTHING.match(rest) else reason_in(rest)
    return Skip(tuple(found), reason, ordered)


def reason_in(words: str) -> str:
    """What is left as the reason."""
    parts = [_REST.sub("", _WHY.sub("", part.strip())).strip() for part in words.split(",")]
    return ",".join(_WHY.sub("", part) for part in parts if len(part) > 1)


def taken_back(text: str) -> str | None:
    """What 「撤回跳过 晨光」 names; empty for the last one; ``None`` for any other sentence."""
    said = plain(text)
    found = _BACK.match(said) if len(said) <= _LONGEST else None
    return f"{found['what']} {found['more']}".strip() if found else None
