"""卡片反馈 counts what was given, product by product."""

from domain.quotes.facts import KeptCard
from domain.quotes.feedback import tallies, tally
from tests.domain.making import T0


def kept(product: str, *, useful: bool | None) -> KeptCard:
    return KeptCard(
        id="1", person_id="r", product=product, customer=None, at=T0, facts={}, useful=useful
    )


def test_every_card_is_counted_once() -> None:
    cards = [kept("A", useful=True), kept("B", useful=False), kept("B", useful=None)]

    found = tallies(cards)

    assert [(t.product, t.given, t.useful, t.useless, t.silent) for t in found] == [
        ("B", 2, 0, 1, 1),
        ("A", 1, 1, 0, 0),
    ]
    assert tally(cards).rated == 2
    assert tally([]).silent == 0
