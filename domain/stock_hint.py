"""A stock line that names a product by a part of its name: 「生抽6箱」."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.catalogue import Product
from domain.numbers import NUMERAL, plain
from domain.stock_words import UNITS

_GONE = "(?:都?(?:缺货|没货|断货|无货|没有货|卖[完光]|售[罄空])|没了|没有了)"
_LINE = re.compile(
    rf"(?P<name>[一-鿿]{{2,8}}?)\s?(?:(?P<gone>{_GONE})"
    rf"|(?:还剩下?|剩下?|还有|只有|只剩|有)?\s?(?P<count>(?:\d{{1,4}}|{NUMERAL[:-1]}{{1,6}})\s?(?:{'|'.join(UNITS)})))"
    r"[了啦]?[,.!\s]{0,3}(?:记一?下?库存|记一下|记上)?[.!]?"
)
_NOTHING = "没货"
_MOST = 4


@dataclass(frozen=True, slots=True)
class Hint:
    """Products that may be meant, and how many there are."""

    said: str
    count: str
    """With its unit, as typed: 6箱; 没货 when nothing is left."""
    products: tuple[Product, ...]


def hinted(text: str, graded: Sequence[Product]) -> Hint | None:
    """What a short line may say about the products to be counted.

    ``None`` when it is no such line, or when nothing or too much is called so.
    """
    found = _LINE.fullmatch(plain(text))
    if not found:
        return None
    name = found["name"]
    near = tuple(p for p in graded if name in p.name or name in p.category)
    return Hint(name, found["count"] or _NOTHING, near) if 0 < len(near) <= _MOST else None
