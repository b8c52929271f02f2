"""How usable a photo is: a score 0-100 and what is wrong with it.

The score is the lowest of several marks, one per ailment, each 0-100 on the same scale: below
``REFUSE_BELOW`` nobody could use the picture, below ``WARN_BELOW`` it deserves a remark.
"""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from domain.readings import Verdict
from nlu.images import Gray

REFUSE_BELOW = 20
WARN_BELOW = 45

_TILE = 32
"""Pixels; small enough to lie inside a price tag, large enough to hold an edge and its blur."""
_FLOOR_QUANTILE = 0.1
_SHARPNESS_REFUSED, _SHARPNESS_OK = 0.028, 0.16
"""Sharpness that marks ``REFUSE_BELOW`` and ``WARN_BELOW``; the scale is logarithmic."""
_DARK = ((0, 55, 90), (0, 20, 45))
"""Gray level that 2 % of the pixels exceed -> mark. A lit sign at night is bright enough."""
_OVEREXPOSED = ((0.5, 0.8, 1.0), (45, 20, 0))
"""Share of pixels burnt out (250 and more) -> mark."""
_INK = 0.45
"""Share of the other pixels that are dark on clean paper; burnt photos stay below .4."""
_SMALL = ((0, 100, 300), (0, 20, 45))
"""Long side in pixels -> mark."""
_GLARE = ((0.02, 0.3, 1.0), (45, 25, 20))
"""Share of the picture under a soft-edged burnt spot -> mark; it never refuses by itself."""
_CONTENT = 0.02
"""Share of tiles that must show something."""
_SPOT = 8
"""Pixels; the squares that glare is looked for in."""
_BURNT_SPOT, _SOFT_BRIGHT, _SOFT_EVEN = 249, 215, 120
"""Mean gray of a burnt square; mean gray and variance that still pass for fading out of it."""
_SOFT_RIM = 0.5
"""Share of a burnt spot's rim that must fade smoothly; paper and sky stay below .44."""
_SKY = 0.3
"""Part of the height, from the top, where a burnt spot is taken for sky or a lamp."""


@dataclass(frozen=True, slots=True)
class Clarity:
    """What ``assess`` found."""

    score: int
    """0-100; 45 and more is fine, below 20 useless."""
    reasons: tuple[str, ...]
    """Of blurred, dark, overexposed, small, glare, no_content; worst first."""

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.score)


@dataclass(frozen=True, slots=True)
class _Tiles:
    """Squares of the picture, ``_TILE`` pixels a side, row by row."""

    mean: NDArray[np.float32]
    variance: NDArray[np.float32]
    """Of the gray levels, without the share of the noise."""
    edges: NDArray[np.float32]
    """Mean square of the Laplacian, without the share of the noise."""


def verdict_of(score: int) -> Verdict:
    """Apply the shipped thresholds to a score."""
    if score < REFUSE_BELOW:
        return Verdict.REFUSE
    return Verdict.WARN if score < WARN_BELOW else Verdict.OK


def assess(gray: Gray, long_side: int) -> Clarity:
    """Judge a picture.

    Args:
        gray: The picture as ``Picture.gray`` gives it.
        long_side: Pixels of the picture as sent, before any shrinking.
    """
    tiles = _tiles(gray)
    levels = np.bincount(gray.astype(np.uint8).ravel(), minlength=256) / gray.size
    marks = {
        "no_content": _content_mark(tiles),
        "dark": _mark(float(np.searchsorted(np.cumsum(levels), 0.98)), _DARK),
        "overexposed": _mark(_burnt_out(levels), _OVEREXPOSED),
        "small": _mark(long_side, _SMALL),
    }
    if marks["no_content"] >= WARN_BELOW:  # else there is nothing to be sharp or reflected on
        marks["blurred"] = _sharpness_mark(_sharpness(tiles))
        marks["glare"] = _mark(_glare(gray), _GLARE)
    wrong = [reason for reason, mark in marks.items() if mark < WARN_BELOW]
    return Clarity(int(min(marks.values())), tuple(sorted(wrong, key=marks.__getitem__)))


