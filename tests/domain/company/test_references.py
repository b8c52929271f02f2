"""What rows say must agree with people, stores, products, customers and fields."""

from datetime import date

from domain.company.cells import Cell
from domain.company.world import Codes, World
from tests.domain.company.reading import (
    CUSTOMERS,
    FIELDS,
    PEOPLE,
    PRODUCTS,
    STORES,
    Table,
    read_all,
    values,
)

PLAN_HEADER: list[Cell] = ["日期", "业务员", "顺序", "门店编码"]


def test_unknown_things_are_named() -> None:
    rows: Table = [
        PLAN_HEADER,
        ["2026-11-23", "孙丽", 1.0, "ST999"],
        ["2026-11-23", "无名", 1.0, "ST001"],
    ]

    assert read_all(PEOPLE, STORES, rows)["计划"].skipped == [
        (2, "门店编码 ST999 不在「门店」里"),
        (3, "业务员找不到「无名」"),
    ]


def test_a_store_with_an_unknown_rep_or_no_point_is_loaded_all_the_same() -> None:
    rows: Table = [["门店编码", "门店名称", "业务员"], ["ST001", "幸福", "张三"]]

    stores = read_all(rows)["门店"]

    assert values(stores) == [{"code": "ST001", "name": "幸福"}]
    assert stores.noted == [(2, "业务员找不到「张三」,这一项没有导入;没有坐标")]


def test_a_store_whose_point_is_stored_already_needs_no_remark() -> None:
    rows: Table = [["门店编码", "门店名称", "线路"], ["ST001", "幸福", "A"]]

    assert read_all(rows, world=World(located={"ST001"}))["门店"].noted == []


def test_a_store_gets_its_point() -> None:
    assert values(read_all(PEOPLE, STORES)["门店"])[0] == {
        "code": "ST001",
        "name": "幸福超市",
        "rep_id": "E2",
        "lat": 31.999,
        "lon": 118.731,
    }


def test_a_plan_without_an_order_is_in_the_order_of_its_rows() -> None:
    rows: Table = [
        ["日期", "业务员", "门店编码"],
        ["2026-11-23", "孙丽", "ST002"],
        ["2026-11-23", "孙丽", "ST001"],
    ]

    plan = values(read_all(PEOPLE, STORES, rows)["计划"])

    assert {v["position"]: v["store_code"] for v in plan} == {1: "ST002", 2: "ST001"}


def test_two_lines_of_one_product_in_an_order_are_both_kept() -> None:
    header: list[Cell] = ["订单号", "日期", "门店编码", "商品编码", "数量", "金额"]
    rows: Table = [header, ["S1", "2026-11-12", "ST001", "00238", 4.0, 470.4]]
    rows += [
        ["S1", "2026-11-12", "ST001", "00238", 1.0, 0.0],
        ["S1", "2026-11-12", "ST001", "00238", 1.0, 0.0],
    ]

    orders = read_all(STORES, PRODUCTS, rows)["订单"]

    assert sorted((v["line"], v["qty"]) for v in values(orders)) == [(1, 4.0), (2, 1.0)]
    assert orders.repeats == 1


def test_prices_get_an_identity_of_their_own() -> None:
    rivals: Table = [
        ["竞品编码", "竞品名称", "对应我品编码"],
        ["C901", "海鲜生抽", "00112"],
        ["C902", "鲜露", "999"],
    ]
    seen: Table = [
        ["日期", "门店编码", "竞品编码", "价格"],
        ["2026/11/9", "ST001", "C901", "¥15.80"],
    ]
    seen += [["2026/11/9", None, "C901", 15.0], ["2026/11/9", "ST9", "C901", 15.0]]
    agreed: Table = [["客户编码", "商品编码", "合同价", "含税", "起订量", "生效日期", "失效日期"]]
    agreed += [["K1", "00238", 9.0, "是", 10.0, "2026-01-01", "2026-12-31"], ["K1", "00112", 9.0]]
    agreed += [["K1", "00238", 9.0, None, None, "2026-05-01", "2026-01-01"]]
    quotes: Table = [["日期", "客户编码", "商品编码", "报价"], ["2026-10-09", "K1", "00238", 8.0]]

    read = read_all(STORES, PRODUCTS, CUSTOMERS, rivals, seen, agreed, quotes)

    assert read["竞品对照"].noted == [(3, "对应我品编码 999 不在「商品」里,这一项没有导入")]
    assert [v["id"] for v in values(read["竞品价格"])] == [
        "import:2026-11-09T00:00:ST001:C901",
        "import:2026-11-09T00:00::C901",
    ]
    assert read["竞品价格"].skipped == [(4, "门店编码 ST9 不在「门店」里")]
    assert [v["id"] for v in values(read["合同价"])] == ["K1:00238:2026-01-01:10", "K1:00112::"]
    assert read["合同价"].skipped == [(4, "失效日期 2026-01-01 早于生效日期 2026-05-01")]
    assert values(read["报价记录"])[0]["day"] == date(2026, 10, 9)


