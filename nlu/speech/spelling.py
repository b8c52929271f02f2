"""Numbers as they were said, codes as they are typed: 十五台, 九五折, 百分之五十, but S7-1500."""

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_PERCENT = re.compile(r"(?<![A-Za-z0-9.-])(\d{1,8})(?:\.(\d{1,4}))?\s?%")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.-])(\d{1,8})(?:\.(\d{1,4}))?(?![A-Za-z0-9.%-])")
_HYPHEN = re.compile(r"(?<=[A-Za-z0-9])\s?[杠刚岗港钢](?=\d)")
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_BESIDE_LATIN = re.compile(
    r"(?<=[A-Za-z0-9])\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+(?=[A-Za-z0-9])"
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_PAIRS = frozenset("个台箱家瓶件次天周位包袋桶条张单笔款份点块套")
"""Of these there are 两, not 二."""
_COUNTED = _PAIRS | frozenset(
    "元角斤吨克升米人名号月日分秒度级组批双片层楼倍台多来几万亿岁公千毫厘平折"
)
_CODE_FROM = 3
"""Digits from which a number that counts nothing is a code."""


def as_said(text: str) -> str:
    """The text with its numbers in characters, as somebody wrote down what he heard.

    A number beside letters is part of a code, a long one that counts nothing is a code itself.
    """
    text = _BESIDE_LATIN.sub("", _BETWEEN.sub(",", text)) if " " in text else text
    text = _HYPHEN.sub("-", text)
    text = _PERCENT.sub(lambda m: "百分之" + _value(m[1], m[2]), text)
    return _NUMBER.sub(lambda m: _spoken(m, text), text)


def _spoken(found: re.Match[str], text: str) -> str:
    whole, fraction = found[1], found[2]
    after = text[found.end() : found.end() + 1]
    if fraction is None:
        if (after == "折" and len(whole) > 1) or (after == "年" and _YEAR.match(whole)):
            return _one_by_one(whole)
        if whole == "0" or (len(whole) >= _CODE_FROM and after not in _COUNTED):
            return found[0]  # 0件 would become 零件, a part
        if whole == "2" and after in _PAIRS:
            return "两"
    return _value(whole, fraction)


def _value(whole: str, fraction: str | None) -> str:
    said = _one_by_one(whole) if whole.startswith("0") and len(whole) > 1 else _integer(int(whole))
    return f"{said}点{_one_by_one(fraction)}" if fraction else said


def _one_by_one(digits: str) -> str:
    return "".join(_DIGITS[int(c)] for c in digits)


def _integer(number: int) -> str:
    """Below a hundred million: 310 is 三百一十, 15 is 十五, 10500 is 一万零五百."""
    high, low = divmod(number, 10_000)
    if not high:
        said = _below_myriad(low)
    else:
        gap = "零" if 0 < low < 1000 else ""  # noqa: PLR2004
        said = _below_myriad(high) + "万" + (gap + _below_myriad(low) if low else "")
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_myriad(number: int) -> str:
    if number == 0:
        return "零"
    out, gap = "", False
    for place, digit in zip(_PLACES[len(str(number)) - 1 :: -1], str(number), strict=True):
        if digit == "0":
            gap = True
            continue
        out += ("零" if gap and out else "") + _DIGITS[int(digit)] + place
        gap = False
    return out
