"""Orders and stock in passing: which products, how many, and what is no jotting at all."""

import pytest

from domain.memory.jotting import What, is_order, parse_jotting, products_called
from tests.domain.memory.goods import GOODS

_Line = tuple[str, str, int | None, str]


def _lines(text: str) -> list[_Line] | None:
    found = parse_jotting(text, GOODS)
    if found is None:
        return None
    return [
        (line.what.value, "/".join(p.code for p in line.options), line.quantity, line.unit)
        for line in found.lines
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("李姐要10箱生抽", [("order", "00127", 10, "箱")]),
        ("李姐要生抽十箱", [("order", "00127", 10, "箱")]),
        ("椒麻补5箱,头道鲜3箱", [("order", "00516", 5, "箱"), ("order", "00127", 3, "箱")]),
        ("再来两箱老抽和三箱鱼汁", [("order", "00348", 2, "箱"), ("order", "00233", 3, "箱")]),
        ("516还剩4箱", [("stock", "00516", 4, "箱")]),
        ("椒麻还剩4箱,补5箱", [("stock", "00516", 4, "箱"), ("order", "00516", 5, "箱")]),
        ("头道鲜没货了", [("stock", "00127", 0, "箱")]),
        ("要生抽6桶", [("order", "B0810", 6, "桶")]),
        ("要生抽6", [("order", "00127/B0810", 6, "箱")]),
        ("要酱油6箱", [("order", "00516/00233", 6, "箱")]),
        ("老板要十几箱头道鲜", [("order", "00127", None, "箱")]),
        ("订货:生抽x10箱,老抽x5", [("order", "00127", 10, "箱"), ("order", "00348", 5, "箱")]),
        ("516 12箱", [("unclear", "00516", 12, "箱")]),
        ("椒麻酱油,要4箱", [("order", "00516", 4, "箱")]),
        ("要5箱生抽,2箱花生油", [("order", "00127", 5, "箱"), ("order", "", 2, "箱")]),
    ],
)
def test_products_and_counts_are_read(text: str, lines: list[_Line]) -> None:
    assert _lines(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "李姐要10箱生抽多少钱",
        "生抽还有几箱?",
        "生抽目标20箱",
        "生抽12.8元",
        "上次要了10箱生抽",
        "可能要10箱生抽",
        "李姐没要10箱生抽",
        "李姐要10箱生抽还没定",
        "李姐要不要10箱生抽啊",
        "上周要了10箱生抽",
        "不要生抽了,10箱也不要",
        "退2箱生抽",
        "保密:李姐要10箱生抽",
        "老板娘喜欢生抽",
        "下午三点到店",
        "李姐要5箱花生油",
        "生抽" * 80,
    ],
)
def test_other_sentences_jot_nothing_down(text: str) -> None:
    assert _lines(text) is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("椒麻补5箱,头道鲜3箱", True),
        ("516还剩4箱,补5箱", False),
        ("516 12箱", False),
        ("要关门了", False),
    ],
)
def test_whether_all_of_a_line_is_ordered(text: str, *, order: bool) -> None:
    assert is_order(text, GOODS) is order


def test_who_wants_it_is_kept() -> None:
    found = parse_jotting("李姐要10箱生抽", GOODS)

    assert found is not None
    assert found.contact == "李姐"
    assert found.orders
    assert {line.what for line in found.lines} == {What.ORDER}


def test_what_counts_pieces_needs_no_unit() -> None:
    assert _lines("要V20 3") == [("order", "V20", 3, "台")]
    assert _lines("要生抽没有") is None


def test_products_are_found_by_what_they_are_called() -> None:
    assert [p.code for p in products_called("那个鱼汁吧", GOODS)[1]] == ["00233"]
    assert [p.code for p in products_called("酱油", GOODS)[1]] == ["00516", "00233"]
    assert products_called("花生油", GOODS) == ("", ())
