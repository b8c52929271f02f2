"""Numbers as people write and say them in Chinese."""

import re
import unicodedata
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_STOPS = str.maketrans("。、「」【】", ",,[][]")
_LONGEST = 16
"""Letters of a numeral; more are noise, not a number."""
NUMERAL = "[零〇一二两俩三四五六七八九十百千万]+"
_PLACE = re.compile(
    r"(?:选|就|是|要)?(?:([0-9]{1,3})|第(?:([一二三四五六七八九十]{1,3})|([0-9]{1,3}))[个家位项条款种]?)[吧。.!]?"
)
"""A bare number, or one with its 第."""


@lru_cache(256)  # every grammar of a message asks anew
def plain(text: str) -> str:
    """Fold full-width letters, digits and punctuation to their plain forms, and trim.

    Chinese commas, stops and brackets become ASCII ones, so that a grammar needs one set.
    """
    folded = re.sub(r"(?<=\d)。(?=\d)", ".", unicodedata.normalize("NFKC", text))
    return folded.translate(_STOPS).strip()


def numeral(text: str) -> int | None:
    """The value of a Chinese numeral (``十二``, ``一百零五``, ``两千``), or ``None``.

    Digits said one by one (``二三八``) are read as written: 238. A last digit right after a
    power counts the next lower one, as people say it: ``一百二`` is 120, ``一百零二`` is 102.
    """
    if len(text) > _LONGEST or not re.fullmatch(NUMERAL, text) or text[0] in "百千万":
        return None
    if len(text) > 1 and not any(c in _POWERS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS and digit:
            return None  # 二三十: somewhere between
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _POWERS[char], 0
    if digit and len(text) > 1 and text[-2] in "百千万":
        digit *= _POWERS[text[-2]] // 10
    return total + section + digit


def place(text: str) -> int | None:
    """Which one of a list is meant: 「2」「第二个」「选2」; ``None`` for other words."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    digits = found[1] or found[3]
    return int(digits) if digits else numeral(found[2])
