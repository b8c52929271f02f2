"""What the readers found in a picture: plain values that a conversation may look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PhotoKind(StrEnum):
    """What a picture shows."""

    STOREFRONT = "storefront"
    SHELF = "shelf"
    TAG = "tag"
    OTHER = "other"


class Verdict(StrEnum):
    """What the clarity score means with the shipped thresholds (refuse < 20 <= warn < 45 <= ok)."""

    OK = "ok"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class TagReading:
    """A price tag as printed. ``None`` where the reader is unsure: nothing is invented."""

    product: str | None
    price_fen: int | None
    """The regular price printed, in fen."""
    promo_fen: int | None
    """A lower payable price beside it (promotion, member, crossed-out neighbour), in fen."""
    unit: str | None
    """As printed after the price: 瓶, 500g, 提 …"""
    confidence: float
    """0-1 for the payable price."""
    engine: str
    """The engine's name; values of ``tesseract`` are 低置信 and always asked."""
    member: bool = False
    """The lower price is for members."""
    pack: int | None = None
    """How many pieces the payable price is for, as printed; ``None`` when nothing says it."""
    base: str = ""
    """The piece that the tag counts by: 瓶, 包 …"""

    @property
    def payable_fen(self) -> int | None:
        """What a shopper pays: the promotional price where there is one, in fen."""
        return self.promo_fen if self.promo_fen is not None else self.price_fen


@dataclass(frozen=True, slots=True)
class PhotoReading:
    """One picture, measured."""

    sha256: str
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    kind: PhotoKind
    kinds: Mapping[PhotoKind, float]
    """Probability of each kind; sums to 1."""
    score: int
    """Clarity 0-100, see ``nlu.clarity``."""
    verdict: Verdict
    reasons: tuple[str, ...]
    """Of blurred, dark, overexposed, small, glare, no_content; worst first."""
    phash: str
    """64-bit perceptual hash, 16 hex digits."""
    dhash: str
    """64-bit difference hash, 16 hex digits."""
    tag: TagReading | None = None
    """Set when the picture shows something that reads like a price tag."""
    taken_at: datetime | None = None
    """EXIF time without zone, a phone's own claim; chats strip it, files keep it."""
    words: tuple[str, ...] = field(default=())
    """Lines of text found, top to bottom; empty without an OCR engine."""
    looked: bool = True
    """Whether an OCR engine looked for text, or would have found none in a hopeless picture."""

    @property
    def kind_p(self) -> float:
        """Probability of the chosen kind, 0-1."""
        return self.kinds[self.kind]
