"""Pictures that were sent before: fingerprints, and whose picture it was."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The fingerprint of one storefront that somebody sent."""

    item_id: str
    visit_id: str
    store_code: str
    rep_id: str
    at: datetime
    """Message time."""
    sha256: str
    phash: str
    """64 bits as 16 hex digits."""
    dhash: str
    """64 bits as 16 hex digits."""
