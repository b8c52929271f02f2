"""稍后30分钟: when somebody wants to be reminded again."""

import re
from datetime import timedelta

from domain.numbers import NUMERAL, numeral, plain

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=4)
USUAL = timedelta(minutes=30)
_N = rf"(?:\d{{1,3}}|{NUMERAL})"
_HOW = rf"(?:(?P<half>半)个?(?:小时|钟头)|(?P<hours>{_N})个?(?P<more>半)?(?:小时|钟头)(?P<half2>半)?|(?P<minutes>{_N})分钟?|(?P<quarter>一)刻钟)"
_REMIND = r"(?:提醒|叫|喊|告诉|通知|推|发|推送|说)(?:我|一下|一次|给我)*"
_LATER = re.compile(
    rf"^(?:请|麻烦|我)*(?:稍后|晚点儿?|过会儿?|等会儿?|一会儿?|待会儿?|过|等|再过|推迟|延后|晚)?(?:{_HOW})(?:以?后|之后)?(?:再)?(?:{_REMIND})?[吧啊哦.!]*$"
    rf"|^(?:请|麻烦)*(?:稍后|晚点儿?|过会儿?|等会儿?|一会儿?|待会儿?)(?:再)?(?:{_REMIND})[吧啊哦.!]*$|^稍后$"
)
_SIGN = re.compile(r"后|提醒|晚|过|推迟|等|叫我")


def later(text: str) -> timedelta | None:
    """In how long 「稍后30分钟」「一小时后提醒我」 is; ``None`` for any other words."""
    said = plain(text)
    found = _LATER.match(said) if len(said) <= 24 and _SIGN.search(said) else None  # noqa: PLR2004
    if found is None:
        return None
    if found["half"]:
        return timedelta(minutes=30)
    if found["quarter"]:
        return timedelta(minutes=15)
    if found["hours"]:
        half = 30 if found["more"] or found["half2"] else 0
        return timedelta(hours=_number(found["hours"]), minutes=half)
    return timedelta(minutes=_number(found["minutes"])) if found["minutes"] else USUAL


def _number(said: str) -> int:
    return int(said) if said.isdigit() else numeral(said) or 0
