"""All names at once: which windows of a sentence's key are the key of a name.

Every window of a length that some name has is hashed and looked up in one sorted array: 12 bytes
a name instead of the hundreds that a tree of characters takes.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nlu.language.arrays import Keys, Rows, codes_of

_FACTOR = 0x9E3779B97F4A7C15
"""Odd, so that multiplying loses nothing; 64 bits, so that two keys of one hash do not occur."""
_BITS = (1 << 64) - 1
_AT_ONCE = 20_000
"""Keys that are hashed together; all at once would take 200 MB for a moment."""


class Keyring:
    """Keys of names, each with the number of what it names."""

    def __init__(self, keys: Keys, owners: Rows) -> None:
        hashes = _hashes(keys)
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._owners = owners[order]
        self._lengths = np.unique(keys.lengths)

    def find(self, key: str) -> Iterator[tuple[int, int, Rows]]:
        """(start, end, owners) of every window that is a name."""
        lengths = self._lengths[self._lengths <= len(key)]
        if not lengths.size or not self._hashes.size:
            return
        heads, powers = _heads(key)
        starts, sizes = np.meshgrid(np.arange(len(key)), lengths, indexing="ij")
        inside = starts + sizes <= len(key)
        starts, ends = starts[inside], (starts + sizes)[inside]
        wanted = heads[ends] - heads[starts] * powers[ends - starts]
        first = np.searchsorted(self._hashes, wanted)
        hit = self._hashes[np.minimum(first, self._hashes.size - 1)] == wanted
        for start, end, low, what in zip(
            starts[hit].tolist(), ends[hit].tolist(), first[hit], wanted[hit], strict=True
        ):
            high = np.searchsorted(self._hashes, what, "right")
            yield start, end, self._owners[low:high]

    def whole(self, key: str) -> Rows:
        """Owners of exactly this key."""
        for start, end, owners in self.find(key):
            if end - start == len(key):
                return owners
        return np.zeros(0, np.int32)


def _heads(key: str) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Hashes of all beginnings, and the powers of the factor."""
    powers = _powers(len(key) + 1)
    total, heads = 0, [0]
    for one in codes_of(key).tolist():
        total = (total * _FACTOR + one) & _BITS
        heads.append(total)
    return np.array(heads, np.uint64), powers


def _hashes(keys: Keys) -> NDArray[np.uint64]:
    hashes = np.zeros(len(keys), np.uint64)
    for first in range(0, len(keys), _AT_ONCE):
        offsets = keys.offsets[first : first + _AT_ONCE + 1]
        codes = keys.codes[offsets[0] : offsets[-1]].astype(np.uint64)
        lengths = np.diff(offsets)
        left = np.repeat(offsets[1:] - offsets[0], lengths) - np.arange(codes.size) - 1
        codes *= _powers(int(lengths.max()))[left]
        heads = np.concatenate(([np.uint64(0)], np.cumsum(codes, dtype=np.uint64)))
        at = offsets - offsets[0]
        hashes[first : first + _AT_ONCE] = heads[at[1:]] - heads[at[:-1]]
    return hashes


def _powers(count: int) -> NDArray[np.uint64]:
    powers = np.full(count, _FACTOR, np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)
