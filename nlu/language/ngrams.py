"""Which names share most pieces of their keys with a text: an inverted index of 2- and 3-grams."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.language.arrays import Codes, Offsets, codes_of
from nlu.language.phonetic import CODES

_TRIGRAMS = CODES * CODES
"""Numbers from here on are trigrams."""
_MOST_POSTINGS = 60_000
"""Of a query; the commonest grams say least and are left out first."""


class Ngrams:
    """Keys by their 2- and 3-grams, weighed by how rare each gram is (tf-idf, unit length)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.codes, self.offsets = codes_of(keys)
        self._count = len(keys)
        pairs = _pairs(self.codes, self.offsets, self._count)
        grams, docs, counts = pairs
        self._grams, first = np.unique(grams, return_index=True)
        self._starts = np.append(first, grams.size).astype(np.int32)
        df = np.diff(self._starts)
        self._idf = (np.log((1 + self._count) / (1 + df)) + 1).astype(np.float32)
        weights = (1 + np.log(counts)).astype(np.float32) * np.repeat(self._idf, df)
        norms = np.sqrt(np.bincount(docs, weights * weights, self._count)).astype(np.float32)
        norms[norms == 0] = 1
        self._docs = docs
        self._weights = weights / norms[docs]

    def best(self, key: str, n: int = 100) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows of the ``n`` keys with the greatest cosine to this one, best first, and their scores.

        The scores lack the query's own length: compare them within one query only.
        """
        scores = np.zeros(self._count, np.float32)
        for low, high, weight in self._postings(key):
            scores[self._docs[low:high]] += self._weights[low:high] * weight
        touched = np.flatnonzero(scores)
        if touched.size > n:
            part = np.argpartition(-scores[touched], n - 1)[:n]
            touched = touched[part]
        order = np.argsort(-scores[touched], kind="stable")
        return touched[order], scores[touched][order]

    def _postings(self, key: str) -> Iterable[tuple[int, int, float]]:
        codes, _ = codes_of([key])
        asked = np.unique(np.concatenate(_grams(codes.astype(np.int64))))
        if not self._grams.size or not asked.size:
            return
        at = np.minimum(np.searchsorted(self._grams, asked), self._grams.size - 1)
        at = at[self._grams[at] == asked]
        at = at[np.argsort(self._starts[at + 1] - self._starts[at], kind="stable")]
        total = 0
        for row in at.tolist():
            low, high = int(self._starts[row]), int(self._starts[row + 1])
            total += high - low
            if total > _MOST_POSTINGS and total > high - low:
                return
            yield low, high, float(self._idf[row])


def _grams(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    two = codes[:-1] * CODES + codes[1:]
    return two, two[:-1] * CODES + codes[2:] + _TRIGRAMS


def _pairs(
    codes: Codes, offsets: Offsets, count: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """(gram, key, how often) of every gram of every key, sorted by gram."""
    doc = np.repeat(np.arange(count, dtype=np.int64), np.diff(offsets))
    found = []
    for size, grams in zip((2, 3), _grams(codes.astype(np.int64)), strict=True):
        inside = doc[: grams.size] == doc[size - 1 : size - 1 + grams.size]
        pairs = grams[inside] * count + doc[: grams.size][inside]
        pairs.sort()
        found.append(pairs)
    pairs = np.concatenate(found)
    if not pairs.size:
        return pairs, pairs.astype(np.int32), pairs.astype(np.int32)
    new = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    counts = np.diff(np.append(new, pairs.size)).astype(np.int32)
    pairs = pairs[new]
    return pairs // count, (pairs % count).astype(np.int32), counts
