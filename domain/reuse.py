"""Pictures that were sent before: fingerprints, and whose picture it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.evidence import Cause, Photo
from domain.visits import Visit

SAME_PICTURE = 15
"""Differing bits of both hashes together (of 128) up to which two pictures are one.

Recompressed to 60 %, shrunk to 90 % and cropped by 3 % a copy stays within it; different photos
of one place differ by 20 and more (``tests/nlu/test_hashes.py``).
"""


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


def same_picture(a: Print | Photo, b: Print | Photo) -> bool:
    """Whether two pictures are the same bytes, or copies of one another."""
    return a.sha256 == b.sha256 or distance(a, b) <= SAME_PICTURE


def distance(a: Print | Photo, b: Print | Photo) -> int:
    """In how many of 128 bits the hashes of two pictures differ; 128 when one has none."""
    if not (a.phash and b.phash):
        return 128
    return _differing(a.phash, b.phash) + _differing(a.dhash, b.dhash)


def _differing(a: str, b: str) -> int:
    return (int(a, 16) ^ int(b, 16)).bit_count()


def used_before(
    visit: Visit, photo: Photo, seen: Sequence[Print]
) -> tuple[Cause, Print] | tuple[None, None]:
    """Whether a storefront was sent in another visit, and the one that it is most like.

    Another rep's picture weighs most, then one of another store, then an earlier visit's.
    """
    before = [p for p in seen if p.visit_id != visit.id and same_picture(p, photo)]
    before.sort(key=lambda p: (p.sha256 != photo.sha256, distance(p, photo)))
    others = [p for p in before if p.rep_id != visit.rep_id]
    elsewhere = [p for p in before if p.store_code != visit.store_code]
    if others:
        return Cause.REUSED_BY_OTHER, others[0]
    if elsewhere:
        return Cause.REUSED_ELSEWHERE, elsewhere[0]
    if before:
        return Cause.REUSED_EARLIER, before[0]
    return None, None
