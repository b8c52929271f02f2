"""卡片反馈: how many cards helped, product by product."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.quotes.facts import KeptCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Cards of one product."""

    product: str
    given: int
    useful: int
    useless: int

    @property
    def rated(self) -> int:
        """How many the people said anything about."""
        return self.useful + self.useless

    @property
    def silent(self) -> int:
        """How many nobody rated."""
        return self.given - self.rated


def tallies(cards: Sequence[KeptCard]) -> list[Tally]:
    """One tally a product, the one with the most cards first."""
    products = dict.fromkeys(card.product for card in cards)
    found = [tally([c for c in cards if c.product == p], p) for p in products]
    return sorted(found, key=lambda t: (-t.given, t.product))


def tally(cards: Sequence[KeptCard], product: str = "") -> Tally:
    """All of some cards."""
    return Tally(
        product=product,
        given=len(cards),
        useful=sum(c.useful is True for c in cards),
        useless=sum(c.useful is False for c in cards),
    )