def sharpness(gray: Gray) -> float:
    """Return edge energy over contrast in the more textured half of the picture, >= 0.

    Looking only where there is texture keeps a sharp tag before a blurred or empty background
    sharp; taking the energy of the flattest tiles off all of them keeps sensor noise from
    passing for detail.

    Accuracy:
        AUC .99 sharp against blurred, also in low light, over places, shelves and tags, where
        var(Laplacian) / (var(gray) + 10) stays below .97 (``tests/nlu/test_clarity.py``).

    Source:
        The ratio: Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR
        2000, divided by contrast; tiles and noise floor are ours.
    """
    return _sharpness(_tiles(gray))


def _sharpness(tiles: _Tiles) -> float:
    if tiles.variance.size == 0:
        return 0.0
    textured = tiles.variance >= np.median(tiles.variance)
    return float(tiles.edges[textured].sum() / (tiles.variance[textured] + 10).sum())


def _tiles(gray: Gray) -> _Tiles:
    centre = gray[1:-1, 1:-1]
    laplacian = gray[:-2, 1:-1] + gray[2:, 1:-1] + gray[1:-1, :-2] + gray[1:-1, 2:] - 4 * centre
    mean, edges = _means(centre), _means(laplacian * laplacian)
    variance = _means(centre * centre) - mean * mean
    if edges.size == 0:
        return _Tiles(mean, variance, edges)
    noise = np.quantile(edges, _FLOOR_QUANTILE)
    # White noise of variance v has a Laplacian of variance (4 * 4 + 4) v.
    return _Tiles(mean, np.maximum(variance - noise / 20, 0), np.maximum(edges - noise, 0))


def _means(values: Gray, size: int = _TILE) -> Gray:
    """Average over whole squares; a rim narrower than a square is left out."""
    rows, columns = values.shape[0] // size, values.shape[1] // size
    whole = values[: rows * size, : columns * size]
    # Summing columns of memory first is four times faster than one mean over both axes.
    bands = whole.reshape(rows, size, columns * size).sum(axis=1)
    squares: Gray = bands.reshape(rows, columns, size).sum(axis=2) / (size * size)
    return squares


def _mark(value: float, scale: tuple[tuple[float, ...], tuple[int, ...]]) -> float:
    """Interpolate on a scale; past its ``WARN_BELOW`` end nothing is wrong: 100."""
    mark = float(np.interp(value, *scale))
    return mark if mark < WARN_BELOW else 100.0


def _sharpness_mark(value: float) -> float:
    span = log(_SHARPNESS_OK / _SHARPNESS_REFUSED)
    position = log(max(value, 1e-6) / _SHARPNESS_REFUSED) / span
    return float(np.clip(REFUSE_BELOW + (WARN_BELOW - REFUSE_BELOW) * position, 0, 100))


def _content_mark(tiles: _Tiles) -> float:
    """A wall or a sky varies little for its brightness; so does noise in a black frame."""
    if tiles.mean.size == 0:
        return 0.0
    shown = float(np.mean(np.sqrt(tiles.variance) > 1.5 + 0.03 * tiles.mean))
    return 100.0 if shown >= _CONTENT else REFUSE_BELOW * shown / _CONTENT


def _burnt_out(levels: NDArray[np.float64]) -> float:
    """Return the share of burnt pixels, 0 where the rest is ink: a drawn or scanned tag."""
    burnt, ink = float(levels[250:].sum()), float(levels[:90].sum())
    return 0.0 if ink > _INK * (1 - burnt) else burnt


def _glare(gray: Gray) -> float:
    """Return the share of the picture under a burnt spot that fades out softly.

    White paper, lamps and windows end at an edge; a bright sky lies high in the picture.
    """
    mean = _means(gray, _SPOT)
    variance = _means(gray * gray, _SPOT) - mean * mean
    burnt = mean >= _BURNT_SPOT
    rim = _grown(burnt) & ~burnt
    soft = rim & (mean > _SOFT_BRIGHT) & (variance < _SOFT_EVEN)
    if not burnt.any() or soft.sum() < _SOFT_RIM * rim.sum():
        return 0.0
    height = np.nonzero(burnt)[0].mean() / burnt.shape[0]
    return float(burnt.mean()) if height > _SKY else 0.0


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the mask and everything that touches it, corners included."""
    wide = np.pad(mask, ((0, 0), (1, 1)))
    wide = wide[:, :-2] | wide[:, 1:-1] | wide[:, 2:]
    tall = np.pad(wide, ((1, 1), (0, 0)))
    return tall[:-2] | tall[1:-1] | tall[2:]
