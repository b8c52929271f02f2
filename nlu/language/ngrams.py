"""Which names share most pieces of their keys with a text: an inverted index of 2- and 3-grams."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from nlu.language.arrays import Keys, codes_of
from nlu.language.phonetic import CODES

_TRIGRAMS = CODES * CODES
"""Numbers from here on are trigrams."""
_MOST_POSTINGS = 60_000
"""Of a query; the commonest grams say least and are left out first."""
_NOTHING = np.zeros(0, np.int64)


class Ngrams:
    """Keys by their 2- and 3-grams, each weighed by how rare it is (idf, keys of unit length)."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self._count = len(keys)
        doc = np.repeat(np.arange(self._count, dtype=np.int64), keys.lengths)
        grams, docs = [], []
        for size in (2, 3):
            pairs = _pairs(keys.codes.astype(np.int64), doc, size, self._count)
            grams.append(pairs // max(1, self._count))
            docs.append((pairs % max(1, self._count)).astype(np.int32))
            del pairs
        every = np.concatenate(grams)
        self._docs = np.concatenate(docs)
        self._grams, first = np.unique(every, return_index=True)
        self._starts = np.append(first, every.size).astype(np.int32)
        df = np.diff(self._starts)
        self._idf = (np.log((1 + self._count) / (1 + df)) + 1).astype(np.float32)
        squares = np.repeat(self._idf * self._idf, df)
        norms = np.sqrt(np.bincount(self._docs, squares, self._count)).astype(np.float32)
        norms[norms == 0] = 1
        self._norms = norms

    def best(self, key: str, n: int = 100) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows of the ``n`` keys of the greatest cosine to this one, best first; the best's is 1."""
        scores = np.zeros(self._count, np.float32)
        for low, high, weight in self._postings(key):
            scores[self._docs[low:high]] += weight
        touched = np.flatnonzero(scores > 0)
        found = scores[touched] / self._norms[touched]
        if touched.size > n:
            part = np.argpartition(-found, n - 1)[:n]
            touched, found = touched[part], found[part]
        order = np.argsort(-found, kind="stable")
        return touched[order], found[order] / max(found.max(initial=0.0), 1e-9)

    def _postings(self, key: str) -> Iterable[tuple[int, int, float]]:
        codes = codes_of(key)
        asked = np.unique(np.concatenate([_grams(codes, size) for size in (2, 3)]))
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
            yield low, high, float(self._idf[row]) ** 2


def _grams(codes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    if codes.size < size:
        return _NOTHING
    two = codes[:-1] * CODES + codes[1:]
    return two if size == 2 else two[:-1] * CODES + codes[2:] + _TRIGRAMS  # noqa: PLR2004


def _pairs(
    codes: NDArray[np.int64], doc: NDArray[np.int64], size: int, count: int
) -> NDArray[np.int64]:
    """Gram times ``count`` plus key, of every gram that lies within one key: sorted, each once."""
    grams = _grams(codes, size)
    inside = doc[: grams.size] == doc[size - 1 : size - 1 + grams.size]
    pairs: NDArray[np.int64] = grams[inside] * count + doc[: grams.size][inside]
    pairs.sort()
    first = np.ones(pairs.size, np.bool_)
    first[1:] = pairs[1:] != pairs[:-1]
    once: NDArray[np.int64] = pairs[first]
    return once
