"""The stock line: which products stand on the shelf, and how many of each.

One line may name several products, by code (with or without leading zeros), name or alias:
``238 12箱,112 6箱,307 0``, ``青花椒还有12箱``, ``12箱青花椒``, ``00238 A1-A2 12箱``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from domain.catalogue import Catalogue, Product
from domain.stock_words import UNITS, Flaw, Kind, Word, words

__all__ = ["UNITS", "StockEntry", "StockLine", "Trouble", "default_unit", "parse_stock"]

_QUESTION = re.compile(r"[?吗哪]|多少|怎么|什么|(?<!没)啥|几时|何时|多久|几[号天]|多会儿?")
_WHETHER = re.compile(r"有没有|有冇|[有够](?:现?货|库存|存货|得卖)?[没不冇][啊呀呢嘞]?$")
"""A question that ends as an answer would: 「还有货没」 reports no empty shelf."""
_BUSINESS = re.compile(
    r"[价元块钱¥$%折要订买送退]|目标|计划|下单|补(?![拍报录])|下周|明天|进货|到货|卖|销|上次|昨|上周|电话|任务|规格|箱规|换"
)
"""Words of prices, orders and sales: the numbers beside them are no stock."""
_CODE_DIGITS = 3
_NAMED = re.compile(r"[A-Z\d-]{3}")
"""What a code of something that is not ours has: S7-1500."""


class Trouble(StrEnum):
    """Why a part of the line can't be taken."""

    VAGUE = "vague"  # 十几, 10多箱, two numbers for one product
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    NO_QUANTITY = "no_quantity"
    UNKNOWN_CODE = "unknown_code"


_FLAWS = {
    Flaw.VAGUE: Trouble.VAGUE,
    Flaw.NEGATIVE: Trouble.NEGATIVE,
    Flaw.NOT_WHOLE: Trouble.NOT_WHOLE,
}


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
    boxes: tuple[tuple[Product, tuple[str, ...]], ...] = ()
    """Products placed on the shelf picture without a number; the number is asked."""
    bare: bool = False
    """Nothing but products, numbers, units and filler words: surely a stock line."""
    asked: tuple[str, ...] = ()
    """Clauses beside the counts that ask something about a product: 「S7-1500多少钱」."""

    def __bool__(self) -> bool:
        """Whether it says anything about stock at all."""
        return bool(self.entries or self.troubles)


