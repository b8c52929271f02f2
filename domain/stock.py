"""The stock line: which products stand on the shelf, and how many of each.

One line may name several products, by code (with or without leading zeros), name or alias:
``238 12箱,112 6箱,307 0``, ``青花椒还有12箱``, ``00238 A1-A2 12箱``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.catalogue import Catalogue, Product
from domain.numbers import NUMERAL, numeral, plain

UNITS = ("箱", "件", "瓶", "包", "袋", "盒", "听", "罐", "桶", "支", "提", "个", "台", "排")
_UNIT = "|".join(UNITS)
_GONE = re.compile(r"缺货|断货|没货|无货|卖完|售罄|没有了|没了|卖光")
_VAGUE = re.compile(
    rf"十几|几十|几(?:{_UNIT})|好几|若干|一些|不少|很多|\d+\s*[多来几]|百来|[十百]多"
)
_CELLS = re.compile(r"(?<![A-Z0-9])([A-C][1-4])(?:\s*[-~到至]\s*([A-C][1-4]))?(?![0-9A-Z])")
_PIECE = re.compile(
    rf"(?P<number>[-+]?\d+(?:\.\d+)?|{NUMERAL})\s*(?P<unit>{_UNIT})?|(?P<break>[,;\n])"
)
_FILLER = re.compile(
    r"^[\s,.;:!?=*x×和与都是还有剩约大概左右库存数量现在目前另外然后一共总共货架上的呢了啊吧哈嗯]*$"
)


class Trouble(StrEnum):
    """Why a part of the line can't be taken."""

    VAGUE = "vague"  # 十几, 10多箱
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    NO_QUANTITY = "no_quantity"
    UNKNOWN_CODE = "unknown_code"


@dataclass(frozen=True, slots=True)
class StockEntry:
    """One product counted. ``quantity`` 0 means out of stock, which is an answer."""

    product: Product
    quantity: int
    unit: str
    """箱, 瓶 …; as said, else as the rest of the line, else the product's case or piece."""
    cells: tuple[str, ...] = ()
    """Grid cells of the shelf picture, ``A1`` to ``C4``; empty when not said."""


@dataclass(frozen=True, slots=True)
class StockLine:
    """What a text says about stock."""

    entries: tuple[StockEntry, ...] = ()
    troubles: tuple[tuple[Trouble, str], ...] = ()
    bare: bool = False
    """Nothing but products, numbers, units and filler words: surely a stock line."""

    def __bool__(self) -> bool:
        """Whether it says anything about stock at all."""
        return bool(self.entries or self.troubles)


@dataclass(slots=True)
class _Mention:
    product: Product
    said: str
    unit: str = ""
    quantity: int | None = None
    trouble: Trouble | None = None
    cells: tuple[str, ...] = ()


def parse_stock(text: str, catalogue: Catalogue) -> StockLine:
    """Read a stock line against the live catalogue. A text of another kind gives a false value."""
    line = plain(text).upper()
    mentions: list[_Mention] = []
    strange: list[tuple[Trouble, str]] = []
    rest = ""
    for part in re.split(r"[,;\n]|(?<=[箱件瓶包袋盒听罐桶支提个台排])\s+", line):
        left, found, odd = _read_part(part, catalogue)
        mentions += found
        strange += odd
        rest += left
    return _settle(mentions, strange, bare=bool(_FILLER.match(rest.lower())))


def _settle(
    mentions: list[_Mention], strange: list[tuple[Trouble, str]], *, bare: bool
) -> StockLine:
    _share_all(mentions)
    common = next((m.unit for m in mentions if m.unit), "")
    entries, troubles = [], list(strange)
    for m in mentions:
        if m.trouble or m.quantity is None:
            troubles.append((m.trouble or Trouble.NO_QUANTITY, m.product.code))
        else:
            unit = m.unit or common or default_unit(m.product)
            entries.append(StockEntry(m.product, m.quantity, unit, m.cells))
    return StockLine(tuple(entries), tuple(troubles), bare)


