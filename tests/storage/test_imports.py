"""A workbook becomes the company's data; what can't is said row by row."""

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.demo.company import demo_sheets
from domain.company.cells import Cell, Sheet
from domain.company.prices import SeenPrice
from domain.geo import Point
from storage.company import SqlCompany
from storage.imports import load
from tests.storage.importing import START, Company, counts

PEOPLE: list[list[Cell]] = [
    ["工号", "姓名", "角色", "片区", "直属上级"],
    ["E1", "周敏", "主管", "河西", None],
    ["E2", "孙丽", "业务员", "河西", "周敏"],
]
STORES: list[list[Cell]] = [
    ["门店编码", "门店名称", "业务员", "纬度", "经度", "坐标系"],
    ["ST001", "幸福超市", "孙丽", 31.999, 118.731, "WGS-84"],
    ["ST002", "阳光便利", "E2", 32.0005, 118.734, "WGS-84"],
]
PRODUCTS: list[list[Cell]] = [["商品编码", "商品名称"], ["00238", "青花椒"], ["00112", "生抽"]]
ORDERS: list[list[Cell]] = [
    ["订单号", "日期", "门店编码", "商品编码", "数量", "金额"],
    ["S1", "2026-11-12", "ST001", "00238", 4.0, "¥470.40"],
    ["S2", datetime(2026, 11, 19), "ST001", 112, 3.0, 190.8],  # noqa: DTZ001
    ["S3", "2026-11-13", "ST001", "88888", 2.0, 1.0],
]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def test_sheets_may_stand_in_any_order(company: Company) -> None:
    reports = company.load({"订单": ORDERS, "商品": PRODUCTS, "门店": STORES, "人员": PEOPLE})

    assert list(reports) == ["订单", "商品", "门店", "人员"]
    assert counts(reports["订单"]) == (2, 0, 0, 1)
    assert reports["订单"].skipped == [(4, "商品编码 88888 不在「商品」里")]
    assert reports["订单"].noted == [(3, "商品编码 112 补回前导零:00112")]


def test_the_report_is_what_the_command_line_promises(company: Company) -> None:
    rows: list[list[Cell]] = [[*STORES[0], "拜访状态"], [*STORES[1], "已完成"], [None, "无码店"]]

    line = company.load({"Sheet1": rows})["Sheet1"].as_json("a/b.xlsx")

    assert json.loads(json.dumps(line)) == {
        "file": "a/b.xlsx",
        "sheet": "Sheet1",
        "as": "门店",
        "added": 1,
        "changed": 0,
        "same": 0,
        "skipped": [{"row": 3, "reason": "缺少门店编码"}],
        "noted": [{"row": 2, "reason": "业务员找不到「孙丽」,这一项没有导入"}],
        "ignored": [{"column": "拜访状态", "reason": "状态不能导入,只能由现场拜访产生"}],
        "batch": "B1",
    }


def test_an_unknown_sheet_says_so_and_the_others_go_on(company: Company) -> None:
    reports = company.load({"杂": [["甲", "乙"], [1.0, 2.0]], "门店": STORES})

    assert reports["杂"].as_json("f")["as"] is None
    assert reports["杂"].as_json("f")["message"] == "认不出这张表:没有找到认识的表头"
    assert reports["门店"].added == 2


def test_only_what_differs_is_changed_and_an_empty_cell_changes_nothing(company: Company) -> None:
    company.load({"人员": PEOPLE, "门店": STORES})
    rows: list[list[Cell]] = [
        ["门店编码", "门店名称", "业务员", "商圈"],
        ["ST001", "幸福超市", None, "奥体"],
        ["ST002", "阳光便利", None, None],
    ]

    report = company.load({"门店": rows})["门店"]

    assert counts(report) == (0, 1, 1, 0)
    first = company.rows("store")[0]
    assert (first["area"], first["rep_id"], first["lat"]) == ("奥体", "E2", 31.999)


def test_a_dry_run_reports_the_same_and_leaves_nothing(company: Company) -> None:
    before = company.content()

    dry = company.load({"人员": PEOPLE, "门店": STORES}, dry=True)

    assert {n: counts(r) for n, r in dry.items()} == {"人员": (2, 0, 0, 0), "门店": (2, 0, 0, 0)}
    assert company.content() == before


def test_settings_are_counted_against_those_in_force(company: Company) -> None:
    rows: list[list[Cell]] = [
        ["项目", "值"],
        ["公司名称", "青岚"],
        ["门店围栏(米)", 300.0],
        ["时区", "Asia/Tokyo"],
    ]
    stock: list[list[Cell]] = [
        ["商品编码", "仓库", "数量", "截至"],
        ["00238", "仓", 1.0, "2026-11-23 08:00"],
    ]
    company.settings = {"公司名称": "青岚", "门店围栏(米)": "200"}

    reports = company.load({"库存": stock, "商品": PRODUCTS, "公司": rows})

    assert counts(reports["公司"]) == (1, 1, 1, 0)
    assert company.settings["门店围栏(米)"] == "300"
    assert company.rows("stock")[0]["as_of"] == datetime(2026, 11, 22, 23, tzinfo=UTC)


