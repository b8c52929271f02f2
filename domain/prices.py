"""Competitor prices: which product a tag names, and how far the price is from what we know."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from rapidfuzz import fuzz

from domain.catalogue import Competitor
from domain.evidence import Price
from domain.numbers import plain
from domain.packs import TypedPrice, find_pack, without_pack
from domain.readings import TagReading

_LINKED = 88
"""Name similarity (0-100) from which a tag is taken for a competitor's product unasked."""
_WORTH_ASKING = 35
_SIZE = re.compile(r"\d+(?:\.\d+)?\s*(?:ml|kg|毫升|千克|公斤|[lg升克斤])")
_IMPLAUSIBLE = 3
"""A price more than this many times the last one, or less than that part of it, is doubted."""
_LIKE_BEFORE = Fraction(3, 2)
"""A price up to so many times the last one, or down to that part of it, may be the same product's."""
_NEVER_SURE = "tesseract"
"""The engine that reads half the tags wrong: its values are 低置信."""
_PACKS = (2, 3, 4, 6, 12)
_ABOUT = Fraction(15, 100)
"""A price this near to the multiple of the last one is probably that of a pack."""
_EXACT = 100_000
"""Denominator up to which a threshold is taken as the fraction it was written as."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One price held against another."""

    other_fen: int
    by_fen: int
    """This price minus the other, rounded to a fen for words."""
    share: float
    """The exact difference by the other price; -0.19 is 19 % cheaper."""


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

    Another size is another product, however alike the names are; another pack of it is not.
    """
    return _link(label, competitors) or _link(without_pack(label), competitors)


def _link(label: str, competitors: Sequence[Competitor]) -> Competitor | None:
    near = candidates(label, competitors, most=2)
    if not near or near[0][1] < _LINKED:
        return None
    if len(near) > 1 and near[1][1] >= near[0][1]:
        return None
    sizes = [_SIZE.findall(plain(name).lower()) for name in (label, near[0][0].name)]
    return near[0][0] if sizes[0] == sizes[1] or not all(sizes) else None


def price_of(tag: TagReading | None) -> Price:
    """The price that a tag shows, before anybody has said anything about it."""
    if tag is None:
        return Price()
    several = (tag.pack or 1) > 1
    # 2瓶装 ¥25.60 and nothing else: that is the regular price of such a pack.
    only = several and tag.price_fen is None and not tag.member
    return Price(
        label=tag.product or "",
        price_fen=tag.promo_fen if only else tag.price_fen,
        promo_fen=None if only else tag.promo_fen,
        member=tag.member,
        confidence=0.0 if tag.engine == _NEVER_SURE else tag.confidence,
        base=tag.base,
        pack_read=tag.pack if several else None,
        pack_settled=tag.pack == 1,
    )


def named(price: Price, competitor: Competitor) -> Price:
    """The price under the product's own name; a pack that is part of that name is one piece."""
    own = find_pack(competitor.name)
    price = replace(price, competitor=competitor.code, label=competitor.name)
    if own is not None and own.count == price.pack_read:
        return agreed_pack(price, 1)
    return price


def usual(fen: int, pack: int, before: Iterable[tuple[Competitor, int, int]]) -> Competitor | None:
    """The product that a typed price beside an unreadable tag is about, if only one is likely.

    ``before``: each product that was priced in that store, its last price in fen, its pack.
    """
    near = [
        one
        for one, last, of in before
        if last and 1 <= _LIKE_BEFORE * Fraction(fen, pack) / Fraction(last, of) <= _LIKE_BEFORE**2
    ]
    return near[0] if len(near) == 1 else None


def gap(price_fen: Fraction | int | None, other_fen: Fraction | int | None) -> Gap | None:
    """Hold a price against another, both for one piece; ``None`` when either is unknown."""
    if price_fen is None or not other_fen:
        return None
    by = Fraction(price_fen) - Fraction(other_fen)
    return Gap(whole_fen(other_fen), whole_fen(by), float(by / other_fen))


