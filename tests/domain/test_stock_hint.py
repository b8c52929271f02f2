"""A stock line that names a product by a part of its name."""

import pytest

from domain.stock_hint import hinted
from tests.domain.making import product

SOY = product("00127", "头道鲜生抽1L", category="生抽")
BIG = product("B0810", "餐饮生抽10L", category="餐饮装")
DARK = product("00348", "减盐老抽500ml", category="老抽")


@pytest.mark.parametrize(
    ("text", "codes", "count"),
    [
        ("老抽6箱", ["00348"], "6箱"),
        ("老抽还剩六箱", ["00348"], "六箱"),
        ("生抽 12 瓶", ["00127", "B0810"], "12 瓶"),
        ("老抽剩6箱。", ["00348"], "6箱"),
        ("老抽还有6箱了", ["00348"], "6箱"),
        ("老抽6箱,记库存", ["00348"], "6箱"),
        ("老抽缺货", ["00348"], "没货"),
        ("老抽没货了", ["00348"], "没货"),
        ("老抽没了", ["00348"], "没货"),
    ],
)
def test_the_products_that_may_be_meant_are_found(text: str, codes: list[str], count: str) -> None:
    hint = hinted(text, [SOY, BIG, DARK])

    assert hint is not None
    assert [p.code for p in hint.products] == codes
    assert hint.count == count


@pytest.mark.parametrize(
    "text", ["香醋6箱", "老抽多少钱", "老抽", "6箱", "老抽6箱多少钱", "老抽没货吗"]
)
def test_other_words_say_nothing_about_stock(text: str) -> None:
    assert hinted(text, [SOY, BIG, DARK]) is None