def test_who_may_not_load_a_sheet_is_told_so(company: Company) -> None:
    with company.connection() as connection:
        result = load(
            connection,
            [Sheet("人员", PEOPLE), Sheet("商品", PRODUCTS)],
            at=START,
            by="E1",
            batch_id="B",
            settings={},
            file_name="x",
            may=lambda sheet: sheet != "人员",
        )

    assert result.reports[0].message == "你不能导入「人员」,请找总监或管理员"
    assert (result.reports[0].added, result.reports[1].added) == (0, 2)


def test_427_customers_89_stores_and_60_people_take_no_time(company: Company) -> None:
    people: list[list[Cell]] = [["工号", "姓名", "角色", "直属上级"]]
    people += [[f"E{n:03}", f"员工{n}", "业务员", f"员工{n // 8}"] for n in range(60)]
    stores: list[list[Cell]] = [["门店编码", "门店名称", "业务员", "纬度", "经度", "坐标系"]]
    stores += [
        [f"S{n:03}", f"店{n}", f"员工{n % 60}", 31 + n / 100, 118.7, "GCJ-02"] for n in range(89)
    ]
    customers: list[list[Cell]] = [["客户编码", "客户名称", "负责人", "签约日期"]]
    customers += [[f"K{n:03}", f"企业{n % 420}", f"E{n % 60:03}", "2026/3/1"] for n in range(427)]
    begun = time.perf_counter()

    reports = company.load({"人员": people, "门店": stores, "客户": customers})

    assert time.perf_counter() - begun < 10
    assert [r.added for r in reports.values()] == [60, 89, 427]
    assert len(reports["客户"].noted) == 7
    assert "同名" in reports["客户"].noted[0][1]


def test_the_demo_company_loads_without_a_remark(company: Company) -> None:
    today = date(2026, 11, 23)
    with company.connection() as connection:
        result = load(
            connection,
            demo_sheets(today),
            at=START,
            by="demo",
            batch_id="demo",
            settings={},
            file_name="demo",
        )
        stored = SqlCompany(connection)
        rep = next(p for p in stored.people() if p.name == "叶小满")
        plan = stored.plan_of(rep.id, today)

    assert [(r.sheet, r.skipped, r.noted, r.ignored) for r in result.reports] == [
        (r.kind, [], [], []) for r in result.reports
    ]
    assert len(result.reports) == 16
    assert plan == ["SZ101", "SZ102", "SZ103"]


def test_stored_data_is_read_back_as_domain_values(company: Company) -> None:
    rivals: list[list[Cell]] = [
        ["竞品编码", "竞品名称", "对应我品编码"],
        ["C901", "海鲜生抽", "00112"],
    ]
    prices: list[list[Cell]] = [
        ["日期", "门店编码", "竞品编码", "价格"],
        ["2026-11-09", "ST001", "C901", 15.8],
    ]
    prices += [["2026-11-10", None, "C901", 14.0]]
    fields: list[list[Cell]] = [["字段", "类型", "可见性"], ["偏好", "选项:价格,账期", "公开"]]
    more: list[list[Cell]] = [*ORDERS, ["S1", "2026-11-12", "ST001", "00112", 1.0, None]]
    company.load(
        {
            "人员": PEOPLE,
            "门店": STORES,
            "商品": PRODUCTS,
            "竞品对照": rivals,
            "价": prices,
            "字段": fields,
            "订单": more,
        }
    )
    now, later = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)

    with company.connection() as connection:
        stored = SqlCompany(connection)
        stored.add_competitor_price(
            SeenPrice(
                id="v1",
                at=now,
                competitor_code="C901",
                price_fen=1490,
                store_code="ST001",
                source="照片",
            )
        )

        assert stored.stores()[0].point == Point(31.999, 118.731)
        assert stored.competitors()[0].own_code == "00112"
        assert stored.last_competitor_price("ST001", "C901", later) == (1490, 1, now)
        assert stored.last_competitor_price("ST001", "C901", now) == (
            1580,
            1,
            datetime(2026, 11, 8, 16, tzinfo=UTC),
        )
        assert stored.last_competitor_price(None, "C901", later) == (
            1400,
            1,
            datetime(2026, 11, 9, 16, tzinfo=UTC),
        )
        assert stored.last_competitor_price("ST002", "C901", later) is None
        assert [o.order_no for o in stored.last_orders("ST001", 1)] == ["S2"]
        assert [(o.order_no, o.product_code) for o in stored.last_orders("ST001", 5)][1:] == [
            ("S1", "00112"),
            ("S1", "00238"),
        ]
        assert stored.world().fields["偏好"].options == ("价格", "账期")
