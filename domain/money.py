"""Money in integer fen: reading what people type, writing what they read."""

import re
from decimal import Decimal

from domain.numbers import NUMERAL, numeral, plain

_SAID = rf"(?:\d{{1,6}}|{NUMERAL})"
_ONE = "[0-9零〇一二两三四五六七八九]"
_BEFORE = re.compile(
    r"^(?:(?:看|拍|读)不清楚?|反光|竞品|促销价?|特价|会员价|零售价|标价|售价|单价|现价|价格牌?|价签|价|卖|是|写着|写的|标着|标的|显示|牌子|上面|上|改成|改为|应该|[:=¥,\s])*"
)
_AFTER = re.compile(
    r"(?:钱|rmb)?(?:\s*(?:/|每|一\s?|(?<!\d)1\s?)(?:瓶|包|袋|盒|罐|桶|听|支|提|箱|件|台|个|斤))?[\s.!,~哈啊哦吧呢的了]*$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(\d{1,6}(?:\.\d{1,2})?)\s*[元块]?")
_SPOKEN = re.compile(rf"({_SAID})\s*[元块](零|〇)?({_ONE}{{1,2}})(?:[毛角]({_ONE})?)?分?")
_WHOLE = re.compile(rf"({NUMERAL})[元块]")
_POINT = re.compile(rf"({_SAID})点({_ONE}{{1,2}})[元块]?")
_TENTHS = re.compile(rf"({_ONE})[毛角](?:({_ONE})分?)?")


def yuan(fen: int) -> str:
    """Two decimals, no sign of currency: ``1280`` → ``12.80``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def grouped(fen: int) -> str:
    """As on a quote: thousands apart, fen only where there are some: ``648000`` → ``6,480``."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02d}" if rest else f"{sign}{whole:,}"


def fen_of(value: Decimal | str) -> int:
    """Fen of an exact amount in yuan. A third decimal is refused with ``ValueError``."""
    amount = Decimal(value) * 100
    if amount != amount.to_integral_value():
        raise ValueError(f"finer than a fen: {value}")
    return int(amount)


def typed_price_fen(text: str) -> int | None:
    """The one price that somebody typed, in fen; ``None`` when the text is not just a price.

    Understands ``12.8``, ``¥12.80``, ``12块8``, ``12元8角5分``, ``十二块八``, ``十二点八``,
    ``8毛``, ``12.8元一瓶``, ``价格12.8``. Two prices, packs of several and questions are none.
    """
    said = plain(text)
    said = _AFTER.sub("", _BEFORE.sub("", said))
    if match := _PLAIN.fullmatch(said):
        return fen_of(match[1]) or None
    if match := _SPOKEN.fullmatch(said):
        return _sum(match[1], match[3], match[4], small=bool(match[2]))
    if match := _POINT.fullmatch(said):
        return _sum(match[1], match[2], None)
    if match := _TENTHS.fullmatch(said):
        return _sum("0", match[1], match[2])
    if match := _WHOLE.fullmatch(said):
        return _sum(match[1], "0", None)
    return None


def _sum(yuan: str, change: str, last: str | None, *, small: bool = False) -> int | None:
    """``12``, ``8``, ``5`` → 1285; one digit of change is tenths unless 零 stands before it."""
    whole, rest, fen = _value(yuan), _value(change), _value(last or "0")
    if whole is None or rest is None or fen is None:
        return None
    tenths = len(change) == 1 and not small
    return (whole * 100 + rest * (10 if tenths else 1) + fen) or None


def _value(text: str) -> int | None:
    return int(text) if text.isdecimal() else numeral(text)
