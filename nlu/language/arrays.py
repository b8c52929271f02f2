"""Many short keys as one array of numbers."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.uint16]
Offsets: TypeAlias = NDArray[np.int64]


def codes_of(keys: Sequence[str]) -> tuple[Codes, Offsets]:
    """The code points of all keys in a row, and where each begins (one more: the end)."""
    offsets = np.zeros(len(keys) + 1, np.int64)
    np.cumsum([len(key) for key in keys], out=offsets[1:])
    return np.frombuffer("".join(keys).encode("utf-16-le"), np.uint16), offsets


def key_at(codes: Codes, offsets: Offsets, row: int) -> str:
    """One of the keys again."""
    return codes[offsets[row] : offsets[row + 1]].tobytes().decode("utf-16-le")
