"""Questions for cost and margin are told from figures and tales of them."""

import pytest

from domain.quotes.costs import asks_cost


@pytest.mark.parametrize(
    "said",
    [
        "餐饮生抽10L成本多少",
        "餐饮生抽10L的毛利率是多少?",
        "S7-1200进价",
        "底价到底多少啊",
        "这单能赚多少钱",
        "能赚几个点",
        "查一下S7-1200成本价",
        "成本能告诉我吗",
        "毛利高吗",
        "进货价呢",
    ],
)
def test_questions_for_the_cost(said: str) -> None:
    assert asks_cost(said)


@pytest.mark.parametrize(
    "said",
    [
        "进价15.9 零售18",
        "张总想降低成本",
        "客户嫌成本高",
        "鲜味生抽 底价12",
        "赚了不少",
        "餐饮生抽10L多少钱",
        "成本多少" * 20,
    ],
)
def test_figures_and_tales_are_none(said: str) -> None:
    assert not asks_cost(said)
