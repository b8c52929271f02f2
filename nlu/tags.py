"""A price tag, read from the lines an engine found. Unsure means None, never a guess."""

import re
from collections.abc import Sequence

from domain.packs import Pack, find_pack, without_pack
from domain.readings import TagReading
from nlu.ocr import Line
from nlu.tag_lines import Amount, Role, find_amounts, mend
from nlu.tag_words import find_name, find_unit

_TESSERACT_TRUST = 0.4
"""Factor on everything Tesseract reads: it gets less than half the payable prices right."""
_UNSIGNED, _POINTLESS, _CROWDED, _OUTDATED = 0.85, 0.6, 0.7, 0.4
"""Factors of doubt: no sign or label; two figures and more without decimals, which may be raised
decimals that lost their yuan; rivals as tall; only the old price was seen."""
_POINTLESS_FEN = 10_00
_RIVAL = 0.8
"""Height against the payable price from which another, unexplained amount is a rival."""
_PIECES = frozenset("瓶罐支盒袋包桶听杯")
"""Units of one piece: 元/瓶 settles what a price is for."""
_PACK_ONLY = re.compile(
    r"(?:规格|包装|净含量|组合|超值|特惠|优惠|量贩|家庭|促销|特价|会员|原价|现价|零售价|售价|价格?|仅售|只要|装|元|[\s\d.¥:/()*+-]|m?l|k?g)*",
    re.IGNORECASE,
)
"""What may be left of a line beside the words about the pack."""
_PLAUSIBLE_CUT = 3.0
"""An unlabelled crossed-out price is at most this many times the price beside it."""


def read_tag(lines: Sequence[Line], engine: str) -> TagReading:
    """Understand the lines of one picture as one price tag.

    Returns:
        The regular price printed and a lower payable one beside it; for 3件 ¥31.00 the latter is
        the bundle's price as printed.

    Accuracy:
        Payable price exact on at least 96 % of 50 made-up tags of ten layouts, straight, askew and
        from the side; nothing invented (``tests/nlu/test_tags.py``).
    """
    mended = [mend(line) for line in lines]
    amounts = find_amounts(mended)
    regular, lower = _choose(amounts)
    payable = lower or regular
    name, unit = find_name(mended, amounts), find_unit(mended)
    pack = _pack(name or "", unit or "", mended, (regular, lower))
    return TagReading(
        product=name,
        price_fen=None if regular is None else regular.fen,
        promo_fen=None if lower is None else lower.fen,
        unit=None if payable is None else unit,
        confidence=0.0 if payable is None else _confidence(payable, regular, amounts, engine),
        engine=engine,
        member=lower is not None and lower.role is Role.MEMBER,
        pack=pack.count if pack else None,
        base=pack.base if pack else "",
    )


def _pack(
    name: str, unit: str, lines: Sequence[Line], prices: tuple[Amount | None, Amount | None]
) -> Pack | None:
    """What the payable price is for: by the product's name, the unit, or a line that says only that."""
    named = find_pack(name)
    if named is not None and named.count > 1:
        return named
    if unit in _PIECES:
        return Pack(1, unit)
    regular, lower = prices
    if regular and lower and lower.role is Role.BUNDLE and lower.fen > regular.fen:
        return None  # 3件 ¥31.00 beside the price of one
    told = (find_pack(line.text) for line in lines if _PACK_ONLY.fullmatch(without_pack(line.text)))
    return next((pack for pack in told if pack is not None and pack.count > 1), None)


def _choose(amounts: Sequence[Amount]) -> tuple[Amount | None, Amount | None]:
    """Return (regular, lower payable) among amounts sorted tallest first."""
    tallest: dict[Role, Amount] = {}
    for amount in amounts:
        tallest.setdefault(amount.role, amount)
    bundle = tallest.pop(Role.BUNDLE, None)
    if bundle is not None:
        single = next((tallest[role] for role in _SINGLE if role in tallest), None)
        return single, bundle
    regular = tallest.get(Role.OLD) or tallest.get(Role.REGULAR)
    offer = _offer(tallest)
    if regular is None:
        return _unlabelled(amounts, offer)
    if offer is None or offer.fen == regular.fen:
        return regular, None
    if offer.fen < regular.fen:
        return regular, offer
    # The dearer amount can't be the offer: a labelled one then makes the regular price doubtful.
    return (None, offer) if offer.role in _OFFERS else (regular, None)


_OFFERS = (Role.PROMO, Role.MEMBER)
_SINGLE = (Role.REGULAR, Role.PLAIN, *_OFFERS, Role.OLD)


def _offer(tallest: dict[Role, Amount]) -> Amount | None:
    if labelled := [tallest[role] for role in _OFFERS if role in tallest]:
        return labelled[0]  # what everybody pays goes before what members pay
    if Role.OLD in tallest and Role.REGULAR in tallest:
        return tallest[Role.REGULAR]
    return tallest.get(Role.PLAIN)


def _unlabelled(
    amounts: Sequence[Amount], offer: Amount | None
) -> tuple[Amount | None, Amount | None]:
    """Pair the price with a dearer, smaller-printed, signed neighbour: the crossed-out one."""
    if offer is None:
        return None, None
    for other in amounts:
        dearer = offer.fen < other.fen <= _PLAUSIBLE_CUT * offer.fen
        if dearer and other.signed and (other.height < offer.height or offer.role in _OFFERS):
            return other, offer
    return offer, None


def _confidence(
    payable: Amount, regular: Amount | None, amounts: Sequence[Amount], engine: str
) -> float:
    sure = payable.confidence
    if not payable.signed:
        sure *= _UNSIGNED
    if not payable.pointed and payable.fen >= _POINTLESS_FEN:
        sure *= _POINTLESS
    if payable.role is Role.OLD:
        sure *= _OUTDATED
    others = [amount for amount in amounts if amount not in (payable, regular)]
    if any(other.height > _RIVAL * payable.height for other in others):
        sure *= _CROWDED
    return round(sure * (_TESSERACT_TRUST if engine == "tesseract" else 1.0), 3)