def _share_all(mentions: list[_Mention]) -> None:
    """``238、112、307都是5箱``: the last one's number is everybody's."""
    last = mentions[-1] if mentions else None
    if last is None or "都" not in last.said or last.quantity is None:
        return
    for m in mentions[:-1]:
        if m.quantity is None and m.trouble is None:
            m.quantity, m.unit = last.quantity, last.unit


def default_unit(product: Product) -> str:
    """What a bare number counts: cases where the product comes in cases, else pieces."""
    return "箱" if (product.per_case or 1) > 1 else product.unit or "个"


def _read_part(
    part: str, catalogue: Catalogue
) -> tuple[str, list[_Mention], list[tuple[Trouble, str]]]:
    """One part between separators → (what is left over, mentions, unknown codes)."""
    spans = list(_products(part, catalogue))
    strange: list[tuple[Trouble, str]] = []
    if not spans:
        code = re.match(r"\s*(\d{2,})\s*[:=]?\s*(?=\d+\s*\D|\d+$|-|[A-C][1-4]|缺|没|十)", part)
        if code and not catalogue.by_code(code[1]):
            strange.append((Trouble.UNKNOWN_CODE, code[1]))
            return "", [], strange
        return part, [], strange
    mentions, rest = [], part[: spans[0][0]] if len(spans) > 1 else ""
    for index, (start, end, product) in enumerate(spans):
        stop = spans[index + 1][0] if index + 1 < len(spans) else len(part)
        before = part[: spans[0][0]] if len(spans) == 1 else ""
        mention = _Mention(product, part[start:stop])
        rest += _count(mention, part[end:stop], before)
        mentions.append(mention)
    return rest, mentions, strange


def _products(part: str, catalogue: Catalogue) -> Iterator[tuple[int, int, Product]]:
    """Product mentions, left to right, longest name first; codes only where no name stands."""
    taken: list[tuple[int, int, Product]] = []
    for name, product in _names(catalogue.products.values()):
        at = part.find(name)
        if at >= 0 and not any(a < at + len(name) and at < b for a, b, _ in taken):
            taken.append((at, at + len(name), product))
    for match in re.finditer(rf"(?<![\d.A-Z-])\d[\dA-Z]+(?![\d.]|\s*(?:{_UNIT}))", part):
        product_of = catalogue.by_code(match[0])
        if product_of and not any(a < match.end() and match.start() < b for a, b, _ in taken):
            taken.append((match.start(), match.end(), product_of))
    yield from sorted(taken, key=lambda t: t[0])


def _names(products: Iterable[Product]) -> list[tuple[str, Product]]:
    pairs = [(n.upper(), p) for p in products for n in (p.name, *p.aliases, p.code) if n]
    pairs = [(n, p) for n, p in pairs if not n.isdigit()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _count(mention: _Mention, after: str, before: str) -> str:
    """Fill the mention from the words around it; return the words not understood."""
    cells = _CELLS.search(after)
    if cells:
        mention.cells = _spread(cells[1], cells[2] or cells[1])
        after = after[: cells.start()] + " " + after[cells.end() :]
    for words in (after, before):
        if _VAGUE.search(words):
            mention.trouble = Trouble.VAGUE
            return ""
        found = next((m for m in _PIECE.finditer(words) if m["number"]), None)
        if found:
            _take(mention, found["number"], found["unit"] or "")
            return words[: found.start()] + words[found.end() :]
    if _GONE.search(after):
        mention.quantity = 0
        return _GONE.sub("", after)
    return before + after


def _take(mention: _Mention, number: str, unit: str) -> None:
    mention.unit = unit
    value = numeral(number) if not number.lstrip("+-").replace(".", "").isdigit() else None
    if value is None and "." in number:
        mention.trouble = Trouble.NOT_WHOLE
    else:
        mention.quantity = int(number) if value is None else value
        if mention.quantity < 0:
            mention.quantity, mention.trouble = None, Trouble.NEGATIVE


def _spread(first: str, last: str) -> tuple[str, ...]:
    """All cells of the rectangle between two corners, row by row."""
    rows = sorted((first[0], last[0]))
    columns = sorted((int(first[1]), int(last[1])))
    return tuple(
        f"{chr(row)}{column}"
        for row in range(ord(rows[0]), ord(rows[1]) + 1)
        for column in range(columns[0], columns[1] + 1)
    )
