"""What a rep sent, before and after it found its place in a visit."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from domain.onsite import Provenance
from domain.readings import PhotoReading


class ItemState(StrEnum):
    """How far one piece of evidence has come."""

    READING = "reading"
    ACCEPTED = "accepted"
    WARNED = "accepted_warned"
    PENDING = "pending_review"
    REFUSED = "refused"

    @property
    def passes(self) -> bool:
        """Whether it lets the visit through its gate."""
        return self in _PASSING


_PASSING = frozenset({ItemState.ACCEPTED, ItemState.WARNED, ItemState.PENDING})
"""Made once: every step of every message asks this of every item."""


class Cause(StrEnum):
    """Why an item does not count, or counts only until a manager has looked."""

    UNCLEAR = "unclear"  # the picture itself: blurred, dark, nothing to see
    FORWARDED = "forwarded"
    NOT_LIVE = "not_live"  # a file whose own date is another one
    FILE = "file"  # sent as a file: nobody can tell where it comes from
    REUSED_ELSEWHERE = "reused_elsewhere"  # the same picture stands for another store of the rep
    REUSED_BY_OTHER = "reused_by_other"  # another rep sent it
    REUSED_EARLIER = "reused_earlier"  # an earlier visit of the same store has it
    CANNOT = "cannot"  # the way out: the rep says why it can't be shown
    NO_COMPETITOR = "no_competitor"
    LATE_ENTRY = "late_entry"  # 补录: made up for without being there
    NO_CONSENT = "no_consent"  # 未同意定位: nothing says where the rep was
    UNSEEN = "unseen"  # a price typed beside a picture that shows nothing
    SUPERSEDED = "superseded"  # a newer one took its place
    WITHDRAWN = "withdrawn"  # the rep took it back
    RETURNED = "returned"  # a manager wants another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One change of what had been accepted: nothing is overwritten without a trace."""

    at: datetime
    by: str
    """Person id."""
    before: str
    """As people read it: ``12箱``."""
    after: str
    reason: str = ""
    """Owed after the submission, not asked before it."""
    source: int = 0
    """The inbox number of the message that ``after`` comes from; 0 when a button said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a manager decided about an item that waited for him."""

    at: datetime
    by: str
    """Person id."""
    approved: bool
    reason: str = ""
    """Why another one is wanted, in the manager's words."""


ELSEWHERE = "elsewhere"
"""Stands for the hash of a picture whose bytes are still with the messenger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A photo or a line that a rep sent; bound to a visit as soon as one covers its time."""

    id: int
    """The inbox number of its message."""
    person_id: str
    at: datetime
    """Message time."""
    received_at: datetime
    sha256: str = ""
    text: str = ""
    """The caption of a photo, or the line itself."""
    album: str = ""
    provenance: Provenance = Provenance.UNKNOWN
    reading: PhotoReading | None = None
    failed: str = ""
    """Why a photo could not be read."""
    visit_id: str | None = None

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to read."""
        return not self.sha256 or self.reading is not None or bool(self.failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture as evidence."""

    sha256: str
    """Of the original bytes."""
    provenance: Provenance
    score: int = 0
    """Clarity 0-100."""
    reasons: tuple[str, ...] = ()
    kinds: dict[str, float] = field(default_factory=dict)
    """Probability of each kind of picture."""
    album: str = ""
    phash: str = ""
    dhash: str = ""
    early_fix: bool = False
    """定位较早: its location was more than 15 minutes old."""
    watermark: str = ""
    """SHA-256 of the watermarked copy, once drawn."""
    taken_at: datetime | None = None
    """When the file itself says that it was made; a phone's claim, without zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """One product seen on the shelf, and how many of it."""

    sku: str
    quantity: int | None
    """``None``: placed on the picture, not yet counted. 0: out of stock."""
    unit: str
    grade: str
    cells: tuple[str, ...] = ()
    """Where on the shelf picture: grid cells such as ``A1``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A competitor's price tag. Nothing counts until the rep has confirmed it."""

    label: str = ""
    """The product as the tag or the rep names it."""
    competitor: str | None = None
    """Competitor code; ``None`` while it is not linked."""
    assumed: bool = False
    """Nobody has named the product: it is the one whose price was taken here before."""
    own: str | None = None
    """Our product of the same tier."""
    price_fen: int | None = None
    """The regular price printed."""
    promo_fen: int | None = None
    """A lower price beside it, or the price of a bundle."""
    member: bool = False
    """The lower price is for members."""
    regular_counts: bool = False
    """The rep chose the regular price, not the lower one."""
    pack: int = 1
    """How many pieces the payable price is for."""
    base: str = ""
    """The piece: 瓶, 包 …; empty when nobody named it."""
    pack_read: int | None = None
    """The pack that the words around the price speak of, until the rep agrees or not."""
    pack_settled: bool = False
    """The tag or the rep has said how many it is for."""
    manual: bool = False
    """Typed by the rep (人工) rather than read (OCR)."""
    typed_in: int = 0
    """The inbox number of the message that it was typed in."""
    confidence: float = 0.0
    last_fen: int | None = None
    """The last valid price of that product in that store."""
    last_pack: int = 1
    last_at: datetime | None = None
    own_fen: int | None = None
    """What our own product costs on the shelf."""

    @property
    def payable_fen(self) -> int | None:
        """What a shopper pays, as printed, in fen; a dearer second price is that of a bundle."""
        if self.regular_counts or self.promo_fen is None:
            return self.price_fen
        return min(self.price_fen or self.promo_fen, self.promo_fen)

    @property
    def unit_fen(self) -> Fraction | None:
        """The payable price of one piece, exact, in fen."""
        return None if self.payable_fen is None else Fraction(self.payable_fen, self.pack)

    @property
    def last_unit_fen(self) -> Fraction | None:
        """The last price of one piece, exact, in fen."""
        return None if self.last_fen is None else Fraction(self.last_fen, self.last_pack)

    @property
    def other_fen(self) -> int | None:
        """The second price of two that the tag prints for the same thing, in fen."""
        regular, promo = self.price_fen, self.promo_fen
        if regular is None or promo is None or promo >= regular:
            return None
        return promo if self.regular_counts else regular


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of evidence in a slot of a visit."""

    id: str
    slot: str
    state: ItemState
    at: datetime
    """Message time."""
    received_at: datetime
    source: int
    """The inbox number of its message."""
    photo: Photo | None = None
    stock: Stock | None = None
    price: Price | None = None
    text: str = ""
    cause: Cause | None = None
    """Why it was refused, or why a manager has to look."""
    reason: str = ""
    """The rep's words for it: 逆光,玻璃反光."""
    corrections: tuple[Correction, ...] = ()
    """Oldest first; the first one's ``before`` is what was sent originally."""
    review: Review | None = None
    """The manager's decision; the cause stays what it was when he approved."""
