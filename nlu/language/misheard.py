"""Words of time that a speech recogniser wrote otherwise: 上州 is 上周, 三级度 is 三季度."""

from functools import cache

import numpy as np

from nlu.language.arrays import Keys
from nlu.language.keyring import Keyring
from nlu.language.phonetic import key_of, key_with_origin

_WORDS = [
    "今天",
    "昨天",
    "明天",
    "前天",
    "后天",
    "上周",
    "本周",
    "下周",
    "这周",
    "上月",
    "上个月",
    "去年",
    "明年",
    "国庆",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "本季度",
    "上季度",
    "这季度",
    "上礼拜",
    "这礼拜",
    "下礼拜",
    "上星期",
    "这星期",
    "下星期",
    "个礼拜",
    "个星期",
    "上半年",
    "下半年",
    "最近三个月",
    "春节",
    "中秋",
]
"""None that is near to a plain word: 近年, 工作日, 近日."""
_OWN = frozenset("0123456789零一二三四五六七八九十两几上下本这今明昨前后去年月周日天号季初底")
"""Characters that speak of time themselves are taken at their word."""


def repaired(text: str) -> str:
    """The text with such words put right; every character stays in its place."""
    ring = _ring()
    key = key_with_origin(text)
    for start, end, rows in ring.find(key.text):
        low, high = key.origin(start, end)
        word, said = _WORDS[rows[0]], text[low:high]
        changed = [b for a, b in zip(word, said, strict=False) if a != b]
        if (
            len(said) == len(word)
            and said[0] == word[0]
            and changed
            and not _OWN.intersection(changed)
        ):
            text = f"{text[:low]}{word}{text[high:]}"
    return text


@cache
def _ring() -> Keyring:
    return Keyring(Keys(key_of(word) for word in _WORDS), np.arange(len(_WORDS), dtype=np.int32))
