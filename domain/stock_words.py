"""The words of a stock line: products, counts, grid cells, and everything that is none of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from domain.catalogue import Catalogue, Product
from domain.numbers import NUMERAL, numeral, plain

UNITS = (
    "箱",
    "件",
    "瓶",
    "包",
    "袋",
    "盒",
    "听",
    "罐",
    "桶",
    "支",
    "提",
    "个",
    "台",
    "排",
    "条",
    "壶",
)
_NOT_UNITS = (
    "箱规|件事|瓶装|包装|袋装|盒装|罐装|桶装|壶装|听说|支付|支持|提交|提前|提醒|提货"
    "|个人|个月|个点|个小时|个星期|个店|个客户|条街|条路|条线|排面|台阶"
)
_UNIT = rf"(?!{_NOT_UNITS})(?:{'|'.join(UNITS)})"
_NUM = rf"(?:\d+|{NUMERAL})"
_SIZE = r"\d+(?:\.\d+)?\s*(?:ML|KG|MM|CM|毫升|千克|公斤|升|克|斤|[LG](?![A-Z]))(?:\s*[*X×]\s*\d+)?"
_WHEN = (
    r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?[日号]?|\d{1,2}月(?:\d{1,2}[日号]?)?|\d{1,2}[日号点]半?"
    r"|\d{1,2}:\d\d|1\d\d[- ]\d{4}[- ]\d{4}|\d{3,4}-\d{7,8}|\d{6,}"
)
_GONE_WORDS = "缺货|断货|没剩|不剩|没货|无货|断供|卖完|卖光|卖没|卖空|售罄|售空|脱销|没有货|没库存|没有库存|无库存"
_VAGUE = "|".join(
    (
        rf"(?:不到|不足|至少|最少|起码|最多|超过|将近|快|上)\s*{_NUM}\s*(?:{_UNIT})?",
        rf"{_NUM}\s*(?:多|来|几|余|\+(?!\d))\s*(?:{_UNIT})?",
        rf"{_NUM}\s*(?:{_UNIT})\s*(?:多|以上|以下|以内|不到|出头|\+(?!\d))",
        rf"{_NUM}\s*(?:{_UNIT})?\s*[-~到至]\s*{_NUM}(?:\s*(?:{_UNIT}))?",
        rf"[一二两三四五六七八九]{{2}}\s*(?:{_UNIT})",
        rf"(?:好|没)?几[十百]?来?\s*(?:{_UNIT})|几[十百]|若干|一些|一点|不少|很多|挺多|不多|少量|少许",
        r"没剩?多少|没剩?几|充足|足够|够卖",
        rf"(?:快|马上|差不多|几乎)要?(?:没了|没有了?|断了?|缺了?|{_GONE_WORDS})",
    )
)
_GONE = (
    rf"(?:[一1半]\s*(?:{_UNIT})\s*[都也])?(?:{_GONE_WORDS}|没了|空了|"
    r"(?:没有|没|无|缺|空)(?=了?(?:$|[\s,;!.~/)哈啊呀哦呢嘛啦])))"
)
_FILLER = (
    r"[\s.:!=*X×~()\[\]|·+—–\"']+|-(?!\s*\d)|一共|总共|合计|目前|现在|差不多|大约|另外|然后|改成|改为|更正|应该|谢谢|多谢|辛苦"
    r"|老板|库存|数量|货架上?|仓库|大概|左右|刚好|还有|只有|就是|好的|收到|报一?下|盘点|主推品?|特写"
    r"|[和与跟是还有剩约的呢了啊吧哈嗯呀哦啦嘛只就才共存也]"
)
_WORD = re.compile(
    "|".join(
        (
            r"(?P<cells>(?<![A-Z0-9])[A-C][1-4](?:\s*[-~到至]\s*[A-C][1-4])?(?![0-9A-Z]))",
            rf"(?P<size>{_SIZE})",
            rf"(?P<when>{_WHEN})",
            rf"(?P<kept>(?:没有?|不|未)(?:{_GONE_WORDS}))",
            rf"(?P<vague>{_VAGUE})",
            rf"(?P<gone>{_GONE})",
            rf"(?P<unwhole>\d*\.\d+\s*(?:{_UNIT})?|\d+/\d+\s*(?:{_UNIT})"
            rf"|半\s*(?:{_UNIT})|{_NUM}\s*(?:个半|(?:{_UNIT})半))",
            rf"(?P<below>(?:-|负)\s*{_NUM}\s*(?:{_UNIT})?)",
            r"(?P<all>分别|[各都均])",
            r"(?P<filler>" + _FILLER + ")",
            rf"(?P<number>{_NUM})\s*(?P<unit>{_UNIT})?",
            r"(?P<break>[,;\n/])",
            r"(?P<other>.)",
        )
    )
)
_CODE = re.compile(
    rf"(?<![\d.A-Z¥$])(?<![\dA-Z]-)\d{{2,}}(?!\.?\d)(?!\s*(?:{_UNIT}))(?!\s*(?:ML|KG|[LG]\b))"
    r"(?![元块月年日号点%折步人路楼室米]|公里|分钟)"
)
_SPOKEN = re.compile(r"[零〇一二两三四五六七八九]{3,}")
_ORDINAL = re.compile(
    r"[①-⑳❶-❿]|\d\ufe0f?\u20e3|^\s*[(\uff08]?\d{1,2}(?:[、)\uff09]|[.\uff0e](?!\d))", re.MULTILINE
)
_TAIL_SIZE = re.compile(rf"(?:{_SIZE})$")


class Kind(Enum):
    """What one word does in a stock line."""

    PRODUCT = auto()
    COUNT = auto()
    CELLS = auto()
    ALL = auto()  # 都, 各, 分别
    BREAK = auto()
    FILLER = auto()
    OTHER = auto()


class Flaw(Enum):
    """Why a count can't be taken as a number."""

    VAGUE = auto()
    NEGATIVE = auto()
    NOT_WHOLE = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the line."""

    kind: Kind
    text: str
    product: Product | None = None
    quantity: int | None = None
    unit: str = ""
    flaw: Flaw | None = None
    digits: bool = False
    """Whether the quantity was said as a number, not as 没货."""

    @property
    def bare_number(self) -> bool:
        """A number without a unit: it might be anything."""
        return self.digits and not self.unit

    @property
    def nothing(self) -> bool:
        """没货 in words, which may stand before all the products that it is about."""
        return self.quantity == 0 and not self.digits


def words(text: str, catalogue: Catalogue) -> Iterator[Word]:
    """The line from left to right, in plain upper case."""
    stops = text.replace("。", ";")  # never a decimal point here: 238 12。112 6
    line = plain(_unadorned(_ORDINAL.sub(" ", stops))).upper()
    at = 0
    for start, end, product in _named(line, catalogue):
        yield from _between(line, at, start)
        kind = Kind.PRODUCT if product else Kind.OTHER
        yield Word(kind, line[start:end], product)
        at = end
    yield from _between(line, at, len(line))


def _unadorned(text: str) -> str:
    """Emoji and invisible marks become spaces."""
    odd = {"So", "Sk", "Cf", "Mn", "Me", "Co"}
    return "".join(" " if unicodedata.category(c) in odd else c for c in text)


def _between(line: str, start: int, end: int) -> Iterator[Word]:
    yield from (_word(match) for match in _WORD.finditer(line[start:end]))


def _word(match: re.Match[str]) -> Word:
    said = match[0]
    flaw = {"vague": Flaw.VAGUE, "below": Flaw.NEGATIVE, "unwhole": Flaw.NOT_WHOLE}
    group = match.lastgroup or "other"
    if group in flaw:
        return Word(Kind.COUNT, said, flaw=flaw[group])
    if group == "gone":
        return Word(Kind.COUNT, said, quantity=0)
    if group in {"number", "unit"}:
        return _counted(match)
    kinds = {"cells": Kind.CELLS, "all": Kind.ALL, "break": Kind.BREAK, "other": Kind.OTHER}
    kinds["when"] = Kind.OTHER
    return Word(kinds.get(group, Kind.FILLER), said)


def _counted(match: re.Match[str]) -> Word:
    number, unit = match["number"], match["unit"] or ""
    value = int(number) if number.isdecimal() else numeral(number)
    if value is not None:
        return Word(Kind.COUNT, match[0], quantity=value, unit=unit, digits=True)
    if unit:
        return Word(Kind.COUNT, match[0], flaw=Flaw.VAGUE)
    return Word(Kind.OTHER, match[0])


def _named(line: str, catalogue: Catalogue) -> list[tuple[int, int, Product | None]]:
    """Where a product stands; a competitor's name is nobody's."""
    taken: list[tuple[int, int, Product | None]] = []
    for match, product in _candidates(line, catalogue):
        start, end = match.span()
        if not any(a < end and start < b for a, b, _ in taken):
            taken.append((start, end, product))
    return sorted(taken, key=lambda t: t[0])


def _candidates(line: str, catalogue: Catalogue) -> Iterator[tuple[re.Match[str], Product | None]]:
    """Names, the longest first, then codes, then codes said digit by digit."""
    names = _spoken(catalogue, line)
    for name in sorted(names, key=len, reverse=True):
        if name in line and not name.isdecimal():
            for match in re.finditer(_whole(name), line):
                yield match, names[name]
    for match in _CODE.finditer(line):
        if found := catalogue.by_code(match[0]) or names.get(match[0]):
            yield match, found
    for match in _SPOKEN.finditer(line):
        if found := catalogue.by_code(str(numeral(match[0]))):
            yield match, found


def _whole(name: str) -> str:
    """A pattern for the name, which a longer Latin word or number does not contain."""
    before = r"(?<![A-Z\d])" if name[0].isascii() and name[0].isalnum() else ""
    after = r"(?![A-Z])" if name[-1].isascii() and name[-1].isalpha() else ""
    after = r"(?!\d)" if name[-1].isdecimal() else after
    return before + re.escape(name) + after


def _spoken(catalogue: Catalogue, line: str) -> dict[str, Product | None]:
    """Names, aliases and codes that may stand in the line: it has their first two letters."""
    index = _index(catalogue)
    heads = {line[at : at + 2] for at in range(len(line))} | set(line)
    return {name: owner for head in heads for name, owner in index.get(head, ())}


@lru_cache(maxsize=4)
def _index(catalogue: Catalogue) -> dict[str, list[tuple[str, Product | None]]]:
    """All names by their first two letters; none that two products share."""
    owners: dict[str, Product | None] = {}
    shared: Counter[str] = Counter()
    for competitor in catalogue.competitors.values():
        owners |= dict.fromkeys(_short(competitor.name), None)
    for product in catalogue.products.values():
        said = (product.name, product.code, *product.aliases)
        for name in {short for long in said for short in _short(long)}:
            owners[name] = product
            shared[name] += 1
    index: dict[str, list[tuple[str, Product | None]]] = {}
    for name, owner in owners.items():
        if shared[name] <= 1:
            index.setdefault(name[:2], []).append((name, owner))
    return index


def _short(name: str) -> set[str]:
    """The name, and the name without its size: 青花椒酱油500ML, 青花椒酱油."""
    full = plain(name).upper()
    return {n for n in (full, _TAIL_SIZE.sub("", full).strip()) if n}
