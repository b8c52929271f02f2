"""Was the rep there? Locations, fences and the windows that they open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.geo import Datum, Point, distance_m
from domain.settings import Settings
from domain.stores import Store

TOO_CLOSE_TO_TELL_M = 30
LATE = timedelta(minutes=2)
"""Delivered this much after it was made = 延迟上传."""


class Provenance(StrEnum):
    """How a piece of evidence came; never more than the channel can prove."""

    LIVE = "live"  # live location or current-position button
    PIN = "pin"  # a place picked by hand may be anywhere
    CAMERA = "camera"  # a menu that opens the camera only
    UNKNOWN = "unknown"  # a picture in a chat: gallery or camera, nobody can tell
    FORWARDED = "forwarded"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One location that somebody sent."""

    at: datetime
    """Message time."""
    point: Point
    """In WGS-84, whatever was sent."""
    datum: Datum
    """As it was sent."""
    accuracy_m: float | None
    provenance: Provenance
    source: int
    """The inbox number of its message."""


class Standing(StrEnum):
    """What a location says about being at a store."""

    INSIDE = "inside"
    EITHER = "either"  # two stores so close that it must be asked
    OUTSIDE = "outside"
    VAGUE = "vague"  # 定位不准
    FORWARDED = "forwarded"  # somebody else's place, passed on
    NOWHERE = "nowhere"  # no degrees on this globe, or no store with coordinates


@dataclass(frozen=True, slots=True)
class Placing:
    """A location held against the stores."""

    standing: Standing
    near: tuple[tuple[Store, float], ...] = ()
    """Stores with their distance in metres, nearest first; inside ones only when inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """An accepted location: the rep was inside the fence of the visit's store."""

    at: datetime
    point: Point
    distance_m: float | None
    """``None`` for a customer without known coordinates."""
    provenance: Provenance
    source: int
    until: datetime | None = None
    """From when on the phone itself said to be elsewhere."""


def place(fix: Fix, stores: Iterable[Store], settings: Settings) -> Placing:
    """Hold a location against the stores. Poor accuracy never widens a fence."""
    if not fix.point.valid:
        return Placing(Standing.NOWHERE)
    if fix.accuracy_m is not None and not fix.accuracy_m <= settings.accuracy_m:
        return Placing(Standing.VAGUE)
    far = [(s, distance_m(fix.point, s.point)) for s in stores if s.point is not None]
    near = sorted(far, key=lambda pair: (pair[1], pair[0].code))
    inside = tuple((s, d) for s, d in near if d <= radius_m(s, settings))
    if not inside:
        return Placing(Standing.OUTSIDE if near else Standing.NOWHERE, tuple(near[:3]))
    if len(inside) > 1 and inside[1][1] - inside[0][1] < TOO_CLOSE_TO_TELL_M:
        return Placing(Standing.EITHER, inside)
    return Placing(Standing.INSIDE, inside)


def radius_m(store: Store, settings: Settings) -> float:
    """The store's own fence, else the company's, in metres."""
    return store.radius_m or settings.fence_m


def covering(
    at: datetime, presences: Sequence[Presence], settings: Settings, *, photo: bool = False
) -> Presence | None:
    """The newest presence whose window holds a message of that time.

    A presence covers what was made from ``early_fix`` before it to ``on_site`` after it. Words
    about a store may be written on the way; a ``photo`` is of where the phone is.
    """
    held = [
        p
        for p in presences
        if p.at - settings.early_fix <= at <= p.at + settings.on_site
        and not (photo and p.until is not None and at > p.until)
    ]
    return max(held, key=lambda p: (p.at <= at, p.at), default=None)


def is_early_fix(at: datetime, presence: Presence, settings: Settings) -> bool:
    """Whether a photo came so long after its location that it is marked 定位较早."""
    return at - presence.at > settings.early_fix
