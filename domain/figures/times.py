"""日报改到18:00: when digests come, asked and changed in words; 不要日报了."""

import re
from dataclasses import dataclass
from datetime import time

from domain.numbers import NUMERAL, numeral, plain

KEYS = {"日": "晚间汇总", "晚": "晚间汇总", "周": "周报时间", "月": "月报时间"}
"""The settings, by the first letter of what people call a digest."""
_DIGEST = r"(?P<which>[日晚周月])(?:报|间汇总|汇总)"
_ASKED = re.compile(
    rf"{_DIGEST}.{{0,4}}(?:几点|什么时候|啥时候|何时)|(?:几点|什么时候|何时).{{0,4}}{_DIGEST.replace('which', 'which2')}"
)
_CLOCK = (
    r"(?:每[天晚]|周[一]|[早每月])?(?P<half>早上|上午|中午|下午|傍晚|晚上|晚)?"
    rf"(?P<hour>\d{{1,2}}|{NUMERAL})(?:[:点时](?P<minute>\d{{2}}|半|{NUMERAL})?分?)"
)
_CHANGED = re.compile(
    rf"{_DIGEST}.{{0,6}}?(?:改到|改成|改为|改在|调到|调成|提前到|推迟到|定在|设为|设成){_CLOCK}(?:再|给我|发|推|送|来|吧|了)*[.!]?$"
)
_WISHED = re.compile(
    rf"{_DIGEST}.{{0,6}}?{_CLOCK}(?:再|才|就|给我)?[发推送来](?:给我|吧|过来|送|[.!])*$"
)
_EARLIER = re.compile(
    rf"{_CLOCK}(?:再|才|就|给我)*[发推送收看](?:给|我|送|一份|份|的)*{_DIGEST}[吧.!]?$"
)
_OFF = re.compile(
    r"(?:不要|别|不用|不想|不需要|停掉?|停止|取消|关掉|关闭|退订|屏蔽)(?:再|给我|我的|每天的|收到?|看|发送?|推送?|接收|的)*"
    rf"{_DIGEST}(?:了|吧|啦|[.!])*$"
    rf"|{_DIGEST.replace('which', 'which2')}(?:我|就|以后|今后|都)*(?:不要|别|不用|不想|停|取消|关|退订)(?:再|给我|发|推送?|收|看|掉|了|吧|[.!])*$"
)
_LONGEST = 30
_NOON = 12
_LATE = frozenset({"下午", "傍晚", "晚上", "晚", "中午"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked about the times."""

    key: str
    """The setting; empty where all times are asked."""
    at: time | None = None
    """The new time; ``None`` where it is only asked, or no time of day."""
    change: bool = False
    off: bool = False
    """Whether somebody wants none any more."""


def wanted(text: str) -> Wanted | None:
    """Read it; ``None`` for other words."""
    said = plain(text)
    if len(said) > _LONGEST:
        return None
    for pattern in (_CHANGED, _WISHED, _EARLIER):
        if found := pattern.search(said):
            return Wanted(KEYS[found["which"]], _time(found), change=True)
    if found := _OFF.search(said):
        return Wanted(KEYS[found["which"] or found["which2"]], off=True)
    return Wanted("") if _ASKED.search(said) else None


def _time(found: re.Match[str]) -> time | None:
    hour, minute = _number(found["hour"]), found["minute"]
    minutes = 30 if minute == "半" else _number(minute) if minute else 0
    if hour is None or minutes is None:
        return None
    if found["half"] in _LATE and 0 < hour < _NOON:
        hour += _NOON
    try:
        return time(hour, minutes)
    except ValueError:
        return None


def _number(said: str) -> int | None:
    return int(said) if said.isdigit() else numeral(said)
