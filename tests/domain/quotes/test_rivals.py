"""Competitors' prices beside ours, each piece for each piece."""

from datetime import timedelta

from domain.catalogue import Competitor, Product
from domain.quotes import rivals
from tests.domain.making import T0
from tests.domain.quotes.making import PLC, SOY, seen

SHELF = seen(1580, store="ST1")


def test_a_shelfs_price_stands_against_our_retail_price() -> None:
    ours = rivals.ours_beside(SHELF, SOY, 900)

    assert ours == rivals.Ours(what="零售价", fen=1490)


def test_an_offer_stands_against_contract_price_else_list_price() -> None:
    assert rivals.ours_beside(seen(), PLC, 648_000) == rivals.Ours(what="合同价", fen=648_000)
    assert rivals.ours_beside(seen(), PLC, None) == rivals.Ours(what="目录价", fen=720_000)


def test_without_a_price_of_ours_nothing_is_compared() -> None:
    bare = Product(code="X", name="无价")
    retail = Product(code="X", name="无价", retail_fen=1490)

    held = rivals.held(seen(), rivals.ours_beside(seen(), bare, None), T0, name="F", place=str)

    assert held.ours is None
    assert (held.by_fen, held.share) == (0, 0.0)
    assert rivals.ours_beside(seen(), retail, None) == rivals.Ours(what="零售价", fen=1490)


def test_a_pack_is_compared_by_the_piece() -> None:
    two = seen(3000, pack=2, store="ST1")

    held = rivals.held(two, rivals.ours_beside(two, SOY, None), T0, name="F", place=lambda c: c)

    assert (held.fen, held.by_fen, held.place, held.days) == (1500, 10, "ST1", 13)


def test_the_newest_of_each_product_counts_and_none_of_tomorrow() -> None:
    older, other, ahead = seen(1, 20), seen(2, 15, competitor="R2"), seen(3, -1)

    assert rivals.newest([older, ahead, seen(), other], T0) == [seen(), other]


def test_prices_are_listed_by_store_the_freshest_first() -> None:
    here = [seen(1, n, store="ST1") for n in (1, 2, 3)]

    found = rivals.by_store([seen(), *here[::-1], seen(9, -1)], T0, most=2)

    assert found == {("R1", "ST1"): here[:2], ("R1", None): [seen()]}
    assert T0 - here[0].at == timedelta(days=1)


def test_a_competitors_product_is_known_by_its_name_without_the_size() -> None:
    soy = Competitor(code="R1", name="远洋牌生抽1L")
    best = Competitor(code="R2", name="远洋牌生抽王 500ml")
    sizes = Competitor(code="R3", name="500ml")

    assert rivals.named_in("看看远洋牌生抽的价", [soy, best, sizes]) == soy
    assert rivals.named_in("远洋牌生抽王涨了吗", [soy, best]) == best
    assert rivals.named_in("生抽1L", [soy, best]) is None
