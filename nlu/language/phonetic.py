"""Phonetic keys: one code point a syllable, digits and letters as they are said.

The key of 旧庄 is the key of 旧装; S7 sounds as 爱思七 does, 3 as 三. Nothing has to be known
about what is a number or a letter, so a name has one key wherever it stands.
"""

import re
from dataclasses import dataclass
from functools import cache

from nlu.language.normal import Normal, normal
from nlu.language.syllables import all_syllables, fold, syllable
from nlu.language.words import words

_BASE = 0x100
"""The code of the first syllable; all codes lie above Latin-1 and below ``CODES``."""
CODES = _BASE + 512
_SAID = {
    **dict(zip("0123456789", words("ling yi er san si wu liu qi ba jiu"), strict=True)),
    "a": "ei", "b": "bi", "c": "xi", "d": "di", "e": "yi", "f": "ai fu", "g": "ji", "h": "ai qi",
    "i": "ai", "j": "jie", "k": "kai", "l": "ai le", "m": "ai mu", "n": "en", "o": "ou", "p": "pi",
    "q": "kou", "r": "a er", "s": "ai si", "t": "ti", "u": "you", "v": "wei", "w": "da bu liu",
    "x": "ai ke si", "y": "wai", "z": "zei de", "+": "jia", "π": "pai", "勒": "le", "幺": "yi",
}  # fmt: skip
"""How letters and digits are said."""
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
OTHER_READINGS = {
    "行": ("hang",), "乐": ("yue",), "重": ("chong",), "长": ("zhang",), "调": ("tiao",), "都": ("du",),
    "厦": ("xia",), "单": ("shan",), "曾": ("zeng",), "盖": ("ge",), "查": ("zha",), "解": ("xie",),
    "传": ("zhuan",), "藏": ("zang",), "朝": ("zhao",), "石": ("dan",), "车": ("ju",), "柏": ("bai",),
    "参": ("shen",), "仇": ("qiu",), "区": ("ou",), "任": ("ren",), "华": ("hua",), "尉": ("yu",),
    "蚌": ("beng",), "台": ("tai",), "浒": ("xu",), "枞": ("zong",), "薄": ("bao", "bo"), "降": ("xiang",),
    "血": ("xie",), "熟": ("shou",), "剥": ("bao",), "角": ("jue",), "给": ("ji",), "卡": ("qia",),
}  # fmt: skip
"""Second readings that names have, toneless."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and where its code points come from."""

    text: str
    form: Normal
    at: tuple[int, ...]
    """Of every code point: the index of its character in ``form.text``."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source under ``text[start:end]``."""
        return self.form.origin(self.at[start], self.at[end - 1] + 1)


class _Table(dict[int, str]):
    """Character → code points, filled as characters are met."""

    def __missing__(self, char: int) -> str:
        codes = "".join(code(fold(s)) for s in _said(chr(char)))
        self[char] = codes
        return codes


_table = _Table()


def code(sound: str) -> str:
    """The code point of a folded syllable; empty when there is no such syllable."""
    return _codes().get(sound, "")


def sound(point: str) -> str:
    """The folded syllable of a code point."""
    return all_syllables()[ord(point) - _BASE]


def key_of(text: str) -> str:
    """The key of a name."""
    return _sounded(normal(text)).translate(_table)


def keys_of(text: str) -> tuple[str, ...]:
    """The key of a name, and those of its second readings (粮油行: xing and hang)."""
    form = _sounded(normal(text))
    keys = [form.translate(_table)]
    for char in dict.fromkeys(c for c in form if c in OTHER_READINGS):
        parts = [part.translate(_table) for part in form.split(char)]
        keys += [code(fold(other)).join(parts) for other in OTHER_READINGS[char]]
    return tuple(dict.fromkeys(keys))


def key_with_origin(text: str) -> Key:
    """The key of a sentence with the way back to it."""
    form = normal(text)
    parts = [char.translate(_table) for char in _sounded(form)]
    at = tuple(i for i, part in enumerate(parts) for _ in part)
    return Key("".join(parts), form, at)


def _sounded(form: Normal) -> str:
    """The point of 1.5 is said; other points are not."""
    return _POINT.sub("点", form.text) if "." in form.text else form.text


def _said(char: str) -> list[str]:
    if char in _SAID:
        return _SAID[char].split()
    return [] if char.isascii() else [syllable(char)]


@cache
def _codes() -> dict[str, str]:
    return {one: chr(_BASE + i) for i, one in enumerate(all_syllables())}
