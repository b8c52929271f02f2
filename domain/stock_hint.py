"""A stock line that names a product by a part of its name: 「生抽6箱」."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.catalogue import Product
from domain.numbers import NUMERAL, plain
from domain.stock_words import UNITS

_LINE = re.compile(
    rf"(?P<name>[一-鿿]{{2,8}}?)\s?(?:还?[有剩])?\s?(?P<count>(?:\d{{1,4}}|{NUMERAL[:-1]}{{1,6}})\s?(?:{'|'.join(UNITS)}))"
)
_MOST = 4


@dataclass(frozen=True, slots=True)
class Hint:
    """Products that may be meant, and how many there are."""

    said: str
    count: str
    """With its unit, as typed: 6箱."""
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
    return Hint(name, found["count"], near) if 0 < len(near) <= _MOST else None
