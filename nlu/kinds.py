"""What a picture shows: storefront, shelf, price tag or something else, each with a probability.

Two witnesses are heard: ten numbers about light, colour and edges, weighed by a multinomial
logistic regression, and the lines of text found. Without an OCR engine the first speaks alone.
Weights and likelihoods are data, ``nlu/data/kinds.json``.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from domain.readings import PhotoKind
from nlu.images import Rgb
from nlu.ocr import Line
from nlu.tag_lines import find_amounts, mend
from nlu.tag_words import looks_like_tag

Floats: TypeAlias = NDArray[np.floating[Any]]

FEATURES = (
    "top_brightness",
    "sky_top",
    "sky_below",
    "saturation_high",
    "saturated",
    "vertical_edges",
    "centre_colours",
    "centre_edges",
    "centre_saturation",
    "centre_flatness",
)
"""All without unit and blind to the picture's size and shape."""
LOOK_SIDE = 160
"""Pixels of the long side that ``features`` needs at most."""

_SIDE = 96
"""The picture is squeezed to a square of this many pixels a side, so that shape says nothing."""
_THIRD, _CENTRE = _SIDE // 3, slice(_SIDE // 4, 3 * _SIDE // 4)
_DAYLIGHT, _VIVID = 0.45, 0.6
"""Brightness that a sky exceeds; saturation of packaging and of coloured tags. 0-1."""
_TO_GRAY = np.array([0.299, 0.587, 0.114], dtype=np.float32)


class Text(StrEnum):
    """What the lines of a picture amount to; the likelihoods of each are in ``kinds.json``."""

    NONE = "none"
    PRICE = "price"
    """One to three prices, printed large for the picture, or the words around one."""
    PRICES = "prices"
    """Small prices, or many: a shelf with its strip of tags."""
    SIGN = "sign"
    """A wide line in the upper part and little else."""
    FEW = "few"
    MANY = "many"


