"""Closed lists of words, found in a sentence by their sound."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlu.language.phonetic import Key, key_of

_HEARD_FROM = 2
"""Syllables that a word needs to be known by its sound; 掉 alone sounds like 吊 and 调."""

_SPELT = "="
"""Before a word that counts only as it is written: 封了 sounds like 份了."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a list."""

    value: str
    """What the list calls it."""
    start: int
    end: int
    """The span in the original text."""


class Words:
    """Words and what each stands for."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._values: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        for value, words in groups.items():
            for word in words:
                key = key_of(word)
                if word.startswith(_SPELT):
                    self._spelt[word.removeprefix(_SPELT)] = value
                elif len(key) >= _HEARD_FROM:
                    self._values.setdefault(key, value)
        self._sizes = sorted({len(key) for key in self._values}, reverse=True)

    def find(self, key: Key, *, nested: bool = False) -> list[Hit]:
        """All of them in order; of several that begin at one place the longest.

        ``nested``: words inside longer words, too.
        """
        found = [Hit(v, at, at + len(w)) for w, v in self._spelt.items() for at in _places(w, key)]
        at = 0
        while at < len(key.text):
            sizes = self._words_at(key.text, at)
            for size in sizes if nested else sizes[:1]:
                value = self._values[key.text[at : at + size]]
                found.append(Hit(value, *key.origin(at, at + size)))
            at += 1 if nested or not sizes else sizes[0]
        return sorted(found, key=lambda hit: hit.start)

    def values(self, key: Key) -> list[str]:
        """What they stand for, each once."""
        return list(dict.fromkeys(hit.value for hit in self.find(key)))

    def _words_at(self, text: str, at: int) -> list[int]:
        """Lengths, the longest first."""
        room = len(text) - at
        return [n for n in self._sizes if n <= room and text[at : at + n] in self._values]


def _places(word: str, key: Key) -> list[int]:
    text = key.form.source
    return [at for at in range(len(text)) if text.startswith(word, at)] if word in text else []


@cache
def table(name: str) -> dict[str, list[str]]:
    """A list of ``nlu/data/slots.toml``."""
    found: dict[str, list[str]] = _tables()[name]
    return found


@cache
def words(name: str) -> Words:
    """The same, ready to be found."""
    return Words(table(name))


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("nlu").joinpath("data", "slots.toml").read_text("utf-8"))
