"""How many, and how much, in words."""

import re

from domain.catalogue import Product
from domain.numbers import plain
from domain.understanding import Quantity

_CASES = frozenset({"箱", "件", "提", "板", "打", "包"})
"""Words for a case, unless the product's own piece is called so."""
_SAID = re.compile(r"(\d{1,7}(?:\.\d{1,2})?)\s*([^\d\s]{0,3})")


def quantity_said(said: str) -> Quantity | None:
    """``20台`` as a quantity; ``None`` when the words are no number with a unit."""
    found = _SAID.fullmatch(plain(said))
    return Quantity(amount=float(found[1]), unit=found[2]) if found else None


def count(qty: float) -> str:
    """``4.0`` → ``4``, ``2.5`` → ``2.5``; never ``1e+06``."""
    text = f"{qty:.2f}"
    return text.rstrip("0").rstrip(".")


def pieces(quantity: Quantity, product: Product) -> float | None:
    """How many single pieces are asked about; ``None`` when the size of a case is not known."""
    if quantity.unit in {"", product.unit} or quantity.unit not in _CASES:
        return quantity.amount
    return quantity.amount * product.per_case if product.per_case else None
