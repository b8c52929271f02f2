"""Orders and stock jotted in chat: 「李姐要10箱生抽」「佳佳生鲜 238还剩4箱」."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from domain.catalogue import Catalogue, Product
from domain.memory.reports import PERSON, is_private
from domain.numbers import plain
from domain.stock import default_unit
from domain.stock_words import Kind, Word, words

_LONGEST = 120
_ASKS = re.compile(
    r"[?吗]|多少|多久|有没有|能不能|可不可以|几[天时号点钱]|哪|什么|啥|怎么|是不是|到货|到了|发了没|查|报价|交期"
)
_OTHER_BUSINESS = re.compile(
    r"[元块¥$%折退换]|价|目标|计划|任务|上次|上周|上个?月|去年|以前|已经|订过|买过|卖了|卖出|合同|规格|箱规|如果|要是|可能|大概|也许|还没|没定|没想好|没(?:有)?(?:说|打算|准备)?(?:要|订|定|下单|拿|进货|补|加)(?!货)|要不要|不要|不用|取消|别(?:发|送|补)|撤"
)
"""Words of prices, returns and what was: no order that somebody gives now."""
_ORDERS = re.compile(
    r"要(?![是么求])|订(?!单号)|定(?=了?\s*[\d一二两三四五六七八九十百])|下单|来(?=\s*[\d一二两三四五六七八九十百])|补(?![拍录])|加(?![盟班])|拿|进货|进(?=\s*[\d一二两三四五六七八九十百])|送|"
    r"发(?=\s*[\d一二两三四五六七八九十百])|叫(?=货|\s*[\d一二两三四五六七八九十百])|追加|报单|需要|采购|订货|备(?=\s*[\d一二两三四五六七八九十百])|copy|order"
)
_COUNTS = re.compile(
    r"还?剩|还有|只有|库存|存货|没货|断货|缺货|卖完|卖光|售罄|没了|货架上|仓库里?有|店里有"
)
_SHORTEST_NAME = 2
_SAYS_NOTHING = re.compile(
    rf"{PERSON.pattern}|下单|追加|报单|需要|采购|订货|进货|说|讲|让|给|帮|我们|我|你|再|还|另外|今天|明天|[要订定来补加拿进送发叫备的了个先就也和跟与及各都共x*×:.,!\s呢吧啊哈一]"
)
"""Words around a count that name no product."""


class What(StrEnum):
    """What a line jots down."""

    ORDER = "order"
    STOCK = "stock"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class JotLine:
    """One product, and how many of it."""

    what: What
    said: str
    """The product as it was said."""
    options: tuple[Product, ...]
    """What it may be; several: it is asked. Empty: nothing is called so."""
    quantity: int | None
    """``None``: no clear number was said."""
    unit: str
    said_unit: bool = True
    """Whether the unit was said, or is the product's own."""


