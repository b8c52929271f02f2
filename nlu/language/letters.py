"""Letters said in Chinese beside digits and letters: 爱思七 is S7, 踢艾姆二四一 is TM241.

A letter of two or three syllables is known by its sound, whatever characters a speech recogniser
chose. One of a single syllable is known by the characters that are used for letters only, and
only between letters and digits: 有, 位, 第 and 几 are words.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from nlu.language.syllables import syllable

_Form = TypeVar("_Form")
_SOUNDS: dict[tuple[str, ...], str] = {
    tuple(sounds.split()): letter
    for letter, all_sounds in {
        "f": "ai fu, ei fu, e fu, a fu",
        "h": "ai qi, ai qu, ai ci, ei qi, ei qu, ei ci, ai ke qi",
        "l": "ai le, ai lei, ei lei, ai lo, ai lou, ai ou, ei le, ei lou, e le, ai luo, ai er",
        "m": "ai mu, ei mu, ai men, ei men, ai me, e mu, an mu",
        "n": "ai en, ei en, ai lin",
        "r": "a er, a e, a le",
        "s": "ai si, ei si, e si, a si",
        "w": "da bu liu, da bu lou, da bo liu, da pu liu, da bu lu, da fu liu, de bu liu",
        "x": "ai ke si, ei ke si, ai ka si, e ke si, ai ge si, a ke si",
        "z": "zei de, zai de, ze de, zi de",
        "q": "ke you, ke iu, kui you",
        "y": "wa yi",
    }.items()
    for sounds in all_sounds.split(", ")
}
"""Toneless syllables with zh=z, n=l, ng=n as in ``syllables``."""
SIGNS = {
    letter_char: letter
    for letter, chars in {
        "a": "诶欸", "b": "必币逼毕碧", "c": "西希茜", "d": "迪蒂", "e": "伊衣", "g": "吉鸡", "i": "艾埃",
        "j": "杰", "k": "凯楷", "n": "恩嗯", "o": "欧偶", "p": "屁皮", "q": "扣寇", "r": "阿", "t": "踢替",
        "u": "优", "v": "威维微薇", "y": "歪", "z": "贼",
    }.items()
    for letter_char in chars
}  # fmt: skip
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万")
_MOST = 3


def may_spell(text: str) -> bool:
    """A quick look whether a letter's long name may be in a text."""
    return not _beginnings().isdisjoint(text)


@cache
def _beginnings() -> frozenset[str]:
    firsts = {sounds[0] for sounds in _SOUNDS}
    return frozenset(c for c in map(chr, range(0x4E00, 0xA000)) if syllable(c) in firsts)


def spell(form: _Form, replace: Callable[[_Form, list[tuple[int, int, str]]], _Form]) -> _Form:
    """Spoken letters next to letters and digits as letters."""
    text: str = form.text  # type: ignore[attr-defined]
    found = _found(text)
    return replace(form, found) if found else form


def _found(text: str) -> list[tuple[int, int, str]]:
    """Runs of letters' names that touch a letter, a digit or a numeral."""
    out: list[tuple[int, int, str]] = []
    at = 0
    while at < len(text):
        run, end = _names(text, at)
        while run and not _fits(text, run):
            run = run[:-1]
        out += run
        at = run[-1][1] if run else max(at + 1, min(end, at + 1))
    return out


def _names(text: str, start: int) -> tuple[list[tuple[int, int, str]], int]:
    """As many letter names as follow each other from here."""
    run: list[tuple[int, int, str]] = []
    at = start
    while at < len(text):
        one = _name(text, at)
        if one is None:
            break
        run.append(one)
        at = one[1]
    return run, at


def _name(text: str, at: int) -> tuple[int, int, str] | None:
    if text[at].isascii():
        return None
    for size in range(min(_MOST, len(text) - at), 1, -1):
        chars = text[at : at + size]
        if not any(c.isascii() or c in _NUMERALS for c in chars):
            letter = _SOUNDS.get(tuple(syllable(c) for c in chars))
            if letter:
                return at, at + size, letter
    return (at, at + 1, SIGNS[text[at]]) if text[at] in SIGNS else None


def _fits(text: str, run: list[tuple[int, int, str]]) -> bool:
    """A run between letters or digits; one with a long name may also begin or end there."""
    start, end = run[0][0], run[-1][1]
    left, right = _code(text[start - 1 : start]), _code(text[end : end + 1])
    long = any(stop - begin > 1 for begin, stop, _ in run)
    if run[-1][1] - run[-1][0] == 1 and not right and end < len(text):
        return False
    return (
        (left and right)
        or (long and (left or right or len(run) > 1))
        or (left and end == len(text))
    )


def _code(char: str) -> bool:
    latin = char.isascii() and (char.isalnum() or char == "-")
    return bool(char) and (latin or char in _NUMERALS or char == "杠")
