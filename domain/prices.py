"""Competitor prices: which product a tag names, and how far the price is from what we know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.catalogue import Competitor
from domain.evidence import Price
from domain.numbers import plain

_LINKED = 88
"""Name similarity (0-100) from which a tag is taken for a competitor's product unasked."""
_WORTH_ASKING = 35
_SIZE = re.compile(r"\d+(?:\.\d+)?\s*(?:ml|kg|毫升|千克|公斤|[lg升克斤])")
_IMPLAUSIBLE = 3
"""A price more than this many times the last one, or less than that part of it, is doubted."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One price held against another."""

    other_fen: int
    by_fen: int
    """This price minus the other, in fen."""
    share: float
    """``by_fen / other_fen``; -0.19 is 19 % cheaper."""


def candidates(
    label: str, competitors: Sequence[Competitor], *, most: int = 3
) -> Sequence[tuple[Competitor, float]]:
    """The competitors whose names are nearest to a tag's product, best first, 0-100."""
    said = _key(label)
    scored = [(c, _likeness(said, _key(c.name))) for c in competitors]
    near = [pair for pair in scored if pair[1] >= _WORTH_ASKING]
    return sorted(near, key=lambda pair: (-pair[1], pair[0].code))[:most]


def link(label: str, competitors: Sequence[Competitor]) -> Competitor | None:
    """The competitor that a tag surely names; ``None`` when two are as near or none is.

    Another size is another product, however alike the names are.
    """
    near = candidates(label, competitors, most=2)
    if not near or near[0][1] < _LINKED:
        return None
    if len(near) > 1 and near[1][1] >= near[0][1]:
        return None
    sizes = [_SIZE.findall(plain(name).lower()) for name in (label, near[0][0].name)]
    return near[0][0] if sizes[0] == sizes[1] or not all(sizes) else None


def gap(price_fen: int | None, other_fen: int | None) -> Gap | None:
    """Hold a price against another; ``None`` when either is unknown."""
    if price_fen is None or not other_fen:
        return None
    by = price_fen - other_fen
    return Gap(other_fen, by, by / other_fen)


def is_alert(price: Price, threshold: float) -> bool:
    """Whether the change to the last price reaches the threshold (0-1)."""
    change = gap(price.payable_fen, price.last_fen)
    return change is not None and abs(change.share) >= threshold - 1e-9


def doubted_fen(price: Price) -> int | None:
    """What a price probably is when it is implausible against the last one, in fen.

    ``1280`` read where the last was 15.80 is probably ``12.80``. Returns ``None`` when the
    price is plausible or when no moved decimal point explains it.
    """
    now, last = price.payable_fen, price.last_fen
    if now is None or not last or last / _IMPLAUSIBLE <= now <= last * _IMPLAUSIBLE:
        return None
    for guess in (now // 100, now // 10, now * 10, now * 100):
        if last / _IMPLAUSIBLE <= guess <= last * _IMPLAUSIBLE:
            return guess
    return None


def _key(text: str) -> str:
    return "".join(c for c in plain(text).lower() if c.isalnum())


def _likeness(a: str, b: str) -> float:
    """Plain ratio, so that a missing or another size (1L, 500ml) costs something."""
    return fuzz.ratio(a, b)
