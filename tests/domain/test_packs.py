"""Packs: what counts as several pieces for one price, and what only looks like it."""

import pytest

from domain.packs import find_pack, typed_pack, typed_price, without_pack


@pytest.mark.parametrize(
    ("text", "count", "base"),
    [
        ("2瓶装", 2, "瓶"),
        ("海鲜牌特级生抽1L双瓶装", 2, "瓶"),
        ("3连包", 3, "包"),
        ("三连罐装", 3, "罐"),
        ("两联装", 2, ""),
        ("*2", 2, ""),
        ("×6", 6, ""),
        ("500ml*12", 12, ""),
        ("500ml×12瓶", 12, "瓶"),
        ("特级生抽 1Lx2", 2, ""),
        ("规格:500ml*2*6", 12, ""),
        ("2瓶*500ml", 2, "瓶"),
        ("2×500ml", 2, ""),
        ("一提6瓶", 6, "瓶"),
        ("6瓶/提", 6, "瓶"),
        ("整箱12瓶", 12, "瓶"),
        ("箱(12瓶)", 12, "瓶"),
        ("25.60元/2瓶", 2, "瓶"),
        ("双提装", 2, ""),
        ("半打", 6, ""),
        ("一打装", 12, ""),
        ("6入装", 6, ""),
        ("十二瓶装", 12, "瓶"),
        ("二十四罐装", 24, "罐"),
        ("100抽*3包", 3, "包"),
        ("单瓶装", 1, "瓶"),
        ("12.8/瓶", 1, "瓶"),
    ],
)
def test_words_of_many_kinds_say_how_many_there_are(text: str, count: int, base: str) -> None:
    found = find_pack(text)

    assert found is not None
    assert (found.count, found.base) == (count, base)


@pytest.mark.parametrize(
    "text",
    [
        "海鲜牌特级生抽1L",
        "2L装",
        "1.8L",
        "买二送一",
        "买2瓶送1瓶",
        "第二件半价",
        "满2件打9折",
        "限购2瓶",
        "任选2件",
        "10*15cm",
        "S7-1500",
        "FX5U-32MT",
        "零添加3年陈酿",
        "双井香油",
        "三连冠",
        "25块6",
        "99瓶装",
    ],
)
def test_sizes_offers_and_names_are_no_packs(text: str) -> None:
    assert find_pack(text) is None


def test_a_name_is_known_again_without_its_pack() -> None:
    assert without_pack("海鲜牌特级生抽1L*2") == "海鲜牌特级生抽1L"
    assert without_pack("2瓶*500ml豉油") == "500ml豉油"
    assert without_pack("海鲜牌特级生抽1L") == "海鲜牌特级生抽1L"


@pytest.mark.parametrize(
    ("text", "fen", "count"),
    [
        ("12.8", 1280, None),
        ("两瓶25.6", 2560, 2),
        ("25.6两瓶", 2560, 2),
        ("25.6/2瓶", 2560, 2),
        ("25.60(2瓶装)", 2560, 2),
        ("2瓶装,25.6", 2560, 2),
        ("2瓶装的25.6", 2560, 2),
        ("25.6一提6瓶", 2560, 6),
        ("一共2瓶25.6", 2560, 2),
        ("两瓶一起卖25.6", 2560, 2),
        ("2瓶一组25.6", 2560, 2),
        ("两瓶装卖25块6", 2560, 2),
        ("两瓶二十五块六", 2560, 2),
        ("十二块八两瓶", 1280, 2),
        ("这是两瓶的价25.6", 2560, 2),
        ("25.6是两瓶的", 2560, 2),
        ("三连包 38.4", 3840, 3),
        ("25.6*2", 2560, 2),
        ("一箱12瓶153.6", 15360, 12),
        ("12.8一瓶", 1280, 1),
        ("单瓶12.8", 1280, 1),
        ("买二送一25.6", 2560, None),
        ("第二件半价19.2", 1920, None),
    ],
)
def test_a_price_is_typed_with_its_pack_in_any_order(
    text: str, fen: int, count: int | None
) -> None:
    said = typed_price(text)

    assert said is not None
    assert (said.fen, said.pack and said.pack.count) == (fen, count)


@pytest.mark.parametrize("text", ["", "两瓶", "生抽两瓶25.6", "12.8和13.8", "好的"])
def test_more_or_less_than_a_price_is_none(text: str) -> None:
    assert typed_price(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("两瓶", 2),
        ("是两瓶的价", 2),
        ("这是2瓶装的", 2),
        ("一提6瓶", 6),
        ("三连包", 3),
        ("单瓶的价格", 1),
        ("就一瓶", 1),
        ("不是两瓶", None),
        ("238 两瓶", None),
        ("好的", None),
    ],
)
def test_how_many_may_be_said_alone(text: str, count: int | None) -> None:
    said = typed_pack(text)

    assert (said and said.count) == count
