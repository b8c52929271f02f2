"""Names that were misheard: nearest by n-grams, then syllable by syllable."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from nlu.language.alike import halves, key_of_name, placed
from nlu.language.candidates import STOPS, Candidate
from nlu.language.common_words import CONTRASTS, GENERIC
from nlu.language.entities import Entity, Kind
from nlu.language.names import Names, Worth
from nlu.language.ngrams import Ngrams
from nlu.language.phonetic import Key, key_of

_GUESSED = (
    Kind.PRODUCT, Kind.RIVAL, Kind.CUSTOMER, Kind.STORE, Kind.PERSON, Kind.BRAND, Kind.DISTRICT, Kind.CAMPAIGN,
    Kind.EVENT, Kind.CONTRACT, Kind.DELIVERABLE, Kind.SCENARIO, Kind.FIELD, Kind.CHANNEL,
)  # fmt: skip
_TOP = 200
_COSINE, _SOUND, _SPELLING = 0.31, 0.46, 0.23
"""What n-grams, sounds and characters count for in ``nearest``."""
_LOOKED_AT, _ALIGNED = 12, 3
"""Names of a kind: looked at, and compared syllable by syllable."""
_LEAST = 3
"""Syllables of a name that may be guessed."""
_ALIKE = {3: 0.82, 4: 0.69}
"""How like it must be, by syllables."""
_ALIKE_LONG = 0.72
_ROUGHLY = 70
_ROOM = 3
_SPELLED = 0.34
"""Part of the characters that must be the name's own, unless the sound is nearly the same."""
_NEARLY = 0.9
_DULL = 0.35
_WORTH = 0.9
_SURE = 0.9
_LITTLE_MORE = 2


class Guesser:
    """Nearest names of each kind."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._index = {
            kind: (Ngrams(names.keys.some(keys)), names.rows[keys])
            for kind, keys in names.by_kind()
        }

    def nearest(self, text: str, kind: Kind, n: int) -> list[tuple[Entity, float]]:
        """The things whose names are nearest to a text, and how near (0-1, within one answer)."""
        if kind not in self._index:
            return []
        index, rows = self._index[kind]
        key = key_of(text)
        found, cosines = index.best(key, _TOP)
        if not found.size:
            return []
        sounds = [halves(index.keys[row]) for row in found.tolist()]
        texts = [self._names.texts[row] for row in rows[found].tolist()]
        scores = (
            _COSINE * cosines
            + _SOUND * _ratios(halves(key), sounds)
            + _SPELLING * _ratios(text, texts)
        )
        best: dict[int, float] = {}
        for at in np.argsort(-scores, kind="stable").tolist():
            best.setdefault(int(self._names.owners[rows[found[at]]]), float(scores[at]))
            if len(best) == n:
                break
        return [(self._names.things[owner], score) for owner, score in best.items()]

    def guess(self, key: Key, sure: Sequence[Candidate]) -> Iterator[Candidate]:
        """Names that parts of the sentence are very like, none within a name that is sure."""
        for kind in _GUESSED:
            if kind in self._index:
                yield from self._of_kind(kind, key, sure)

    def _of_kind(self, kind: Kind, key: Key, sure: Sequence[Candidate]) -> Iterable[Candidate]:
        index, rows = self._index[kind]
        found, _ = index.best(key.text, _LOOKED_AT)
        said = halves(key.text)
        near = [(fuzz.partial_ratio(halves(index.keys[at]), said), at) for at in found.tolist()]
        near.sort(key=lambda pair: -pair[0])
        for ratio, at in near[:_ALIGNED]:
            if ratio >= _ROUGHLY:
                one = self._aligned(index.keys[at], int(rows[at]), key)
                if one is not None and not _within(one, sure):
                    yield one

    def _aligned(self, name: str, row: int, key: Key) -> Candidate | None:
        text = self._names.texts[row]
        size = len(name)
        least = _LEAST if self._names.worths[row] == Worth.NAME else _LEAST + 1
        if text.isascii() or not least <= size <= len(key.text) + 1:
            return None
        weights = _weights(text, name)
        low, high = _around(name, key.text)
        lost, start, end = placed(name, key.text[low:high], weights)
        start, end = start + low, end + low
        score = 1 - lost / sum(weights)
        if score < _ALIKE.get(size, _ALIKE_LONG) or not _spelled(text, key, start, end, score):
            return None
        owner = int(self._names.owners[row])
        kind = self._names.things[owner].kind
        span = key.origin(start, end)
        return Candidate(kind, (owner,), *span, score * _WORTH, text, end - start, exact=False)


def _around(name: str, said: str) -> tuple[int, int]:
    """Roughly where the name is in what was said, with room on both sides."""
    near = fuzz.partial_ratio_alignment(halves(name), halves(said))
    if near is None or len(name) > len(said):
        return 0, len(said)
    return max(0, near.dest_start // 2 - _ROOM), min(len(said), near.dest_end // 2 + _ROOM + 1)


def _ratios(text: str, others: Sequence[str]) -> NDArray[np.floating]:
    ratios: NDArray[np.floating] = process.cdist(
        [text], others, scorer=fuzz.ratio, dtype=np.float32
    )[0]
    return ratios / 100


def _weights(text: str, name: str) -> list[float]:
    """What says little counts little: 酱油, 有限公司."""
    key = key_of_name(text)
    if len(key.text) != len(name):
        return [1.0] * len(name)
    return [_DULL if key.form.text[at] in GENERIC else 1.0 for at in key.at]


def _spelled(text: str, key: Key, start: int, end: int, score: float) -> bool:
    """Digits and letters are the name's own, and so are enough of the characters."""
    want = key_of_name(text).form.text
    got = key.form.text[key.at[start] : key.at[end - 1] + 1]
    if _latin(want) != _latin(got) or (STOPS.search(got) and not STOPS.search(want)):
        return False
    han = [c for c in want if not c.isascii()]
    if any((c in CONTRASTS and c not in want) for c in got) or any(
        (c in CONTRASTS and c not in got) for c in want
    ):
        return False
    same = sum(c in got for c in han)
    nearly = score >= _NEARLY and len(han) > _LEAST
    return nearly or not han or same >= _SPELLED * len(han)


def _latin(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isalnum())


def _within(one: Candidate, sure: Sequence[Candidate]) -> bool:
    """A guess may be longer than what is certain; it lies not in it, nor across its edge."""
    for other in sure:
        if one.end <= other.start or other.end <= one.start:
            continue
        around = one.start <= other.start and other.end <= one.end and one.size > other.size
        if not around and other.score >= _SURE:
            return True
        if set(one.owners) & set(other.owners) and one.size - other.size <= _LITTLE_MORE:
            return True
    return False
