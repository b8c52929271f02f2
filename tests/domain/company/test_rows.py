"""Rows become records, or say why not; nothing is lost silently and nothing is invented."""

from domain.company.cells import Cell
from domain.company.world import Codes, People, Someone, World
from tests.domain.company.reading import (
    PEOPLE,
    PRODUCTS,
    STORES,
    Table,
    found,
    read_all,
    unknown,
    values,
)

PLAN_HEADER: list[Cell] = ["日期", "业务员", "顺序", "门店编码"]


def test_blank_total_remark_and_repeated_header_rows_are_no_data() -> None:
    rows: Table = [
        ["订单号", "日期", "门店编码", "商品编码", "数量"],
        ["S1", "2026-11-12", "ST001", "00238", 4.0],
        [None, "", None, None, None],
        ["订单号", "日期", "门店编码", "商品编码", "数量"],
        ["小计", None, None, None, 4.0],
        [None, None, None, "合 计:", 4.0],
        ["总计", None, None, None, 4.0],
        [None, None, None, "合计:3家", None],
        ["备注:含赠品", None, None, None, None],
        ["制表人:", "林", "审核:", "王", None],
        ["以上数据截至今天", None, None, None, None],
    ]

    orders = read_all(PEOPLE, STORES, PRODUCTS, rows)["订单"]

    assert [d.row for d in orders.drafts] == [2]
    assert orders.skipped == orders.noted == []


def test_a_missing_key_or_a_bad_required_cell_skips_the_row_only() -> None:
    rows: Table = [
        PLAN_HEADER,
        ["2026-11-23", "孙丽", 1.0, "ST001"],
        ["昨天", "孙丽", 2.0, "ST002"],
    ]
    rows += [["2026-11-23", "孙丽", 3.0, None], ["2026-11-23", "E2", 2.0, "st002"], ["2026-11-23"]]

    plan = read_all(PEOPLE, STORES, rows)["计划"]

    assert plan.skipped == [
        (3, "日期应为日期,如 2026-11-09:昨天"),
        (4, "缺少门店编码"),
        (6, "缺少业务员"),
    ]
    assert [v["store_code"] for v in values(plan)] == ["ST001", "ST002"]


def test_a_bad_optional_cell_is_left_out_and_noted() -> None:
    rows: Table = [["商品编码", "商品名称", "箱规", "目录价"], ["00238", "青花椒", "一箱", "面议"]]

    products = read_all(rows)["商品"]

    assert values(products) == [{"code": "00238", "name": "青花椒"}]
    assert products.noted == [
        (2, "箱规应为数字:一箱,这一项没有导入;目录价应为数字:面议,这一项没有导入")
    ]


def test_an_empty_cell_leaves_what_is_stored() -> None:
    rows: Table = [["商品编码", "商品名称", "别名"], ["00238", "青花椒", "-"]]

    assert "aliases" not in values(read_all(rows)["商品"])[0]


def test_codes_turned_into_numbers_get_their_width_back_from_their_sheet() -> None:
    rows: Table = [
        ["商品编码", "商品名称"],
        [238.0, "青花椒"],
        ["00112", "生抽"],
        ["415", "老抽"],
        [991200.0, "大"],
    ]

    products = read_all(rows)["商品"]

    assert [v["code"] for v in values(products)] == ["00238", "00112", "00415", "991200"]
    assert dict(products.noted)[2] == "编码 238 补回前导零:00238"
    assert 4 in dict(products.noted)


def test_codes_get_their_width_back_from_what_is_stored_or_from_other_sheets() -> None:
    numbers: Table = [["商品编码", "商品名称"], [238.0, "青花椒"]]
    stored = World(codes={"商品": Codes.of([("00238", "青花椒")])})
    orders: Table = [
        ["订单号", "日期", "门店编码", "商品编码", "数量"],
        ["S1", "2026-11-12", "ST001", "00238", 1.0],
    ]

    assert values(read_all(numbers, world=stored)["商品"])[0]["code"] == "00238"
    together = read_all(numbers, PEOPLE, STORES, orders)
    assert values(together["商品"])[0]["code"] == "00238"
    assert together["订单"].skipped == []


