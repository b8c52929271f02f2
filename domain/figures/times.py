"""日报改到18:00: when digests come, asked and changed in words."""

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
_CHANGED = re.compile(
    rf"{_DIGEST}.{{0,6}}?(?:改到|改成|改为|改在|调到|调成|提前到|推迟到|定在|设为|设成)(?:每[天晚]|周[一]|[早每月])?"
    r"(?P<half>早上|上午|中午|下午|傍晚|晚上|晚)?"
    rf"(?P<hour>\d{{1,2}}|{NUMERAL})(?:[:点时](?P<minute>\d{{2}}|半|{NUMERAL})?分?)(?:发|推|送|来|吧|了)*[.!]?$"
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


def wanted(text: str) -> Wanted | None:
    """Read it; ``None`` for other words."""
    said = plain(text)
    if len(said) > _LONGEST:
        return None
    if found := _CHANGED.search(said):
        return Wanted(KEYS[found["which"]], _time(found), change=True)
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
