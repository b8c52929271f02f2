"""Names as a speech recogniser may write them; its spellings come from no table of ours."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from pypinyin import lazy_pinyin

HEAVY, FOREIGN = "heavy", "foreign"
"""heavy: homophones 22 %, near sounds, deletions 3 %, letters and numbers spoken. foreign: letters in
unusual spellings, homophones 10 %, any sound one letter off 8 %, deletions 4 %, insertions 2 %."""
_DIGITS = "零一二三四五六七八九"
_SPOKEN: Mapping[str, Sequence[str]] = {
    "a": ("诶", "A"), "b": ("必", "B", "比"), "c": ("西", "C"), "d": ("迪", "D"), "e": ("伊", "E"),
    "f": ("艾弗", "F", "爱抚"), "g": ("吉", "G"), "h": ("艾尺", "H"), "i": ("艾", "I"), "j": ("杰", "J"),
    "k": ("开", "K"), "l": ("艾勒", "L"), "m": ("艾姆", "M"), "n": ("恩", "N"), "o": ("欧", "O"),
    "p": ("屁", "P"), "q": ("扣", "Q"), "r": ("阿尔", "R"), "s": ("爱思", "艾斯", "S"), "t": ("踢", "T"),
    "u": ("优", "U"), "v": ("威", "V"), "w": ("达不溜", "W"), "x": ("爱克斯", "X"), "y": ("歪", "Y"),
    "z": ("贼德", "Z"),
}  # fmt: skip
_FOREIGN: Mapping[str, Sequence[str]] = {
    "a": ("哎", "A"), "b": ("闭", "B"), "c": ("塞", "C"), "d": ("帝", "D"), "e": ("亿", "E"),
    "f": ("哎夫", "F"), "g": ("寄", "G"), "h": ("诶吃", "H"), "i": ("唉", "I"), "j": ("宅", "J"),
    "k": ("剋", "K"), "l": ("哎欧", "L"), "m": ("安姆", "M"), "n": ("安", "N"), "o": ("呕", "O"),
    "p": ("批", "P"), "q": ("秋", "Q"), "r": ("啊", "R"), "s": ("埃死", "S"), "t": ("剃", "T"),
    "u": ("忧", "U"), "v": ("喂", "V"), "w": ("大不六", "W"), "x": ("叉", "X"), "y": ("外", "Y"),
    "z": ("载", "Z"),
}  # fmt: skip
_UNITS = {"ml": "毫升", "kg": "公斤", "l": "升", "g": "克", "v": "伏"}
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("l", "n"), ("z", "zh"), ("s", "sh"))
_NEAR_ENDS = (("ing", "in"), ("eng", "en"), ("in", "ing"), ("en", "eng"), ("ang", "an"))
_KEPT = frozenset(_DIGITS + "十百千点杠")


def misheard(text: str, level: str, dice: Random) -> str:
    """One hearing of a text."""
    said = re.sub(
        r"(\d)(ml|kg|l|g|v)(?![a-z])", lambda m: _unit(m, dice), text, flags=re.IGNORECASE
    )
    said = said.replace("-", dice.choice(("", "", "杠", "-"))).replace("/", "")
    said = re.sub(r"\d+\.\d+|\d+", lambda m: _number(m[0], dice), said)
    share = 0.3 if level == HEAVY else 0.35
    table = _SPOKEN if level == HEAVY else _FOREIGN
    said = "".join(
        dice.choice(table[c.lower()])
        if c.isascii() and c.isalpha() and dice.random() < share
        else c
        for c in said
    )
    heard = "".join(_heard(c, level, dice) for c in said)
    return heard.replace(" ", "") if dice.random() < 0.8 else heard  # noqa: PLR2004


def _unit(found: re.Match[str], dice: Random) -> str:
    return found[1] + (_UNITS[found[2].lower()] if dice.random() < 0.8 else found[2])  # noqa: PLR2004


def _number(digits: str, dice: Random) -> str:
    if dice.random() < 0.35:  # noqa: PLR2004
        return digits
    whole, point, rest = digits.partition(".")
    placed = _short(whole) and (point or dice.random() < 0.6)  # noqa: PLR2004
    said = _placed(int(whole)) if placed else _one_by_one(whole)
    return f"{said}点{_one_by_one(rest)}" if point else said


def _short(whole: str) -> bool:
    return len(whole) <= 3 and whole[0] != "0"  # noqa: PLR2004


def _one_by_one(digits: str) -> str:
    return "".join(_DIGITS[int(c)] for c in digits)


def _placed(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if not hundreds and tens == 1 else f"{_DIGITS[tens]}十"
    elif ones and hundreds:
        said += "零"
    return said + (_DIGITS[ones] if ones or not said else "")


def _heard(char: str, level: str, dice: Random) -> str:
    if not "一" <= char <= "鿿" or char in _KEPT:
        return char
    return _heavy(char, dice) if level == HEAVY else _foreign(char, dice)


def _heavy(char: str, dice: Random) -> str:
    roll = dice.random()
    if roll < 0.22:  # noqa: PLR2004
        sound = _sound(char)
        return _alike(_near(sound, dice) if dice.random() < 0.25 else sound, char, dice)  # noqa: PLR2004
    return "" if roll < 0.25 else char  # noqa: PLR2004


def _foreign(char: str, dice: Random) -> str:
    roll = dice.random()
    if roll < 0.18:  # noqa: PLR2004
        sound = _sound(char) if roll < 0.10 else _one_off(_sound(char), dice)  # noqa: PLR2004
        return _alike(sound, char, dice)
    if roll < 0.22:  # noqa: PLR2004
        return ""
    return char + dice.choice("的了啊一是个") if roll < 0.24 else char  # noqa: PLR2004


def _sound(char: str) -> str:
    return str(lazy_pinyin(char)[0])


def _alike(sound: str, char: str, dice: Random) -> str:
    return dice.choice(_characters().get(sound, [char]))


def _near(sound: str, dice: Random) -> str:
    options = [b + sound.removeprefix(a) for a, b in _NEAR if sound.startswith(a)]
    options += [sound.removesuffix(a) + b for a, b in _NEAR_ENDS if sound.endswith(a)]
    known = [o for o in options if o in _characters()]
    return dice.choice(known) if known else sound


def _one_off(sound: str, dice: Random) -> str:
    """Another syllable that differs in one letter."""
    return dice.choice(_neighbours(sound) or [sound])


@cache
def _neighbours(sound: str) -> list[str]:
    def off(other: str) -> bool:
        if len(other) == len(sound):
            return sum(a != b for a, b in zip(sound, other, strict=True)) == 1
        long, short = sorted((sound, other), key=len, reverse=True)
        cut = (long[:i] + long[i + 1 :] for i in range(len(long)))
        return len(long) - len(short) == 1 and short in cut

    return [other for other in _characters() if off(other)]


@cache
def _characters() -> dict[str, list[str]]:
    """The common characters of every toneless syllable (level 1 of GB 2312)."""
    found: dict[str, list[str]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF if high < 0xD7 else 0xFA):  # noqa: PLR2004
            char = bytes([high, low]).decode("gb2312")
            found.setdefault(_sound(char), []).append(char)
    return found
