"""Opening pictures safely: what a file is by its bytes, how big, which way up, and its pixels."""

import hashlib
import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from nlu.errors import Unreadable, UnreadableError

Gray: TypeAlias = NDArray[np.float32]
"""(height, width), 0 black - 255 white."""
Rgb: TypeAlias = NDArray[np.uint8]
"""(height, width, 3), red first."""

MAX_BYTES = 20_000_000
"""What Telegram lets a bot download."""
MAX_PIXELS = 40_000_000
MEASURE_SIDE = 640
"""Pixels of the long side that clarity, hashes and kinds are measured at."""

_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
)
_OTHER_PICTURES = (
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"\x00\x00\x00\x0cjP", "JPEG 2000"),
)
_HEIF_BRANDS = frozenset(b"heic heix heim heis hevc hevx heif mif1 msf1".split())
"""Not decoded: the wheels that could (pillow-heif) carry x265, which is GPL, and the one without
it (pi-heif) is no longer made for this Python. Phones send JPEG when asked to; see the template."""
_ORIENTATION, _EXIF_IFD, _DATE_TIME_ORIGINAL = 0x0112, 0x8769, 0x9003
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> what puts the picture upright."""
_ON_ITS_SIDE = range(5, 9)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file whose header was read and found sane; its pixels are decoded on demand."""

    data: bytes
    format: str
    """Pillow's name: JPEG, PNG, GIF, BMP or WEBP."""
    width: int
    """Pixels, the picture upright."""
    height: int
    """Pixels, the picture upright."""
    orientation: int
    """EXIF 1-8; 1 is upright."""
    taken_at: datetime | None
    """EXIF DateTimeOriginal, without a zone."""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def gray(self) -> Gray:
        """Return the upright picture in gray, long side at most ``MEASURE_SIDE``."""
        return np.asarray(self._pixels("L", MEASURE_SIDE), dtype=np.float32)

    def rgb(self, long_side: int) -> Rgb:
        """Return the upright picture in colour, transparent parts white; never enlarged."""
        return np.asarray(self._pixels("RGB", long_side), dtype=np.uint8)

    def _pixels(self, mode: str, long_side: int) -> Image.Image:
        with _decoding(), Image.open(io.BytesIO(self.data), formats=[self.format]) as image:
            # A JPEG decodes itself at 1/2, 1/4 or 1/8 for a fraction of the time.
            image.draft(mode, (long_side, long_side))
            image.load()
            small = _plain(image, mode)
        small.thumbnail((long_side, long_side), Image.Resampling.BOX)
        turn = _UPRIGHT.get(self.orientation)
        return small if turn is None else small.transpose(turn)


def open_picture(path: Path) -> Picture:
    """Read a file and its header; pixels stay packed, so a decompression bomb costs nothing.

    Raises:
        UnreadableError: not_found, empty, not_image, unsupported, truncated or too_large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(Unreadable.TOO_LARGE, f"more than {MAX_BYTES:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(Unreadable.NOT_FOUND, "no such file, or not readable") from error
    return parse_picture(data)


def parse_picture(data: bytes) -> Picture:
    """Like ``open_picture``, for bytes already in memory."""
    if not data:
        raise UnreadableError(Unreadable.EMPTY, "the file has no bytes")
    if len(data) > MAX_BYTES:
        raise UnreadableError(Unreadable.TOO_LARGE, f"more than {MAX_BYTES:,} bytes")
    kind = _format_of(data)
    with _decoding(), Image.open(io.BytesIO(data), formats=[kind]) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise UnreadableError(Unreadable.TOO_LARGE, f"{width} x {height} pixels")
        orientation, taken_at = _exif(image)
    if orientation in _ON_ITS_SIDE:
        width, height = height, width
    return Picture(data, kind, width, height, orientation, taken_at)


def _format_of(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise UnreadableError(Unreadable.HEIC, "HEIC/HEIF; send it as JPEG")
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        raise UnreadableError(Unreadable.UNSUPPORTED, "AVIF; send it as JPEG")
    for magic, kind in _OTHER_PICTURES:
        if data.startswith(magic):
            raise UnreadableError(Unreadable.UNSUPPORTED, f"{kind}; send it as JPEG")
    raise UnreadableError(Unreadable.NOT_IMAGE, "not a picture, whatever its name says")


@contextmanager
def _decoding() -> Iterator[None]:
    """Turn Pillow's many complaints into ours."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError(Unreadable.TOO_LARGE, str(error)) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as error:
        raise UnreadableError(Unreadable.TRUNCATED, f"cut short or damaged: {error}") from error


def _plain(image: Image.Image, mode: str) -> Image.Image:
    """Flatten palettes, transparency, CMYK and 16 bit to 8-bit ``mode``."""
    if image.mode.startswith("I"):  # 16 bit: Pillow would clip at 255 instead of scaling
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert(mode)
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert(mode)
    return image.convert(mode)


def _exif(image: Image.Image) -> tuple[int, datetime | None]:
    """Return (orientation, time taken); a phone's broken EXIF is no reason to lose its photo."""
    if "exif" not in image.info:  # asking a PNG further would decode it
        return 1, None
    try:
        exif = image.getexif()
        stamp = str(exif.get_ifd(_EXIF_IFD).get(_DATE_TIME_ORIGINAL, ""))
        return int(exif.get(_ORIENTATION, 1)), _exif_time(stamp)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        return 1, None


def _exif_time(stamp: str) -> datetime | None:
    """Parse ``2026:11:23 10:02:00``."""
    try:
        return datetime.fromisoformat(stamp[:10].replace(":", "-") + stamp[10:19])
    except ValueError:
        return None