@dataclass(frozen=True, slots=True)
class Jotting:
    """What a message jots down."""

    lines: tuple[JotLine, ...]
    contact: str = ""
    """Who wants it or says it: 李姐."""

    @property
    def orders(self) -> bool:
        """Whether anything is ordered."""
        return any(line.what is What.ORDER for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Part:
    """A product or a count of a clause."""

    said: str
    options: tuple[Product, ...] = ()
    count: Word | None = None
    words: str = ""
    """Words before it that name no product."""


def parse_jotting(text: str, catalogue: Catalogue) -> Jotting | None:
    """Read what was jotted; ``None`` for any other sentence, above all for a question."""
    said = plain(text)
    if len(said) > _LONGEST or _ASKS.search(said) or _OTHER_BUSINESS.search(said):
        return None
    if is_private(said):
        return None
    lines = tuple(_lines(said, catalogue))
    if not any(line.options for line in lines):
        return None
    person = PERSON.search(said)
    return Jotting(lines, person[0] if person else "")


def is_order(text: str, catalogue: Catalogue) -> bool:
    """Whether all that a line counts is ordered, and nothing of it stands on a shelf."""
    said = plain(text)
    if not _ORDERS.search(said):
        return False
    jotting = parse_jotting(said, catalogue)
    return jotting is not None and all(line.what is What.ORDER for line in jotting.lines)


def parse_lines(text: str, catalogue: Catalogue) -> Sequence[JotLine]:
    """The products and counts of an amendment, whatever else it says: 「生抽改成8箱」."""
    return tuple(_lines(plain(text), catalogue))


def products_called(said: str, catalogue: Catalogue) -> tuple[str, tuple[Product, ...]]:
    """The longest part of some words that products are called by, and those products.

    生抽 is a kind of which there may be several; then all of them come, in catalogue order.
    """
    line = plain(said).upper()
    index = _index(catalogue)
    for length in range(len(line), _SHORTEST_NAME - 1, -1):
        for start in range(len(line) - length + 1):
            part = line[start : start + length]
            found = tuple(p for p in index.get(part[:_SHORTEST_NAME], ()) if _is_called(p, part))
            if found and not part.isdecimal():
                return part, found
    return "", ()


@lru_cache(maxsize=4)
def _index(catalogue: Catalogue) -> Mapping[str, Sequence[Product]]:
    """Products by every two letters of what they are called."""
    index: dict[str, list[Product]] = {}
    for product in catalogue.products.values():
        names = _names(product)
        pairs = {name[at : at + 2] for name in names for at in range(len(name) - 1)}
        for pair in pairs:
            index.setdefault(pair, []).append(product)
    return index


def _is_called(product: Product, part: str) -> bool:
    return any(part in name for name in _names(product))


def _names(product: Product) -> Sequence[str]:
    names = (product.name, product.category, *product.aliases)
    return [plain(name).upper() for name in names if name]


def _lines(said: str, catalogue: Catalogue) -> Iterator[JotLine]:
    what, last = What.UNCLEAR, tuple[Product, ...]()
    for clause in _clauses(words(said, catalogue)):
        what = _kind("".join(word.text for word in clause)) or what
        parts = list(_parts(clause, what, catalogue))
        for line in _counted(parts, what):
            # 238还剩4箱,补5箱: of what was named before
            same = not line.options and last and not line.said
            yield replace(line, said=last[0].name, options=last) if same else line
        last = next((part.options for part in reversed(parts) if part.options), last)


def _clauses(line: Iterator[Word]) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in line:
        if word.kind is Kind.BREAK:
            yield clause
            clause = []
        else:
            clause.append(word)
    yield clause


def _kind(text: str) -> What | None:
    if _ORDERS.search(text):
        return What.ORDER
    return What.STOCK if _COUNTS.search(text) else None


def _counted(parts: Sequence[_Part], what: What) -> Iterator[JotLine]:
    """Each count with the product before it; with the one behind it where counts come first.

    What it counts may be nothing that is sold; then the words beside it are kept.
    """
    things = [part for part in parts if part.count or part.options]
    ahead = bool(things and things[0].count and not things[-1].count)  # 10箱生抽, 5箱老抽
    for n, part in enumerate(parts):
        if part.count is None:
            continue
        beside = n + 1 if ahead else n - 1
        product = parts[beside] if 0 <= beside < len(parts) else _Part("")
        if not product.options:
            behind = parts[n + 1].words if n + 1 < len(parts) else ""
            product = _Part(part.words or behind)
        if product.options or part.count.unit:
            yield _line(what, product, part.count)


def _parts(clause: Sequence[Word], what: What, catalogue: Catalogue) -> Iterator[_Part]:
    """Products by name, by what they are called among other words, and counts, in order.

    The last part is what stands at the end.
    """
    between = ""
    for word in clause:
        if word.kind not in {Kind.PRODUCT, Kind.COUNT}:
            between += word.text
            continue
        name, options = products_called(between, catalogue)
        if options and word.product not in options:
            yield _Part(name, options)
        words = "" if options else _SAYS_NOTHING.sub("", between)
        between = ""
        if word.product:
            yield _Part(word.text.strip(), (word.product,), words=words)
        elif what is What.STOCK or not word.nothing:
            yield _Part(word.text, count=word, words=words)
    name, options = products_called(between, catalogue)
    yield _Part(name, options, words="" if options else _SAYS_NOTHING.sub("", between))


def _line(what: What, product: _Part, count: Word) -> JotLine:
    options = _coming_in(count.unit, product.options)
    unit = count.unit or (default_unit(options[0]) if options else "")
    return JotLine(what, product.said, options, count.quantity, unit, bool(count.unit))


def _coming_in(unit: str, options: tuple[Product, ...]) -> tuple[Product, ...]:
    """Those that come in that unit, if some do: 10箱生抽 are no big tins."""
    kept = tuple(p for p in options if unit in {p.unit, default_unit(p)})
    return kept or options