def test_a_number_without_any_model_is_loaded_and_asked_about() -> None:
    products = read_all([["商品编码", "商品名称"], [238.0, "青花椒"]])["商品"]

    assert values(products)[0]["code"] == "238"
    assert "若有前导零" in products.noted[0][1]


def test_codes_that_differ_in_zeros_only_are_never_guessed_between() -> None:
    rows: Table = [["商品编码", "商品名称"], ["00238", "青花椒"], ["238", "别的"]]
    costs: Table = [["商品编码", "成本价"], ["0238", 1.0]]

    read = read_all(rows, costs)

    assert [v["code"] for v in values(read["商品"])] == ["00238", "238"]
    assert read["成本"].skipped == [(2, "商品编码 0238 不在「商品」里")]


def test_a_reference_is_found_by_number_case_or_name() -> None:
    rows: Table = [
        ["商品编码", "仓库", "数量"],
        [238.0, "南京仓", 5.0],
        ["特级生抽", None, 5.0],
        ["2380", "x", 1.0],
    ]

    stock = read_all(PRODUCTS, rows)["库存"]

    assert [(v["product_code"], v["warehouse"]) for v in values(stock)] == [
        ("00238", "南京仓"),
        ("00112", ""),
    ]
    assert stock.noted == [(2, "商品编码 238 补回前导零:00238")]
    assert stock.skipped == [(4, "商品编码 2380 不在「商品」里")]


def test_of_two_rows_about_one_thing_the_last_counts() -> None:
    rows: Table = [["商品编码", "商品名称"], ["1", "旧"], ["2", "同"], ["2", "同"], ["1", "新"]]

    products = read_all(rows)["商品"]

    assert {v["name"] for v in values(products)} == {"新", "同"}
    assert products.repeats == 1
    assert products.skipped == [(2, "与第 5 行是同一条,内容不同,以第 5 行为准")]
    assert products.noted == [(5, "与第 2 行是同一条,以本行为准")]


def test_of_two_sheets_about_one_thing_the_first_counts() -> None:
    again: Table = [["商品编码", "商品名称"], ["00238", "另一种"], ["00112", "特级生抽"]]
    first: Table = [["商品编码", "商品名称"], ["00112", "特级生抽"], ["00238", "青花椒酱油"]]

    products = read_all(first, again)["商品"]

    assert products.skipped == [(2, "工作表「表1」第 3 行已有同一条,内容不同,以那一行为准")]
    assert (products.repeats, values(products)) == (1, [])


def test_a_column_that_counts_rows_is_no_roster() -> None:
    people: Table = [
        ["序号", "姓名", "角色"],
        [1.0, "甲", "主管"],
        [2.0, "乙", "业务员"],
        [3.0, "丙", "业务员"],
    ]
    seats: Table = [
        ["序号", "姓名", "角色"],
        [7.0, "甲", "业务员"],
        [2.0, "乙", "业务员"],
        [3.0, "丙", "业务员"],
    ]

    counted, seated = read_all(people)["人员"], read_all(seats)["人员"]

    assert [v.get("roster") for v in values(counted)] == [None] * 3
    assert ("序号", "只是行号,没有当作花名册序号") in counted.ignored
    assert {v["name"]: v["roster"] for v in values(seated)} == {"甲": 7, "乙": 2, "丙": 3}


def test_a_person_is_found_by_number_by_name_or_by_both() -> None:
    people = People()
    for someone in (
        Someone("E1", "孙丽", "E1"),
        Someone("n:李雷", "李雷"),
        Someone("E3", "孙丽", "E3"),
    ):
        people.add(someone)

    assert people.find("E3") == people.find("孙丽(E3)") == people.by_id["E3"]
    assert people.find("李 雷") == people.by_id["n:李雷"]
    assert people.find("孙丽") == "有 2 位孙丽,请写工号"
    assert people.find("赵六") == "找不到「赵六」"


def test_the_helpers_tell_known_from_unknown() -> None:
    assert found(PEOPLE).spec.column("name").title == "姓名"
    assert unknown([["甲"]]).message
