"""以前每天核验95分钟: what checking took before there was a bot."""

import re

from domain.numbers import NUMERAL, numeral, plain

_TIME = rf"(?P<n>\d{{1,3}}(?:\.\d)?|半|{NUMERAL})个?(?P<half>半)?个?(?P<unit>分钟|小时|钟头)(?P<more>半)?"
_CHECKING = r"(?:核验|复核|审核|核查|核对|检查|抽查|验收|翻照片|看照片)"
_BEFORE = r"(?:以前|之前|原来|原先|过去|从前|上线前|用之前|没用机器人|没有机器人)"
_SAID = re.compile(rf"{_BEFORE}.{{0,6}}{_CHECKING}.{{0,8}}?{_TIME}")
_SPENT = re.compile(rf"{_BEFORE}.{{0,10}}?{_TIME}.{{0,6}}{_CHECKING}")
_SET = re.compile(
    r"(?:基准|基线|核验基准|对比的数|以前的核验(?:时间|工时))(?:值|时间|工时|数)?(?:改成|改为|改到|改|设为|设成|设置为|设|定为|定成|是|为|换成)?"
    rf"(?:每天)?{_TIME}"
)
_LONGEST = 30
_HOUR = 60
_DAY = 24 * _HOUR


def minutes_before(text: str) -> int | None:
    """Minutes a day that somebody says it took; ``None`` when he says nothing of it."""
    said = plain(text)
    if len(said) > _LONGEST:
        return None
    found = next((f for p in (_SAID, _SPENT, _SET) if (f := p.search(said))), None)
    if found is None:
        return None
    count = _number(found["n"]) + (0.5 if found["half"] or found["more"] else 0)
    minutes = round(count * (1 if found["unit"] == "分钟" else _HOUR))
    return minutes if 0 < minutes <= _DAY else None


def _number(said: str) -> float:
    if said == "半":
        return 0.5
    return float(said) if said[0].isdigit() else float(numeral(said) or 0)
