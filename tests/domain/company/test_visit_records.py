"""Visits of an older system: one record of the rows of one visit, and no status is believed."""

import pytest

from domain.company.cells import Cell, there
from tests.domain.company.reading import PEOPLE, PRODUCTS, STORES, Table, found, read_all, values

HEAD: list[Cell] = [
    "日期",
    "业务员",
    "门店编码",
    "状态",
    "门头照",
    "货架照",
    "竞品价格",
    "定位",
    "SKU库存",
]


def test_a_row_says_what_was_there_and_its_state_is_a_mere_claim() -> None:
    rows: Table = [
        HEAD,
        ["2026-10-08", "孙丽", "ST001", "已完成", "IMG_1.jpg", "有", "12.80", "未定位", "238 12箱、00112 6箱"],
        ["2026-10-08", "孙丽", "ST002", None, "无", None, 0, "118.73,31.99", "00238、特级生抽 缺货"],
    ]  # fmt: skip

    result = read_all(PEOPLE, STORES, PRODUCTS, rows)["拜访记录"]

    first, second = values(result)
    assert first["id"] == "past:2026-10-08:E2:ST001"
    assert (first["claim"], first["position"], second["claim"], second["position"]) == (
        *("已完成", 1),
        *("", 2),
    )
    assert [name for name, there in first["shown"].items() if not there] == ["place"]
    assert [name for name, there in second["shown"].items() if there] == ["place", "stock"]
    assert first["stocks"] == [
        {"sku": "00238", "quantity": 12.0, "unit": "箱"},
        {"sku": "00112", "quantity": 6.0, "unit": "箱"},
    ]
    assert second["stocks"] == [
        {"sku": "00238", "quantity": None, "unit": ""},
        {"sku": "00112", "quantity": 0.0, "unit": ""},
    ]
    assert result.ignored == [("状态", "只当作原系统的说法记下,不算闭环")]
    assert not result.skipped


def test_rows_of_one_visit_are_one_record() -> None:
    rows: Table = [
        ["走访日期", "业务代表", "网点编号", "拜访顺序", "完成情况", "货架照片", "SKU编码", "库存数"],
        ["2026-10-08", "E2", "ST002", 1, None, None, 238, "3箱"],
        ["2026-10-08", "E2", "ST002", 1, "完成", "有", "00112", None],
        ["2026-10-08", "E2", "ST002", 1, "完成", "有", "00238", None],
        ["2026-10-08", "E2", "ST002", 1, "完成", "有", None, None],
        ["2026-10-08", "E2", "ST002", 2, None, None, None, "00238 7 瓶"],
        ["2026-10-08", "E2", "ST999", 3, None, None, None, None],
    ]  # fmt: skip

    result = read_all(PEOPLE, STORES, PRODUCTS, rows)["拜访记录"]

    first, again = values(result)
    assert (first["claim"], first["shown"]) == ("完成", {"shelf": True, "stock": True})
    assert first["stocks"] == [
        {"sku": "00238", "quantity": 3.0, "unit": "箱"},
        {"sku": "00112", "quantity": None, "unit": ""},
    ]
    assert again["stocks"] == [{"sku": "00238", "quantity": 7.0, "unit": "瓶"}]
    assert [draft.rows for draft in result.loaded] == [4, 1]
    assert result.skipped == [(7, "门店编码 ST999 不在「门店」里")]
    assert (5, "与第 2 行是同一次拜访,合在一起") in result.noted


def test_a_stock_that_nobody_can_read_is_said_and_the_rest_is_kept() -> None:
    rows: Table = [
        HEAD,
        ["2026-10-08", "孙丽", "ST001", *[None] * 5, "00238 12箱、3个SKU、00999 2箱"],
        ["2026-10-08", "孙丽", "ST002", *[None] * 6],
    ]

    result = read_all(PEOPLE, STORES, PRODUCTS, rows)["拜访记录"]

    read, empty = values(result)
    assert [one["sku"] for one in read["stocks"]] == ["00238"]
    assert (read["shown"]["stock"], empty["shown"]["stock"]) == (True, False)
    assert result.noted[0][1].count("看不懂,这一项没有导入") == 2


@pytest.mark.parametrize(
    ("titles", "name", "kind"),
    [
        (["日期", "业务员", "门店编码"], "历史拜访2025", "拜访记录"),
        (["日期", "业务员", "门店编码"], "Sheet1", "计划"),
        (["日期", "业务员", "门店编码", "顺序", "状态"], "拜访计划", "计划"),
        (["日期", "业务员", "门店编码", "门头照"], "Sheet1", "拜访记录"),
        (["日期", "业务员", "门店", "签到位置", "备注"], "走访明细", "拜访记录"),
        (["订单号", "日期", "业务员", "门店编码", "商品编码", "数量"], "Sheet1", "订单"),
        (["日期", "业务员", "门店编码", "竞品编码", "竞品价格"], "Sheet1", "竞品价格"),
        (["门店编码", "门店名称", "业务员", "建档日期", "定位"], "Sheet1", "门店"),
    ],
)
def test_visits_are_told_from_plans_orders_prices_and_stores(
    titles: list[str], name: str, kind: str
) -> None:
    assert found([titles, ["x"] * len(titles)], name).spec.name == kind


def test_what_counts_as_there() -> None:
    yes: list[Cell] = ["有", "是", 1, "√", "门头.jpg", "12.80", "118.7,31.9", "https://x/1.png"]
    no: list[Cell] = [
        None,
        "",
        "无",
        "否",
        0,
        "×",
        "未拍",
        "没有",
        "缺失",
        "定位失败",
        "异常",
        "不清楚有没有",
    ]

    assert [there(cell) for cell in yes] == [True] * len(yes)
    assert [there(cell) for cell in no] == [False] * len(no)
