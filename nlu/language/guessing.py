"""Names that were misheard: nearest by n-grams, then syllable by syllable."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from nlu.language.alike import cost, key_of_name
from nlu.language.arrays import key_at
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
_TOP = 100
_LOOKED_AT = 12
_LEAST = 3
"""Syllables of a name that may be guessed."""
_ALIKE = {3: 0.82, 4: 0.69}
"""How like it must be, by syllables."""
_ALIKE_LONG = 0.72
_ROUGHLY = 60
_SPELLED = 0.34
"""Part of the characters that must be the name's own, unless the sound is nearly the same."""
_NEARLY = 0.9
_DULL = 0.35
_WORTH = 0.9
_SURE = 0.9


class Guesser:
    """Nearest names of each kind."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._index: dict[Kind, tuple[Ngrams, np.ndarray]] = {}
        rows: dict[Kind, list[tuple[str, int]]] = {}
        for key, row in zip(names.keys, names.key_rows.tolist(), strict=True):
            if names.worths[row] != Worth.ABBREVIATION:
                rows.setdefault(names.thing(row).kind, []).append((key, row))
        for kind, found in rows.items():
            keys = [key for key, _ in found]
            self._index[kind] = Ngrams(keys), np.array([row for _, row in found], np.int32)

    def nearest(self, text: str, kind: Kind, n: int) -> list[tuple[Entity, float]]:
        """The things whose names are nearest to a text: half cosine of n-grams, half edit ratio."""
        if kind not in self._index:
            return []
        index, rows = self._index[kind]
        key = key_of(text)
        found, cosines = index.best(key, _TOP)
        if not found.size:
            return []
        keys = [key_at(index.codes, index.offsets, row) for row in found.tolist()]
        ratios = process.cdist([key], keys, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
        scores = 0.5 * cosines + 0.5 * ratios
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
        for at in found.tolist():
            one = self._aligned(key_at(index.codes, index.offsets, at), int(rows[at]), key)
            if one is not None and not _within(one, sure):
                yield one

    def _aligned(self, name: str, row: int, key: Key) -> Candidate | None:
        text = self._names.texts[row]
        size = len(name)
        least = _LEAST if self._names.worths[row] == Worth.NAME else _LEAST + 1
        if not least <= size <= len(key.text) + 1:
            return None
        near = fuzz.partial_ratio_alignment(name, key.text, score_cutoff=_ROUGHLY)
        if near is None:
            return None
        weights = _weights(text, name)
        total = sum(weights)
        score, start, end = max(
            (1 - cost(name, key.text[low:high], weights) / total, low, high)
            for low, high in _windows(near.dest_start, near.dest_end, len(key.text))
        )
        if score < _ALIKE.get(size, _ALIKE_LONG) or not _spelled(text, key, start, end, score):
            return None
        owner = int(self._names.owners[row])
        kind = self._names.things[owner].kind
        span = key.origin(start, end)
        return Candidate(kind, (owner,), *span, score * _WORTH, text, end - start, exact=False)


def _windows(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    for low in range(max(0, start - 1), start + 2):
        for high in range(end - 1, min(size, end + 1) + 1):
            if high > low:
                yield low, high


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
        apart = one.end <= other.start or other.end <= one.start
        around = one.start <= other.start and other.end <= one.end and one.size > other.size
        if not apart and not around and other.score >= _SURE:
            return True
    return False
