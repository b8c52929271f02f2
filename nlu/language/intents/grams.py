"""Features of a masked sentence: n-grams of its letters and of its sounds, hashed into buckets."""

import re
from collections import Counter
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlu.language.intents.masking import MASKS
from nlu.language.phonetic import key_of

BUCKETS = 1 << 15
"""Half for letters, half for sounds."""
_LONGEST = 3
_ROOM = 200
"""Letters that are looked at."""
_MASKED = re.compile(f"([{''.join(MASKS.values())}])")
_SPACE = re.compile(r"\s+")


def features(sentence: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Buckets and their weights: log counts, each half of length 1."""
    text = _SPACE.sub(" ", sentence[:_ROOM])
    indices, values = [], []
    for half, view in enumerate((text, _sounds(text))):
        counts = Counter(_bucket(gram) for gram in _grams(f"^{view}$"))
        found = np.fromiter(counts.keys(), np.int64, len(counts))
        weights = 1 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))
        indices.append(found + half * (BUCKETS // 2))
        values.append(weights / max(float(np.linalg.norm(weights)), 1e-9))
    return np.concatenate(indices), np.concatenate(values)


def _sounds(text: str) -> str:
    """The phonetic key, masks kept."""
    return "".join(
        part if _MASKED.fullmatch(part) else key_of(part) for part in _MASKED.split(text)
    )


def _grams(view: str) -> Iterator[str]:
    for size in range(1, _LONGEST + 1):
        for at in range(len(view) - size + 1):
            yield view[at : at + size]


def _bucket(gram: str) -> int:
    return crc32(gram.encode(errors="surrogatepass")) % (BUCKETS // 2)
