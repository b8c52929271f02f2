"""Perceptual hashes: two short fingerprints that survive recompression, resizing and brightness."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from nlu.images import Gray

_SIDE = 32
"""pHash looks at the picture squeezed to this many pixels a side."""


def phash(gray: Gray) -> str:
    """Return the 64-bit DCT hash: which of the 8 x 8 lowest frequencies exceed their median.

    Accuracy:
        JPEG quality 40, resizing to 90 % and +30 % brightness stay within 6 bits; different
        photos of one place differ by more (``tests/nlu/test_hashes.py``).
    """
    small = _squeeze(gray, _SIDE, _SIDE)
    low = _LOW_FREQUENCIES @ small @ _LOW_FREQUENCIES.T
    return _hex(low > np.median(low))


def dhash(gray: Gray) -> str:
    """Return the 64-bit difference hash: where a 9 x 8 thumbnail brightens to the right."""
    small = _squeeze(gray, 9, 8)
    return _hex(small[:, 1:] > small[:, :-1])


def hamming(a: str, b: str) -> int:
    """Return in how many of 64 bits two hashes differ, 0-64."""
    return (int(a, 16) ^ int(b, 16)).bit_count()


def _squeeze(gray: Gray, width: int, height: int) -> NDArray[np.float64]:
    # The square root damps the highlights, which a brighter copy clips first.
    image = Image.fromarray(np.sqrt(gray))
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(small, dtype=np.float64)


def _hex(bits: NDArray[np.bool_]) -> str:
    return np.packbits(bits.ravel()).tobytes().hex()


def _dct_rows(count: int, size: int) -> NDArray[np.float64]:
    """Return the first rows of the DCT-II matrix of a signal with ``size`` samples."""
    frequency, sample = np.ogrid[:count, :size]
    rows: NDArray[np.float64] = np.cos(np.pi * frequency * (2 * sample + 1) / (2 * size))
    return rows


_LOW_FREQUENCIES = _dct_rows(8, _SIDE)
