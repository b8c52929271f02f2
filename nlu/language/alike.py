"""How like two names sound, syllable by syllable, and what may stand for what."""

from collections.abc import Sequence
from functools import lru_cache

from nlu.language.letters import SIGNS
from nlu.language.phonetic import Key, key_with_origin, sound

_FINALS = ("uan", "ian", "iao", "uai", "uo", "ua", "ui", "un", "iu", "ie", "ue", "ia", "an", "ao", "ai",
           "ou", "ei", "en", "in", "on", "er", "a", "o", "e", "i", "u", "v")  # fmt: skip
_INITIAL_GROUPS = ("bp", "dt", "gkh", "jqx", "zcs", "lr", "fh", "mn", "wy")
_FINAL_GROUPS = (
    ("an", "ian", "uan", "en", "in", "un", "on"), ("ao", "iao", "ou", "iu"), ("ai", "ei", "uai", "ui"),
    ("uo", "o", "e"), ("a", "ia", "ua"), ("i", "u", "v", "iu", "ie"), ("ie", "ue", "e"),
)  # fmt: skip
_GAP = 0.9
_LONG = frozenset("fhlmrswxz")
"""Letters whose names have several syllables: no word is taken for one."""


@lru_cache(4096)
def unlike(a: str, b: str) -> float:
    """How far two code points are apart: 0 the same syllable, 1 nothing in common."""
    if a == b:
        return 0.0
    (first, last), (first2, last2) = _parts(sound(a)), _parts(sound(b))
    heads = 0.0 if first == first2 else 0.5 if _grouped(first, first2) else 1.0
    tails = 0.0 if last == last2 else 0.5 if _near(last, last2) else 1.0
    return min(1.0, 0.6 * heads + 0.7 * tails)


def cost(name: str, said: str, weights: Sequence[float]) -> float:
    """The least weighed cost of turning a name into what was said; ``weights`` one a code point."""
    row = [0.0]
    for _ in said:
        row.append(row[-1] + _GAP)
    for one, weight in zip(name, weights, strict=True):
        last, row[0] = row[0], row[0] + _GAP * weight
        for j, other in enumerate(said, 1):
            change = last + weight * unlike(one, other)
            last = row[j]
            row[j] = min(change, row[j] + _GAP * weight, row[j - 1] + _GAP * 0.7)
    return row[-1]


@lru_cache(20_000)
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


def _parts(syllable: str) -> tuple[str, str]:
    for last in _FINALS:
        if syllable.endswith(last):
            return syllable.removesuffix(last), last
    return syllable, ""


def _grouped(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _INITIAL_GROUPS if a and b)


def _near(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _FINAL_GROUPS)
