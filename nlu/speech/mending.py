"""Misheard words put right: what sounds alike is tried, and the engine's own ear decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlu.language.alike import placed
from nlu.language.phonetic import Key, key_of, key_with_origin

Weigh = Callable[[str], float]
"""Natural logarithm of the probability that a text was said."""
_LATITUDE_OWN, _LATITUDE_TRADE = 3.0, 2.6
"""How much less likely (in natural logarithms a syllable) a name of the person's day, and a word of
the trade, may be than what the engine heard by itself."""
_FAR_OWN, _FAR_TRADE = 0.28, 0.2
"""How unlike a sound may be, mean a syllable, see ``nlu.language.alike``."""
_DISTANCE_COUNTS = 2.5
_TRIES = 12
"""Texts that are weighed for one stretch: 50 ms each."""
_LEAST = 2
"""Syllables; one alone says nothing."""


@dataclass(frozen=True, slots=True, order=True)
class _Proposal:
    """A word in the place of something that sounds like it."""

    distance: float
    shorter: int
    start: int
    end: int
    word: str
    latitude: float


def mended(text: str, weigh: Weigh, hot_words: Sequence[str]) -> str:
    """The text with the person's names and the words of the trade where they were said."""
    said, weight, tried = text, weigh(text), set[tuple[str, str]]()
    for _ in range(_TRIES):
        proposal = next(
            (
                p
                for p in _proposals(said, hot_words)
                if (p.word, said[p.start : p.end]) not in tried
            ),
            None,
        )
        if proposal is None:
            break
        tried.add((proposal.word, said[proposal.start : proposal.end]))
        other = said[: proposal.start] + proposal.word + said[proposal.end :]
        likely = weigh(other)
        if likely >= weight - proposal.latitude:
            said, weight = other, likely
    return said


def _proposals(text: str, hot_words: Sequence[str]) -> list[_Proposal]:
    """The nearest first, of those the longest."""
    key = key_with_origin(text)
    own = (_place(text, key, word, _FAR_OWN, _LATITUDE_OWN) for word in hot_words)
    trade = (_place(text, key, word, _FAR_TRADE, _LATITUDE_TRADE) for word in trade_words())
    return sorted(filter(None, (*own, *trade)))


def _place(text: str, key: Key, word: str, far: float, latitude: float) -> _Proposal | None:
    """Where the word may have been said, if anywhere."""
    wanted = key_of(word)
    size = len(wanted)
    if size < _LEAST or word in text:
        return None
    cost, first, last = placed(wanted, key.text, (1.0,) * size)
    distance = cost / size
    if distance > far or last == first:
        return None
    start, end = key.origin(first, last)
    room = latitude * size * (1 - _DISTANCE_COUNTS * distance)
    return _Proposal(distance, -size, start, end, word, room)


@cache
def trade_words() -> tuple[str, ...]:
    """Words of the trade, from the package's list."""
    text = (files("nlu.data") / "trade_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))