@dataclass(slots=True)
class _Mention:
    """A product, or a number that stands where a code would stand."""

    said: str
    product: Product | None
    quiet: bool
    """In a clause about prices or orders: no number is missed."""
    count: Word | None = None
    cells: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Some products in a row, and the counts that follow them."""

    mentions: list[_Mention] = field(default_factory=list)
    counts: list[Word] = field(default_factory=list)
    shared: bool = False


def parse_stock(text: str, catalogue: Catalogue) -> StockLine:
    """Read a stock line against the live catalogue. A text of another kind gives a false value."""
    runs, clean, asked = [_Run()], True, []
    for clause in _clauses(words(text, catalogue)):
        if _asks(clause):
            clean = False
            asked.append(clause)
        else:
            clean = _read(clause, runs) and clean
    _hand_out(runs)
    mentions = [m for run in runs for m in run.mentions]
    placed = sum(m.count is not None for m in mentions) >= sum(len(r.counts) for r in runs)
    line = _settle(mentions, bare=clean and (placed or any(r.shared for r in runs)))
    return replace(line, asked=_about_something(asked))


def default_unit(product: Product) -> str:
    """What a bare number counts: cases where the product comes in cases, else pieces."""
    return "箱" if (product.per_case or 1) > 1 else product.unit or "个"


def _clauses(line: Iterator[Word]) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in line:
        if word.kind is Kind.BREAK:
            yield clause
            clause = []
        else:
            clause.append(word)
    yield clause


def _unnamed(clause: Sequence[Word]) -> str:
    """The words beside products and counts."""
    return "".join(w.text for w in clause if w.kind in {Kind.OTHER, Kind.FILLER})


def _asks(clause: Sequence[Word]) -> bool:
    whole = "".join(w.text for w in clause).strip()
    return bool(_QUESTION.search(_unnamed(clause)) or _WHETHER.search(whole))


def _about_something(asked: Sequence[Sequence[Word]]) -> tuple[str, ...]:
    """The questions that can be answered for themselves, as they name what they are about."""
    said = [("".join(w.text for w in clause).strip(), _products(clause)) for clause in asked]
    return tuple(text for text, named in said if named or _NAMED.search(text))


def _read(clause: list[Word], runs: list[_Run]) -> bool:
    """Add a clause to the runs. ``False`` when something in it is not about stock."""
    quiet = bool(_BUSINESS.search(_unnamed(clause)))
    leads = [w.kind for w in clause if w.kind in {Kind.CELLS, Kind.PRODUCT}][:1] == [Kind.CELLS]
    ahead: list[str] = []
    clean = not quiet
    for index, word in enumerate(clause):
        if word.kind is Kind.PRODUCT or _unknown_code(clause, index, runs[-1]):
            _add_mention(_Mention(word.text.strip(), word.product, quiet, cells=ahead), runs)
            ahead = []
        elif word.kind is Kind.CELLS:
            _mark(word, runs[-1], ahead, forward=leads and _products(clause[index:]))
        elif word.kind is Kind.ALL:
            runs[-1].shared = True
        elif word.kind is Kind.COUNT and not quiet and not _stray(clause, index):
            runs[-1].counts.append(word)
        elif word.kind is not Kind.FILLER:
            clean = False
    return clean


def _add_mention(mention: _Mention, runs: list[_Run]) -> None:
    """Open a new run after counts; 00238青花椒酱油 is one product said twice."""
    last = runs[-1].mentions[-1] if runs[-1].mentions else None
    if runs[-1].counts:
        runs.append(_Run())
    elif last and last.product and last.product == mention.product:
        last.cells += mention.cells
        return
    runs[-1].mentions.append(mention)


def _products(clause: Sequence[Word]) -> bool:
    return any(w.kind is Kind.PRODUCT for w in clause)


def _mark(word: Word, run: _Run, ahead: list[str], *, forward: bool) -> None:
    """Give grid cells to the product before them, or to the one after where cells come first."""
    first, _, last = re.sub(r"\s*[-~到至]\s*", "-", word.text).partition("-")
    cells = _spread(first, last or first)
    if run.mentions and not forward:
        run.mentions[-1].cells += cells
    else:
        ahead += cells


def _stray(clause: Sequence[Word], index: int) -> bool:
    """Whether a number without a unit stands among words that have nothing to do with stock."""
    if not clause[index].bare_number:
        return False
    before = next((w for w in reversed(clause[:index]) if w.kind is not Kind.FILLER), None)
    after = clause[index + 1] if index + 1 < len(clause) else None
    return any(w is not None and w.kind is Kind.OTHER for w in (before, after))


def _unknown_code(clause: Sequence[Word], index: int, run: _Run) -> bool:
    """``2380 3箱``: a number that stands where a code would, but no product has it."""
    word = clause[index]
    if not word.bare_number or not word.text.strip().isdecimal():
        return False
    first = all(w.kind is Kind.FILLER for w in clause[:index])
    long = len(word.text.strip()) >= _CODE_DIGITS and (first or bool(run.counts))
    rest = (w.kind for w in islice(clause, index + 1, None))
    follows = next((k for k in rest if k not in {Kind.FILLER, Kind.CELLS}), None)
    return long and follows is Kind.COUNT


def _hand_out(runs: list[_Run]) -> None:
    """Give each product its count. What is not clear stays open, and is asked."""
    if not runs[0].mentions and all(len(r.counts) == 1 for r in runs[:-1]) and not runs[-1].counts:
        for (count,), run in zip((r.counts for r in runs[:-1]), runs[1:], strict=True):
            for mention in run.mentions if count.nothing else run.mentions[:1]:
                mention.count = count
        return
    last = runs[-1]
    if len(runs) > 1 and not last.counts and len(last.mentions) == 1:
        before = runs[-2]
        if len(before.counts) == len(before.mentions) + 1:
            last.counts.append(before.counts.pop())
    for run in runs:
        _share(run)


def _share(run: _Run) -> None:
    """One count each, one for all (都, 各), or one for the last."""
    if len(run.counts) == 1:
        for mention in run.mentions if run.shared else run.mentions[-1:]:
            mention.count = run.counts[0]
    elif len(run.counts) == len(run.mentions):
        for mention, count in zip(run.mentions, run.counts, strict=True):
            mention.count = count
    elif run.counts:
        unclear = next((c for c in run.counts if c.flaw), Word(Kind.COUNT, "", flaw=Flaw.VAGUE))
        for mention in run.mentions:
            mention.count = unclear


def _settle(mentions: Sequence[_Mention], *, bare: bool) -> StockLine:
    common = next((m.count.unit for m in mentions if m.count and m.count.unit), "")
    entries, troubles, boxes = [], [], []
    for m in mentions:
        if m.product is None:
            troubles.append((Trouble.UNKNOWN_CODE, m.said))
        elif m.count is None:
            if m.cells:
                boxes.append((m.product, tuple(m.cells)))
            if not m.quiet:
                troubles.append((Trouble.NO_QUANTITY, m.product.code))
        elif m.count.quantity is None:
            troubles.append((_FLAWS[m.count.flaw or Flaw.VAGUE], m.product.code))
        else:
            unit = m.count.unit or common or default_unit(m.product)
            entries.append(StockEntry(m.product, m.count.quantity, unit, tuple(m.cells)))
    return StockLine(tuple(entries), tuple(troubles), tuple(boxes), bare)


def _spread(first: str, last: str) -> tuple[str, ...]:
    """All cells of the rectangle between two corners, row by row."""
    rows = sorted((first[0], last[0]))
    columns = sorted((int(first[1]), int(last[1])))
    return tuple(
        f"{chr(row)}{column}"
        for row in range(ord(rows[0]), ord(rows[1]) + 1)
        for column in range(columns[0], columns[1] + 1)
    )