_LARGE, _SINGLE_TAG, _MANY = 0.05, 3, 6
"""Height of a price on a tag against the picture's; most amounts on it; lines of a full shelf."""
_SIGN_WIDTH, _SIGN_HEIGHT, _SIGN_DEPTH = 0.2, 0.03, 0.6
"""Against the picture: least width and height of a sign, lowest place of its upper rim."""
_SURE = 0.7
"""Engine's confidence under which a line may be bricks or leaves."""
_WORDS = re.compile(r"[一-鿿]{2}|[A-Za-z]{3}|\d{2}")
_SIGN_WORDS = re.compile(
    r"超市|商店|便利|烟酒|粮油|副食|百货|商行|食杂|批发|门市|生鲜|水果|药房|药店|大药|餐|饭店|面馆|火锅|市场|market|mart|store|shop",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Model:
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    """A row per kind, a column per feature."""
    bias: NDArray[np.float64]
    text: Mapping[Text, Mapping[PhotoKind, float]]
    """Likelihood of a text finding, given the kind."""

    @classmethod
    def load(cls) -> Self:
        table = json.loads((files("nlu") / "data" / "kinds.json").read_text(encoding="utf-8"))
        image = table["image"]
        if table["kinds"] != list(PhotoKind) or image["features"] != list(FEATURES):
            raise ValueError("nlu/data/kinds.json was trained for other kinds or features")
        text = {
            Text(found): {PhotoKind(kind): float(p) for kind, p in given.items()}
            for found, given in table["text"].items()
        }
        mean, scale, weights, bias = (
            np.array(image[name]) for name in ("mean", "scale", "weights", "bias")
        )
        return cls(mean, scale, weights, bias, text)


_model = cache(_Model.load)


def classify(
    rgb: Rgb, lines: Sequence[Line] | None, text_area: tuple[int, int] = (1, 1)
) -> dict[PhotoKind, float]:
    """Return the probability of each kind; they sum to 1.

    Args:
        rgb: The picture, long side ``LOOK_SIDE`` or more.
        lines: What an engine read, or None where there is none.
        text_area: Width and height of the picture that was read, in pixels.

    Accuracy:
        ``tests/tools/train_kinds.py`` prints it, leaving whole places and layouts out.
    """
    model = _model()
    scores = model.weights @ ((features(rgb) - model.mean) / model.scale) + model.bias
    if lines is not None:
        given = model.text[text_finding(lines, text_area)]
        scores = scores + np.array([log(given[kind]) for kind in PhotoKind])
    odds = np.exp(scores - scores.max())
    return dict(zip(PhotoKind, map(float, odds / odds.sum()), strict=True))


def text_finding(lines: Sequence[Line], area: tuple[int, int]) -> Text:
    """Say what the lines of a picture of ``area`` (width, height in pixels) amount to."""
    mended = [mend(line) for line in lines if line.confidence >= _SURE]
    amounts = find_amounts(mended)
    if amounts:
        large = amounts[0].height >= _LARGE * area[1]
        return Text.PRICE if large and len(amounts) <= _SINGLE_TAG else Text.PRICES
    if looks_like_tag(mended):
        return Text.PRICE  # the engine missed it
    words = [line for line in mended if _WORDS.search(line.text)]
    if len(words) >= _MANY:
        return Text.MANY
    if any(_is_sign(line, area) for line in words):
        return Text.SIGN
    return Text.FEW if words else Text.NONE


def _is_sign(line: Line, area: tuple[int, int]) -> bool:
    width, height = line.size
    if line.box[1] > _SIGN_DEPTH * area[1] or height < _SIGN_HEIGHT * area[1]:
        return False
    chinese = re.search(r"[一-鿿]{3}", line.text) and width > _SIGN_WIDTH * area[0]
    return bool(chinese or _SIGN_WORDS.search(line.text))


def features(rgb: Rgb) -> NDArray[np.float64]:
    """Measure a picture: one number per name in ``FEATURES``."""
    small = Image.fromarray(rgb).resize((_SIDE, _SIDE), Image.Resampling.BOX)
    colour = _exposed(np.asarray(small, dtype=np.float32) / 255)
    gray = colour @ _TO_GRAY
    brightest = colour.max(axis=2)
    saturation = (brightest - colour.min(axis=2)) / (brightest + 0.05)
    across, down = np.gradient(gray, axis=1) * 2, np.gradient(gray, axis=0) * 2
    edges = np.hypot(across, down)
    contrast = float(gray.std()) + 0.02
    flat = edges < 0.125 * contrast
    sky = flat & (colour[:, :, 2] >= colour[:, :, 0] - 0.02) & (brightest > _DAYLIGHT)
    found = (
        (gray[:_THIRD].mean() - gray[-_THIRD:].mean()) / contrast,
        sky[:_THIRD].mean(),
        sky[_THIRD:].mean(),
        np.quantile(saturation, 0.9),
        (saturation > _VIVID).mean(),
        _vertical_share(across, down),
        _two_colours(colour[_CENTRE, _CENTRE]),
        _centre_share(edges * edges),
        saturation[_CENTRE, _CENTRE].mean() - saturation.mean(),
        flat[_CENTRE, _CENTRE].mean() - flat.mean(),
    )
    return np.array(found, dtype=np.float64)


def _exposed(colour: Floats) -> Floats:
    """Brighten or darken to one exposure, so that dusk is no kind of its own."""
    white = float(np.quantile(colour.max(axis=2), 0.98))
    exposed: Floats = np.minimum(colour * (0.9 / max(white, 0.05)), 1)
    return exposed


def _vertical_share(across: Floats, down: Floats) -> float:
    """Return the share of edge energy within 22.5 degrees of upright: doors, windows, bottles."""
    energy = across**2 + down**2
    upright = np.abs(down) < np.tan(np.pi / 8) * np.abs(across)
    return float(energy[upright].sum() / (energy.sum() + 1e-6))


def _two_colours(colour: Floats) -> float:
    """Return the share of the two commonest of 64 colours: paper and ink of a tag."""
    levels = np.minimum((colour * 4).astype(np.int64), 3) @ np.array([16, 4, 1])
    counts = np.sort(np.bincount(levels.ravel(), minlength=64))
    return float(counts[-2:].sum() / levels.size)


def _centre_share(energy: Floats) -> float:
    """Return how much of the edge energy lies in the inner 4 x 4 of 6 x 6 cells."""
    cells = energy.reshape(6, _SIDE // 6, 6, _SIDE // 6).sum(axis=(1, 3))
    return float(cells[1:5, 1:5].sum() / (cells.sum() + 1e-6))
