"""申请特价: reading the price and the reason out of what the rep writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from domain.numbers import NUMERAL, numeral, plain
from domain.prices import whole_fen

SPECIAL = "special_price"
"""The kind of request."""
LIFE = timedelta(days=30)
"""An agreement older than that stands on no card: nobody wrote down how long it holds."""
_LEAST = Fraction(1, 2)
"""Of the price in force; what is lower was probably mistyped."""
_SHORTEST, LONGEST = 2, 120
"""Letters of a reason."""
_COUNTED = r"(?!\s*(?:台|箱|瓶|包|件|个|套|桶|只|袋|提|天|日|号|月|年|周|点|家|次|人|楼|公里|小时|期|%|折|-|:))"
_NUMBER = re.compile(
    rf"(?<![\dA-Za-z.,\-])(\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,7}})(\.\d{{1,2}})?(?![\d.]|[A-Za-z]){_COUNTED}(万)?\s*(?:元|块钱?)?(?:\s*/\s*\S)?"
)
_SPOKEN = re.compile(rf"({NUMERAL[:-1]}{{2,9}}){_COUNTED}(?:元|块钱?)?")
_OFF = re.compile(r"打?([1-9]\d|[1-9](?:\.\d)?|[一二三四五六七八九]{1,2})\s*折")
_LESS = re.compile(
    r"(?:再|能)?(?:降|减|便宜|少|让)(?:价|个|利)?\s*(\d{1,6}(?:\.\d{1,2})?)\s*(%|个?点|元|块钱?)?"
)
_FILLER = re.compile(
    r"^(?:我|想|要|能不能|能否|可以|申请|报到?|做到?|降到|降至|改成|特价|价格|单价|[:,\s])*(?:申请|报到?|做到?|降到|降至|改成|特价|价格|单价)[:,\s]*"
    r"|(?:原因|理由|因为)(?:是|:)?"
)
_ELSE = re.compile(
    r"[?吗呢]|^/|怎么|什么|多少|哪|查一?下|库存|交期|到店|提交|照片|卡片反馈|帮助|进度|^报价|报价$"
    r"|^(?:记一?下|记住|记得|备注|提醒|帮我|查|看看|拜访|取消)"
    r"|^(?:有用|没用|图片版|整张卡|数字出处|申请特价|撤回申请)$"
    r"|^\d{2,}\s*\D{0,4}\d+\s*[箱瓶件包袋盒]"
)
_OF_PRICE = re.compile(r"[贵高低]$|便宜|优惠|[降让还砍压]价|打折|价格战|[降低让少][点些]|量大|冲量")
_BRIEF = 12
"""Letters of words about a price that are a reason and not a note of their own."""
_EDGES = " ,.:;!?、/()-元块钱"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for; either part may be missing."""

    fen: int | None
    reason: str


def read_wish(text: str, now_fen: int, list_fen: int | None) -> Wish:
    """The price (fen per piece) and the reason; the price nearest below the one in force is meant.

    Understands ``6200``, ``6,200元``, ``六千二``, ``0.62万``, ``95折`` (of the list price) and
    ``再降200`` or ``降3%`` (of the price in force).
    """
    said = plain(text)
    found = list(_prices(said, now_fen, list_fen))
    if not found:
        return Wish(None, _reason(said, (0, 0)))
    fen, span = min(found, key=lambda one: (not _LEAST * now_fen <= one[0] < now_fen, one[1][0]))
    return Wish(fen, _reason(said, span))


def asks_else(text: str) -> bool:
    """Whether words are a question, a command or a button's label: no answer to which price."""
    return bool(_ELSE.search(plain(text)))


def is_reason(text: str) -> bool:
    """Whether words without an amount can only be the reason: ``客户嫌贵``."""
    said = plain(text)
    return len(said) <= _BRIEF and bool(_OF_PRICE.search(said))


def doubt(fen: int, now_fen: int) -> str:
    """Why a price is no special one: ``above`` or equal to the one in force, or too ``low``."""
    if fen >= now_fen:
        return "above"
    return "low" if fen < _LEAST * now_fen else ""


def _prices(said: str, now_fen: int, list_fen: int | None) -> Iterator[tuple[int, tuple[int, int]]]:
    for match in _LESS.finditer(said):
        yield _lowered(now_fen, Fraction(match[1]), match[2] or ""), match.span()
    for match in _OFF.finditer(said):
        yield whole_fen((list_fen or now_fen) * _tenths(match[1])), match.span()
    for match in _NUMBER.finditer(said):
        amount = Fraction(match[1].replace(",", "") + (match[2] or ""))
        yield whole_fen(amount * (10_000 if match[3] else 1) * 100), match.span()
    for match in _SPOKEN.finditer(said):
        value = numeral(match[1])
        if value:
            yield value * 100, match.span()


def _lowered(now_fen: int, by: Fraction, unit: str) -> int:
    if unit in {"%", "点", "个点"}:
        return whole_fen(now_fen * (1 - by / 100))
    return whole_fen(now_fen - by * 100)


def _tenths(said: str) -> Fraction:
    """``95`` and ``九五`` are .95, ``9`` is .9, ``9.5`` is .95."""
    value = said if said[0].isascii() else str(numeral(said))
    number = Fraction(value)
    return number / (100 if len(value) == 2 else 10)  # noqa: PLR2004 - two digits


def _reason(said: str, span: tuple[int, int]) -> str:
    rest = f"{said[: span[0]].strip(_EDGES)} {said[span[1] :].strip(_EDGES)}".strip()
    reason = _FILLER.sub("", rest).strip(_EDGES)
    return reason[:LONGEST] if len(reason) >= _SHORTEST else ""