def whole_fen(fen: Fraction | int) -> int:
    """A price in whole fen for words, half a fen upwards."""
    return floor(Fraction(fen) + Fraction(1, 2))


def share(price_fen: Fraction | None, other_fen: Fraction | int | None) -> Fraction | None:
    """The exact difference to another price by that price; ``None`` when either is unknown."""
    if price_fen is None or not other_fen:
        return None
    return price_fen / Fraction(other_fen) - 1


def reaches(by: Fraction | None, threshold: float) -> bool:
    """Whether a difference, upwards or downwards, reaches a threshold (0-1)."""
    return by is not None and abs(by) >= Fraction(threshold).limit_denominator(_EXACT)


def outside(by: Fraction | None, interval: tuple[float, float]) -> bool:
    """Whether a difference lies outside of an interval, whose ends belong to it."""
    low, high = (Fraction(end).limit_denominator(_EXACT) for end in interval)
    return by is not None and not low <= by <= high


def is_alert(price: Price, threshold: float) -> bool:
    """Whether the change to the last price of one piece reaches the threshold (0-1)."""
    return reaches(share(price.unit_fen, price.last_unit_fen), threshold)


def doubted_fen(price: Price) -> int | None:
    """What a price probably is when it is implausible against the last one, in fen.

    ``1280`` read where the last was 15.80 is probably ``12.80``. Returns ``None`` when the
    price is plausible or when no moved decimal point explains it.
    """
    now, last = price.payable_fen, price.last_unit_fen
    if now is None or not last:
        return None
    low, high = last * price.pack / _IMPLAUSIBLE, last * price.pack * _IMPLAUSIBLE
    if low <= now <= high:
        return None
    return next((g for g in (now // 100, now // 10, now * 10, now * 100) if low <= g <= high), None)


def asked_pack(price: Price) -> int | None:
    """How many pieces a price seems to be for, while nobody has said so; ``None``: for one.

    By the words around it, or because it is about 2, 3, 4, 6 or 12 times the last one.
    """
    if price.pack_settled or price.payable_fen is None:
        return None
    return price.pack_read or _likely_pack(price)


def _likely_pack(price: Price) -> int | None:
    now, last = price.payable_fen, price.last_unit_fen
    if now is None or not last:
        return None
    best = min(_PACKS, key=lambda count: abs(now / (last * count) - 1))
    off = abs(now / (last * best) - 1)
    doubted = doubted_fen(price)
    if off > _ABOUT or (doubted is not None and abs(doubted / last - 1) < off):
        return None
    return best


def agreed_pack(price: Price, count: int) -> Price:
    """The price after the rep said how many pieces it is for."""
    return replace(price, pack=count, pack_read=None, pack_settled=True)


def retyped(old: Price, said: TypedPrice) -> Price:
    """The price as the rep types it (人工) in the place of the one known so far.

    What is known of the pack stays, unless the number is plainly that of a single piece.
    """
    price = replace(
        old,
        price_fen=said.fen,
        promo_fen=None,
        member=False,
        regular_counts=False,
        manual=True,
        confidence=1.0,
    )
    if said.pack is not None:
        one = said.pack.count == 1
        base = said.pack.base or old.base
        read = None if one else said.pack.count
        return replace(price, pack=1, pack_read=read, pack_settled=one, base=base)
    last = old.last_unit_fen
    if (old.pack > 1 or old.pack_read) and last and abs(said.fen / last - 1) <= _ABOUT:
        return agreed_pack(price, 1)
    return price


def _key(text: str) -> str:
    return "".join(c for c in plain(text).lower() if c.isalnum())


def _likeness(a: str, b: str) -> float:
    """Plain ratio, so that a missing or another size (1L, 500ml) costs something."""
    return fuzz.ratio(a, b)
