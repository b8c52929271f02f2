"""What a person agrees to before anything is taken, and the words that change it."""

import re
from enum import StrEnum

from domain.numbers import plain

WORDING = 2
"""Counts the wordings of the card that asks: what was agreed to is noted with it."""
_PLACE = r"(?:我的)?(?:定位|位置)"
_END = r"(?:吧|了|啦)?[.,!]*"
_LONGEST = 16
_SIGN = re.compile("同意|定位|位置|授权")
"""One of these every wish has; looked for first, as it is cheap."""


class Wish(StrEnum):
    """What somebody wants to change."""

    AGREE = "agree"  # to everything, the location included
    AGREE_WITHOUT = "agree_without"
    ALLOW_PLACE = "allow_place"
    REFUSE_PLACE = "refuse_place"
    WITHDRAW = "withdraw"


_WORDS = {
    Wish.AGREE: rf"(?:我)?同意并开始(?:\(?含{_PLACE}\)?)?",
    Wish.AGREE_WITHOUT: rf"(?:我)?同意(?:并开始)?[,\s]*(?:但)?(?:不用|不含|不开|不要|不给|除了){_PLACE}",
    Wish.ALLOW_PLACE: rf"(?:我)?(?:(?:允许|开启|打开|启用|同意|可以)(?:使?用|获取|保存)?{_PLACE}|{_PLACE}(?:可以用|打开|开启))(?:授权)?",
    Wish.REFUSE_PLACE: rf"(?:我)?(?:(?:不用|不允许|不同意|不给|关闭|关掉|停止|停用|禁止|别用)(?:使?用|获取|保存)?{_PLACE}(?:授权)?"
    rf"|(?:撤销|撤回|取消|收回){_PLACE}的?(?:授权|同意))",
    Wish.WITHDRAW: r"(?:我)?(?:(?:撤销|撤回|取消|收回)(?:我的)?(?:全部|所有)?的?(?:同意|授权)书?|不同意了)",
}
_GRAMMAR = {wish: re.compile(f"(?:{words}){_END}") for wish, words in _WORDS.items()}


def wish(text: str) -> Wish | None:
    """Read 「允许定位」「不用定位」「撤销同意」; ``None`` for anything else."""
    said = plain(text) if _SIGN.search(text) else ""
    if not said or len(said) > _LONGEST:
        return None
    return next((w for w, grammar in _GRAMMAR.items() if grammar.fullmatch(said)), None)


def names_place(said: str) -> bool:
    """Whether words typed in the place of a tap choose the button with the location.

    A mere 同意 or 好 agrees to what cannot be done without, and to nothing that is asked apart.
    """
    words = plain(said)
    return words.isdecimal() or "定位" in words or "开始" in words
