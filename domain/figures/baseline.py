"""以前每天核验95分钟: what checking took before there was a bot."""

import re

from domain.numbers import NUMERAL, numeral, plain

_SAID = re.compile(
    r"(?:以前|之前|原来|过去|从前|上线前|没用机器人).{0,6}(?:核验|复核|审核|核查|核对|检查|抽查).{0,8}?"
    rf"(?P<n>\d{{1,3}}(?:\.5)?|半|{NUMERAL})个?(?P<half>半)?个?(?P<unit>分钟|小时|钟头)"
)
_LONGEST = 30
_HOUR = 60
_DAY = 24 * _HOUR


def minutes_before(text: str) -> int | None:
    """Minutes a day that somebody says it took; ``None`` when he says nothing of it."""
    said = plain(text)
    found = _SAID.search(said) if len(said) <= _LONGEST else None
    if found is None:
        return None
    count = _number(found["n"]) + (0.5 if found["half"] else 0)
    minutes = round(count * (1 if found["unit"] == "分钟" else _HOUR))
    return minutes if 0 < minutes <= _DAY else None


def _number(said: str) -> float:
    if said == "半":
        return 0.5
    return float(said) if said[0].isdigit() else float(numeral(said) or 0)
