"""What would be changed: -5%, -2元, one product for another."""

import re
from collections.abc import Collection
from typing import Any

from nlu.language.numerals import digits
from nlu.language.slots.sentence import Sentence

_HAN = "零〇一二两三四五六七八九十百"
_AMOUNT = re.compile(
    rf"([0-9]{{1,5}}(?:\.[0-9]{{1,2}})?|[{_HAN}]{{1,4}}|半) ?"
    r"(%|个百分点|个点|percent|个pt|点|成|折|块钱|块|元|毛钱|毛|角|蚊|倍)"
)
_WHOLE = (
    (re.compile("砍半|减半|腰斩|半价|对折|砍一半|减一半|降一半|少一半"), "-50%"),
    (re.compile("翻倍|加倍|翻一番|翻番"), "+100%"),
)
_UP = re.compile(
    "涨|提价|提高|加价|抬|上调|贵|升|上浮|加到|提[0-9一二三四五六七八九十]|加[0-9一二两三四五六七八九十]"
)
_UNITS = {"个百分点": "%", "个点": "%", "percent": "%", "个pt": "%", "点": "%", "块钱": "元", "块": "元", "蚊": "元",
    "毛钱": "毛", "角": "毛"}  # fmt: skip
_SIZED = re.compile("[降涨提减加便宜调少让贵砍抬升浮打扣打去下高低]")
_NEAR = 8
"""Characters before the amount in which the verb stands."""
_INSTEAD = re.compile("(?:用|拿|以|让|上|推|靠|改用|改推|换上|改卖|use) ?$")
_REPLACED = re.compile("替换|换掉|换下|换了|顶")
_STANDS_IN = re.compile("代替|替代|取代|顶替|顶掉|替掉|接替|替下")
_BECOMES = re.compile("换成|换为|替换为|替换成|替成|改成|改为|换作|变成|变为|换$|被|to")


def change(sentence: Sentence) -> str | None:
    """By how much: the sign, the number, and % or the currency's unit."""
    text = sentence.digits
    for found in _AMOUNT.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if found[2] == "折" or _SIZED.search(before):
            value = _worked_out(found[1], found[2], "+" if _UP.search(before) else "-")
            if value:
                return value
    return next((value for pattern, value in _WHOLE if pattern.search(text)), None)


def _worked_out(said: str, unit: str, sign: str) -> str | None:
    read = "0.5" if said == "半" else said if said[0].isascii() else _read(said, unit)
    if read is None:
        return None
    if unit == "折":
        return f"-{100 - _tenths(read):g}%"
    if unit == "成":
        return f"{sign}{float(read) * 10:g}%"
    return f"{sign}{read}{_UNITS.get(unit, unit)}"


def _read(said: str, unit: str) -> str | None:
    """九五折 is ninety-five percent, not a number with places."""
    return digits(said) if unit != "成" or len(said) == 1 else None


def _tenths(read: str) -> float:
    """9, 95 or 8.5 折 in percent of the price."""
    value = float(read)
    return value * 10 if value < 10 else value  # noqa: PLR2004


def in_order(sentence: Sentence, slots: dict[str, Any]) -> dict[str, Any]:
    """Swap the two products when the new one was said first: 用青花椒换掉藤椒."""
    found = sentence.of("product", "series", "order_code")
    if len(found) < 2 or "from_product" not in slots:  # noqa: PLR2004
        return slots
    first, second = found[0], found[1]
    between = sentence.text[first.end : second.start]
    given = _INSTEAD.search(sentence.text[: first.start])
    new_first = _STANDS_IN.search(between) or (given and _REPLACED.search(between))
    if new_first and not _BECOMES.search(between):
        return slots | {"from_product": slots["to_product"], "to_product": slots["from_product"]}
    return slots


def changes(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """Slots of a what-if."""
    found = change(sentence) if "change" in allowed else None
    return {"change": found} if found else {}
