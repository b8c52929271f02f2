"""Money in integer fen: reading what people type, writing what they read."""

import re
from decimal import Decimal

from domain.numbers import NUMERAL, numeral, plain

_TEN = 10
_PLAIN = re.compile(
    r"^(?:(?:价格?|现价|卖|是|改成|改为|应该是|[¥￥])\s*)*(\d{1,6}(?:\.\d{1,2})?)\s*(?:元|块|块钱|元钱)?$"
)
_MIXED = re.compile(r"^(\d{1,6})\s*(?:块|元)\s*(\d)(?:毛|角)?(?:(\d)分?)?$")
_SPOKEN = re.compile(rf"^({NUMERAL})(?:块|元)(?:({NUMERAL})(?:毛|角)?)?(?:钱)?$")


def yuan(fen: int) -> str:
    """Two decimals, no sign of currency: ``1280`` → ``12.80``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def fen_of(value: Decimal | str) -> int:
    """Fen of an exact amount in yuan. A third decimal is refused with ``ValueError``."""
    amount = Decimal(value) * 100
    if amount != amount.to_integral_value():
        raise ValueError(f"finer than a fen: {value}")
    return int(amount)


def typed_price_fen(text: str) -> int | None:
    """The one price that somebody typed, in fen; ``None`` when the text is not just a price.

    Understands ``12.8``, ``¥12.80``, ``12块8``, ``12元8角5分``, ``十二块八``.
    """
    said = plain(text).rstrip(".!,")
    if match := _PLAIN.match(said):
        return fen_of(match[1]) or None
    if match := _MIXED.match(said):
        return int(match[1]) * 100 + int(match[2]) * 10 + int(match[3] or 0)
    if match := _SPOKEN.match(said):
        whole, tenths = numeral(match[1]), numeral(match[2] or "零")
        if whole is not None and tenths is not None and tenths < _TEN:
            return whole * 100 + tenths * 10
    return None
