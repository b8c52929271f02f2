"""One photo, read: clarity, hashes, kind, and the price tag if it shows one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from domain.readings import PhotoKind, PhotoReading, TagReading
from nlu import clarity, hashes, kinds, tags
from nlu.errors import Unreadable, UnreadableError
from nlu.images import Picture, Rgb, open_picture
from nlu.ocr import Line, Ocr

READER_VERSION = "photos-2"
"""Readings are kept by (sha256, engine, version): a change of any figure here is a new version."""

_TEXT_SIDE = 1280
"""Pixels of the long side that text is read at: more costs time and found no more on tags."""
_FAR_SIDE = 900
"""Pixels of the long side of the second look, half of them picture."""
_SURE_PRICE = 0.7
"""Confidence in a tag's price from which no second look is taken."""
_HOPELESS = 10
"""Clarity under which no engine finds a word, so none is asked."""
_MAY_BE_TAG = 0.1
"""Probability of a tag from which its price is looked for."""


def read_photo(path: Path, *, ocr: Ocr | None) -> PhotoReading:
    """Read a picture file with everything there is.

    Raises:
        UnreadableError: when the file is no picture that can be opened.
    """
    return _measure(open_picture(path), ocr)


def photo_report(path: Path, *, ocr: Ocr | None) -> dict[str, Any]:
    """Return what ``check-photo`` prints about one file, without its name."""
    reading = read_photo(path, ocr=ocr)
    return {
        "kind": reading.kind.value,
        "kind_p": round(reading.kind_p, 3),
        "score": reading.score,
        "verdict": reading.verdict.value,
        "reasons": list(reading.reasons),
        "phash": reading.phash,
        "dhash": reading.dhash,
    }


def tag_report(path: Path, *, ocr: Ocr | None) -> dict[str, Any]:
    """Return what ``read-price`` prints about one file, without its name.

    Raises:
        UnreadableError: also ``no_engine`` when nothing is installed that reads text.
    """
    picture = open_picture(path)
    if ocr is None:
        raise UnreadableError(Unreadable.NO_ENGINE, "no OCR engine is installed")
    rgb = picture.rgb(_TEXT_SIDE)
    reading = _read_tag(rgb, ocr.read(rgb), ocr)
    return {
        "product": reading.product,
        "price": _yuan(reading.price_fen),
        "promo_price": _yuan(reading.promo_fen),
        "unit": reading.unit,
        "confidence": reading.confidence,
        "engine": reading.engine,
    }


def _measure(picture: Picture, ocr: Ocr | None) -> PhotoReading:
    gray = picture.gray()
    found = clarity.assess(gray, max(picture.width, picture.height))
    rgb = picture.rgb(_TEXT_SIDE if ocr else kinds.LOOK_SIDE)
    lines = _lines(rgb, ocr) if found.score >= _HOPELESS else None
    height, width = rgb.shape[:2]
    odds = kinds.classify(rgb, lines, (width, height))
    return PhotoReading(
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        kind=max(odds, key=odds.__getitem__),
        kinds=odds,
        score=found.score,
        verdict=found.verdict,
        reasons=found.reasons,
        phash=hashes.phash(gray),
        dhash=hashes.dhash(gray),
        tag=_tag(rgb, lines, odds[PhotoKind.TAG], ocr),
        taken_at=picture.taken_at,
        words=tuple(line.text for line in sorted(lines or (), key=lambda line: line.box[1])),
        looked=ocr is not None and (lines is not None or found.score < _HOPELESS),
    )


def _lines(rgb: Rgb, ocr: Ocr | None) -> Sequence[Line] | None:
    """Return the lines of text, or None where nobody could look."""
    try:
        return None if ocr is None else ocr.read(rgb)
    except UnreadableError:  # the engine went away: the photo is still a photo
        return None


def _tag(
    rgb: Rgb, lines: Sequence[Line] | None, tag_p: float, ocr: Ocr | None
) -> TagReading | None:
    if ocr is None or not lines or tag_p < _MAY_BE_TAG:
        return None
    reading = _read_tag(rgb, lines, ocr)
    return None if reading.payable_fen is None else reading


def _read_tag(rgb: Rgb, lines: Sequence[Line], ocr: Ocr) -> TagReading:
    """Read a tag; where its price stays in doubt, look once more from farther away."""
    near = tags.read_tag(lines, ocr.name)
    if near.confidence >= _SURE_PRICE or near.product is None or ocr.name == "tesseract":
        return near
    far = tags.read_tag(_lines(_from_afar(rgb), ocr) or (), ocr.name)
    if far.payable_fen == near.payable_fen:
        return replace(near, confidence=1 - (1 - near.confidence) * (1 - far.confidence))
    if far.confidence <= near.confidence:
        return near
    pack, base = (near.pack, near.base) if near.pack else (far.pack, far.base)
    return replace(far, product=near.product, unit=near.unit or far.unit, pack=pack, base=base)


def _from_afar(rgb: Rgb) -> Rgb:
    """Return the picture at half size in the middle of a gray one.

    Text detectors overlook a single huge figure, the 9 of 9.80; smaller, they find it.
    """
    picture = Image.fromarray(rgb)
    picture.thumbnail((_FAR_SIDE // 2, _FAR_SIDE // 2), Image.Resampling.BOX)
    width, height = picture.size
    wall = Image.new("RGB", (2 * width, 2 * height), "gray")
    wall.paste(picture, (width // 2, height // 2))
    return np.asarray(wall, dtype=np.uint8)


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{fen // 100}.{fen % 100:02d}"