def test_customers_of_one_name_are_flagged() -> None:
    rows: Table = [*map(list, CUSTOMERS), ["K3", "宏达机械"]]
    world = World(codes={"客户": Codes.of([("K0", "恒泰自动化"), ("K9", "恒泰自动化")])})

    customers = read_all(rows, world=world)["客户"]

    assert customers.noted == [
        (3, "与 K0 同名:恒泰自动化,请核对是不是同一家"),
        (4, "与 K1 同名:宏达机械,请核对是不是同一家"),
    ]


def test_fields_say_what_they_hold_and_who_sees_them() -> None:
    rows: Table = [
        *map(list, FIELDS),
        ["甲", "图片", "公开"],
        ["乙", "文本", "也许"],
        ["丙", "选项:,", "公开"],
    ]

    fields = read_all(rows)["客户字段"]

    assert values(fields)[-1] == {
        "name": "威胁",
        "kind": "选项",
        "options": ["低", "中", "高"],
        "private": True,
    }
    assert [reason[:5] for _, reason in fields.skipped] == ["类型要写 ", "可见性要写", "类型要写 "]


def test_a_private_field_never_turns_public() -> None:
    world = World()
    read_all(FIELDS, world=world)

    again = read_all([FIELDS[0], ["威胁", "文本", "公开"]], world=world)["客户字段"]

    assert again.skipped == [(2, "可见性定下后不能改;请另建一个字段")]


def test_values_of_fields_are_checked_without_ever_being_repeated() -> None:
    rows: Table = [["客户编码", "字段", "值", "填写人"]]
    rows += [
        ["K1", "威胁", "很高", "孙丽"],
        ["K1", "威胁", "高", "孙丽"],
        ["K2", "威胁", "中", None],
    ]
    rows += [
        ["K1", "员工数", "两百", None],
        ["K1", "员工数", "1,200", None],
        ["K1", "没有", "x", None],
    ]
    rows += [
        ["K1", "建厂日", "2001年5月4日", None],
        ["K1", "上市", "N", None],
        ["K2", "偏好", "价格,账期", None],
    ]

    read = read_all(PEOPLE, CUSTOMERS, FIELDS, rows)["客户字段值"]

    assert read.skipped == [
        (2, "值不在「威胁」的选项里:低、中、高"),
        (4, "私密字段要写明填写人,否则没有人能看"),
        (5, "值不合「员工数」的类型:数字"),
        (7, "没有「没有」这个客户字段"),
    ]
    assert [v["value"] for v in values(read)] == ["高", "1200", "2001-05-04", "否", "价格,账期"]


def test_private_values_belong_to_their_authors_public_ones_to_the_customer() -> None:
    rows: Table = [
        ["客户编码", "字段", "值", "填写人"],
        ["K1", "威胁", "高", "孙丽"],
        ["K1", "威胁", "低", "周敏"],
    ]
    rows += [["K1", "偏好", "价格", "孙丽"], ["K1", "偏好", "账期", "周敏"]]

    read = read_all(PEOPLE, CUSTOMERS, FIELDS, rows)["客户字段值"]

    assert sorted(v["value"] for v in values(read)) == sorted(["高", "低", "账期"])
    assert [row for row, _ in read.skipped] == [4]


def test_settings_are_checked_and_named_as_the_product_names_them() -> None:
    rows: Table = [
        ["参数", "取值"],
        ["门店围栏(米)", "250米"],
        ["上班时间", "8:30"],
        ["时区", "北京时间"],
    ]
    rows += [
        ["下班时间", "很晚"],
        ["价差预警(%)", -3.0],
        ["公司名称", "青岚"],
        ["口号", "加油"],
        ["时区", "火星"],
    ]

    company = read_all(rows)["公司"]

    assert {v["name"]: v["value"] for v in values(company)} == {
        "门店围栏(米)": "250",
        "上班时间": "08:30",
        "时区": "Asia/Shanghai",
        "公司名称": "青岚",
        "口号": "加油",
    }
    assert [row for row, _ in company.skipped] == [5, 6, 9]
    assert company.noted == [(8, "没有「口号」这个设置,已记下但不起作用")]
