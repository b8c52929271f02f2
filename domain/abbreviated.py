"""Stores by the beginning of their names, among a few: 晨光 for 晨光便利店."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.directory import Directory
from domain.numbers import plain
from domain.stores import Store

_SHORTEST = 2
_BETWEEN = frozenset(",、和跟与及还有以及 ")
"""Letters that join one store to the next."""
GONE = "\ufffc"
"""Stands where a store was named."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where words name a store, and which it may be."""

    begin: int
    end: int
    stores: tuple[Store, ...]


def mentions(said: str, among: Sequence[Store], directory: Directory) -> list[Mention]:
    """Where the words name stores, in their order.

    In full or by code; where none is, by the longest beginning of a name. Stores that are listed
    beside one may stand there by their beginnings.
    """
    text = plain(said).upper()
    names = [(word, s) for s in among for word in (s.code.upper(), plain(s.name).upper())]
    whole = directory.stores_in(text, among)
    known = {s.code for s in whole}
    found = _spans(text, [(word, s) for word, s in names if s.code in known])
    begun = _spans(text, [(_begun(plain(s.name).upper(), text), s) for s in among])
    if not found:
        most = max((m.end - m.begin for m in begun), default=0)
        found = [m for m in begun if m.end - m.begin == most]
    free = [m for m in begun if not any(m.begin < f.end and f.begin < m.end for f in found)]
    while listed := [m for m in free if any(_joined(text, m, f) for f in found)]:
        found = [*found, *listed]
        free = [m for m in free if m not in listed]
    return sorted(found, key=lambda m: m.begin)


def without(said: str, named: Sequence[Mention]) -> str:
    """Words with a mark in the place of each store, so that no number of a name is read as more."""
    text = plain(said)
    for mention in reversed(named):
        text = f"{text[: mention.begin]}{GONE}{text[mention.end :]}"
    return text


def _spans(text: str, words: Sequence[tuple[str, Store]]) -> list[Mention]:
    """Where the words stand; a word within a longer one is that one's."""
    at: dict[tuple[int, int], list[Store]] = {}
    for word, store in words:
        if word and (begin := text.find(word)) >= 0:
            at.setdefault((begin, begin + len(word)), []).append(store)
    outer = [
        span
        for span in at
        if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in at)
    ]
    return [Mention(*span, tuple(dict.fromkeys(at[span]))) for span in outer]


def _joined(text: str, one: Mention, other: Mention) -> bool:
    """Whether nothing but 「、」 or 「和」 stands between them."""
    first, second = sorted((one, other), key=lambda m: m.begin)
    return set(text[first.end : second.begin]) <= _BETWEEN


def _begun(name: str, text: str) -> str:
    """The longest beginning of a name that stands in a text; empty when it is but one letter."""
    lengths = range(len(name), _SHORTEST - 1, -1)
    return next((name[:n] for n in lengths if name[:n] in text), "")
