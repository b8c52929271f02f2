"""Packs: how many pieces one price is for, read from the words around it.

``2瓶装``, ``双瓶装``, ``3连包``, ``500ml*12``, ``一提6瓶``, ``6瓶/提``. 买二送一 is an offer and
第二件半价 a discount: neither is a pack.
"""

import re
from dataclasses import dataclass
from math import prod

from domain.money import typed_price_fen
from domain.numbers import numeral, plain

_MOST = 60
"""Pieces; more in one pack are a size that was read wrong."""
_PIECE = "[瓶罐支盒袋包桶听杯条壶枝排]"
_ANY_PIECE = f"(?:{_PIECE}|[个只件])"
_SOME = r"(?:(?<![\d.])\d{1,2}|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[两俩双二三四五六七八九])"
_OUTER = "(?:提|箱|组|打|排|套|板|件|份|捆|扎)"
_ONE = "(?:[一1每整])"
_SIZE = r"(?:m?l|毫升|升|k?g|千克|公斤|克)"
_TIMES_SIGN = r"\s*[*x×✕]\s*"
_OFFER = re.compile(
    r"[买满购][\d一二两三四五六七八九十]{1,2}[^\d\s]?[送赠减加得](?:[一二两三四五六]|\d(?![.\d]))?[瓶包袋盒件支罐]?"
    r"|第[\d一二两三四五六七八九十]{1,2}[^\d\s]{1,4}"
    r"|(?:限购|限|任选|任意|[满买购送赠]|库存|剩|还有)\s*[\d一二两三四五六七八九十]{1,2}\s*\S"
)
_TIMES = re.compile(
    rf"(?:(?<=[一-鿿)lg])|(?<=\d)(?=[^\d]+\d{{1,2}}(?:$|\s))|^|(?<=\s)){_TIMES_SIGN}(\d{{1,2}}(?:{_TIMES_SIGN}\d{{1,2}})?)(?![\d.])"
    rf"(?!\s*(?:{_SIZE}|[cm]m|厘米))\s*({_PIECE})?",
    re.IGNORECASE,
)
_BEFORE_SIZE = re.compile(
    rf"({_SOME})\s*({_PIECE})?{_TIMES_SIGN}(?=\d+(?:\.\d+)?\s*{_SIZE})", re.IGNORECASE
)
_LINKED = re.compile(rf"({_SOME})\s*[连联]\s*(?:装|排|({_PIECE})装?|(?=$|[\s\d¥]))")
_HELD = re.compile(
    rf"{_ONE}?\s*{_OUTER}\s*[装共有是内含里:(]*\s*({_SOME})\s*({_ANY_PIECE})\s*装?\)?"
)
_SLASH = re.compile(rf"/\s*({_SOME})\s*({_ANY_PIECE})")
_IN_ONE = re.compile(
    rf"{_ONE}?\s*({_SOME})\s*({_ANY_PIECE}|入)\s*"
    rf"(?:[装组]|(?:/|每|一|1)\s*{_OUTER}|一起|加起来|合起来|合计|总共|一共|共|$"
    r"|(?=\s*[¥\d一二三四五六七八九十卖要是才就的价)]))"
)
_PAIR = re.compile(r"([双对])\s*(?:提|联|入|组)?装()")
_DOZEN = re.compile(r"(半|[一1每整])打装?")
_SINGLE = re.compile(rf"单\s*({_PIECE})装?|(?:[一1每]|/\s*1?)\s*({_PIECE})装?(?=$|[\s\d¥的价])")
_AROUND = re.compile(
    r"^(?:对|嗯|哦|不对|按|照|以|用|这|那|个|就|是|也|一共|总共|合计|共|要|才|的|价格?|[(),:\s])+"
    r"|(?:一起|一共|总共|合计|的|价格?|是|来?算|比|吧|呀|哦|啊|呢|了|[(),.!\s])+$"
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What one price is for."""

    count: int
    """Pieces; 1 when the words say that it is a single one."""
    base: str = ""
    """The piece: 瓶, 包 …; empty when the words don't say it."""
    span: tuple[int, int] = (0, 0)
    """Where the words stand in the plain text."""


@dataclass(frozen=True, slots=True)
class TypedPrice:
    """A price in somebody's own words."""

    fen: int
    """For the whole pack."""
    pack: Pack | None = None
    """``None`` when nothing was said about it."""


def find_pack(text: str) -> Pack | None:
    """The pack that a text speaks of, or a single piece; ``None`` when it speaks of neither."""
    said = _OFFER.sub(lambda m: " " * len(m[0]), plain(text))
    if times := _TIMES.search(said):
        count = prod(int(n) for n in re.findall(r"\d+", times[1]))
        return _pack(count, times[2], times)
    for pattern in (_BEFORE_SIZE, _LINKED, _HELD, _SLASH, _IN_ONE, _PAIR):
        for match in pattern.finditer(said):
            if found := _pack(_count(match[1]), match[2], match):
                return found
    if dozen := _DOZEN.search(said):
        return _pack(6 if dozen[1] == "半" else 12, "", dozen)
    single = _SINGLE.search(said)
    return Pack(1, single[1] or single[2], single.span()) if single else None


def without_pack(text: str) -> str:
    """The plain text without the words about the pack."""
    pack, said = find_pack(text), plain(text)
    return said if pack is None else f"{said[: pack.span[0]]} {said[pack.span[1] :]}".strip()


def typed_price(text: str) -> TypedPrice | None:
    """A price that somebody typed, with or without its pack: ``12.8``, ``两瓶25.6``.

    ``None`` when the text says more than a price.
    """
    said = _OFFER.sub(" ", plain(text)).strip()
    pack = find_pack(said)
    fen = typed_price_fen(said)
    if fen is None:
        fen = typed_price_fen(_AROUND.sub("", without_pack(said)))
    return TypedPrice(fen, pack) if fen else None


def typed_pack(text: str) -> Pack | None:
    """The answer to how many a price is for: ``是两瓶的价``, ``单瓶``; ``None`` for anything else."""
    said = _AROUND.sub("", plain(text))
    pack = find_pack(said)
    return pack if pack and not _AROUND.sub("", without_pack(said)) else None


def _pack(count: int | None, base: str | None, match: re.Match[str]) -> Pack | None:
    if count is None or not 1 < count <= _MOST:
        return None
    return Pack(count, "" if base in {None, "入"} else str(base), match.span())


def _count(said: str) -> int | None:
    pair = {"双": 2, "对": 2}
    return int(said) if said.isdecimal() else pair.get(said) or numeral(said)
