"""How like two names sound, syllable by syllable, and what may stand for what."""

from collections.abc import Sequence
from functools import cache, lru_cache

from nlu.language.letters import SIGNS
from nlu.language.phonetic import CODES, Key, code, key_with_origin, sound
from nlu.language.syllables import all_syllables

_FINALS = ("uan", "ian", "iao", "uai", "uo", "ua", "ui", "un", "iu", "ie", "ue", "ia", "an", "ao", "ai",
           "ou", "ei", "en", "in", "on", "er", "a", "o", "e", "i", "u", "v")  # fmt: skip
_INITIAL_GROUPS = ("bp", "dt", "gkh", "jqx", "zcs", "lr", "fh", "mn", "wy")
_FINAL_GROUPS = (
    ("an", "ian", "uan", "en", "in", "un", "on"), ("ao", "iao", "ou", "iu"), ("ai", "ei", "uai", "ui"),
    ("uo", "o", "e"), ("a", "ia", "ua"), ("i", "u", "v", "iu", "ie"), ("ie", "ue", "e"),
)  # fmt: skip
_GAP, _MORE = 0.9, 0.6
_LONG = frozenset("fhlmrswxz")
"""Letters whose names have several syllables: no word is taken for one."""


@cache
def unlike(a: str, b: str) -> float:
    """How far two code points are apart: 0 the same syllable, 1 nothing in common."""
    if a == b:
        return 0.0
    (first, last), (first2, last2) = _parts(sound(a)), _parts(sound(b))
    heads = 0.0 if first == first2 else 0.5 if _grouped(first, first2) else 1.0
    tails = 0.0 if last == last2 else 0.5 if _near(last, last2) else 1.0
    return min(1.0, 0.6 * heads + 0.7 * tails)


def placed(name: str, said: str, weights: Sequence[float]) -> tuple[float, int, int]:
    """Where in what was said the name fits best: (cost, start, end).

    The cost is the least weighed sum of exchanged, missing and additional syllables; ``weights``
    one a code point of the name. What stands before and after costs nothing.
    """
    costs, starts = [0.0] * (len(said) + 1), list(range(len(said) + 1))
    for one, weight in zip(name, weights, strict=True):
        gap = _GAP * weight
        cost, start = costs[0], starts[0]
        costs[0] += gap
        left = costs[0]
        for j, other in enumerate(said, 1):
            here, origin = (cost if one == other else cost + weight * unlike(one, other)), start
            cost, start = costs[j], starts[j]
            if cost + gap < here:
                here, origin = cost + gap, start
            if left + _MORE < here:
                here, origin = left + _MORE, starts[j - 1]
            costs[j], starts[j] = here, origin
            left = here
    end = min(range(len(costs)), key=lambda j: (costs[j], starts[j] - j))
    return costs[end], starts[end], end


def halves(key: str) -> str:
    """A key with two code points a syllable, how it begins and how it ends: near sounds share one."""
    return key.translate(_halves())


@cache
def _halves() -> dict[int, str]:
    numbers: dict[str, int] = {}
    table = {}
    for one in all_syllables():
        first, last = _parts(one)
        head, tail = (numbers.setdefault(part, len(numbers)) for part in (f"{first}-", f"-{last}"))
        table[ord(code(one))] = chr(CODES + head) + chr(CODES + tail)
    return table


@lru_cache(4_096)
def key_of_name(name: str) -> Key:
    """The key of a name, kept."""
    return key_with_origin(name)


def agrees(name: Key, said: Key, start: int, end: int) -> tuple[bool, float]:
    """Whether a window of the same sound may be the name, and how much of it is spelled so (0-1).

    Letters and digits that were typed are what they are: S7-1600 sounds like nothing but itself.
    A spoken letter is only taken for one when it is written with a character used for letters.
    """
    if len(name.text) != end - start:
        return False, 0.0
    same = 0
    for i in range(end - start):
        want = name.form.text[name.at[i]]
        spot = said.at[start + i]
        got, typed = said.form.text[spot], said.form.source[said.form.spans[spot][0]]
        if want == got:
            same += 1
        elif not _may_stand(want, got, typed, size=end - start):
            return False, 0.0
    return True, same / max(1, end - start)


def _may_stand(want: str, got: str, typed: str, size: int) -> bool:
    if _latin(typed):
        return typed.isdigit() and not _latin(want)
    if not _latin(want):
        return not _latin(got) or got.isdigit()
    if want.isdigit() or want in _LONG:
        return True
    return SIGNS.get(got) == want or size > 5  # noqa: PLR2004


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@cache
def _parts(syllable: str) -> tuple[str, str]:
    for last in _FINALS:
        if syllable.endswith(last):
            return syllable.removesuffix(last), last
    return syllable, ""


def _grouped(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _INITIAL_GROUPS if a and b)


def _near(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _FINAL_GROUPS)
