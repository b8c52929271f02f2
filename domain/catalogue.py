"""What the company sells, and which competitor product stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product (SKU). Codes are text: ``00238`` stays ``00238``."""

    code: str
    name: str
    brand: str = ""
    spec: str = ""
    category: str = ""
    grade: str = ""
    """主推等级: A products must be counted at every visit."""
    unit: str = ""
    """The single piece: 瓶, 包, 台."""
    per_case: int | None = None
    """箱规: pieces in a case."""
    list_fen: int | None = None
    """目录价 per piece."""
    retail_fen: int | None = None
    """零售价 per piece: what our own product costs on the shelf."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """A competitor's product and our own of the same tier."""

    code: str
    name: str
    spec: str = ""
    own_code: str | None = None
    """Our product of the same tier."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Products and competitors by code. A snapshot: equal only to itself, never changed."""

    products: Mapping[str, Product]
    competitors: Mapping[str, Competitor] = field(default_factory=dict)

    def by_code(self, text: str) -> Product | None:
        """The product of that code: exact, or all-digit with leading zeros left out.

        ``238`` finds ``00238``; ``2380`` does not. Two codes that differ in zeros only are
        never guessed between.
        """
        if text in self.products:
            return self.products[text]
        if not text.isdigit():
            return self.products.get(text.upper())
        bare = text.lstrip("0")
        found = [p for c, p in self.products.items() if c.isdigit() and c.lstrip("0") == bare]
        return found[0] if bare and len(found) == 1 else None

    def graded(self, grade: str) -> Sequence[Product]:
        """The products of one grade, in catalogue order."""
        return [p for p in self.products.values() if p.grade == grade]
