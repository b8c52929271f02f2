"""Which of a few known things single words hint at: 技术那份契约 is the 技术支援契约."""

from collections.abc import Iterable

from nlu.language.common_words import GENERIC
from nlu.language.entities import Entity
from nlu.language.phonetic import key_of

_MOST = 200
"""Things of a kind; among more a pair of characters says nothing."""


def hint(text: str, things: Iterable[Entity]) -> tuple[Entity | None, float]:
    """The only thing that shares most pairs of syllables with the text, and which part of its own.

    Pairs of words that all such things have (契约, 方案) do not count alone.
    """
    rows = list(things)
    if len(rows) > _MOST:
        return None, 0.0
    said = key_of(text)
    scored = [(_shared(said, thing), n, thing) for n, thing in enumerate(rows)]
    scored.sort(key=lambda s: (-s[0], s[1]))
    if not scored or not scored[0][0]:
        return None, 0.0
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None, 0.0
    return scored[0][2], scored[0][0]


def _shared(said: str, thing: Entity) -> float:
    best = 0.0
    for name in (thing.name, *thing.aliases):
        pairs = [name[i : i + 2] for i in range(len(name) - 1)]
        hits = [pair for pair in pairs if key_of(pair) in said and len(key_of(pair)) > 1]
        if any(not set(pair) <= GENERIC for pair in hits):
            best = max(best, len(hits) / len(pairs))
    return best
