"""A sheet is known by its headers, wherever they stand and whatever they are called."""

import random

import pytest

from domain.company.cells import Cell, Sheet
from domain.company.columns import SheetSpec, headers
from domain.company.recognise import Found, is_status, recognise
from domain.company.sheets import SHEETS
from tests.domain.company.reading import Table, found, unknown


@pytest.mark.parametrize("spec", SHEETS, ids=lambda s: s.name)
def test_every_kind_is_known_by_its_own_titles_in_any_order(spec: SheetSpec) -> None:
    titles = [c.title for c in spec.columns]
    body = ["公司名称"] * len(titles)
    for seed in range(5):
        random.Random(seed).shuffle(titles)  # noqa: S311 - a test's dice

        result = found([titles, body])

        assert result.spec is spec
        assert len(result.columns) == len(spec.columns)


@pytest.mark.parametrize("spec", SHEETS, ids=lambda s: s.name)
def test_any_mixture_of_wordings_is_known_under_a_name_that_says_nothing(spec: SheetSpec) -> None:
    dice = random.Random(7)  # noqa: S311 - a test's dice
    own = {name: column.field for name, (column, _) in headers(spec).items()}
    for _ in range(200):
        chosen = [dice.choice([n for n, f in own.items() if f == c.field]) for c in spec.columns]
        titles = [n for n in chosen if not is_status(n)]
        dice.shuffle(titles)

        result = recognise(Sheet("Sheet1", [titles, ["公司名称"] * len(titles)]))

        assert isinstance(result, Found), titles
        assert result.spec.name == spec.name, titles


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("门店", ["终端编码", "终端名称", "业务代表", "所属片区"]),
        ("门店", ["门店编码", "门店名称", "门店城市", "所属片区名称", "责任人工号"]),
        ("成本", ["产品", "进价"]),
        ("门店", ["店铺编号*", "店铺名称", "负责人", "纬度(°)", "经度(°)"]),
        ("门店", ["网点编号", "网点名称", "等级", "第3列"]),
        ("人员", ["姓名", "汇报对象", "电话", "岗位"]),
        ("人员", ["员工编号", "员工姓名", "上级"]),
        ("商品", ["品名", "货号", "建议零售价", "入数"]),
        ("商品", ["SKU", "产品名称", "面价"]),
        ("竞品价格", ["采集时间", "网点编号", "竞品", "售价(元)"]),
        ("客户", ["客户编号", "客户名称", "客户经理", "合作时间"]),
        ("合同价", ["客户", "产品编码", "协议价", "有效期起", "有效期至"]),
        ("报价记录", ["报价日期", "客户编号", "物料编码", "报价单价"]),
        ("库存", ["仓库", "物料编码", "结存"]),
        ("在途", ["运单号", "SKU编码", "在途数量", "ETA"]),
        ("订单", ["订单编号", "下单日期", "网点编码", "产品编码", "数量", "总金额"]),
        ("成本", ["SKU编码", "采购价"]),
        ("计划", ["拜访日期", "业务代表", "拜访顺序", "终端编码"]),
        ("计划", ["日期", "姓名", "门店名称"]),
        ("计划", ["日期", "业务员", "门店编码", "门店名称", "片区", "线路"]),
        ("成本", ["商品编码", "商品名称", "规格", "成本价"]),
        ("商品", ["商品编码", "商品名称", "规格", "目录价", "零售价", "成本价"]),
        ("库存", ["商品编码", "商品名称", "规格", "单位", "品类", "仓库", "数量"]),
        ("订单", ["订单号", "日期", "业务员", "门店编码", "门店名称", "商品编码", "数量", "金额"]),
        ("客户字段", ["字段名称", "字段类型", "是否公开"]),
        ("客户字段值", ["客户编号", "字段名", "内容", "录入人"]),
    ],
)
def test_other_wordings_are_known_too(kind: str, titles: list[str]) -> None:
    assert found([titles, ["x"] * len(titles)]).spec.name == kind


def test_titles_and_blank_rows_may_stand_above_the_header() -> None:
    rows: Table = [
        ["南京门店档案", None],
        [],
        ["单位:家"],
        ["门店名称", "门店编码"],
        ["幸福", "ST001"],
    ]

    assert found(rows).header_row == 3


def test_the_sheets_name_decides_only_where_headers_leave_it_open() -> None:
    rows = [["编码", "名称", "类型"], ["1", "x", "y"]]

    assert found(rows, "门店").spec.name == "门店"
    assert found(rows, "客户资料").spec.name == "客户"
    assert found([["门店编码", "门店名称", "线路"], ["1", "x", "y"]], "客户").spec.name == "门店"


def test_status_and_unknown_columns_are_listed_with_a_reason() -> None:
    titles: list[Cell] = [
        "日期",
        "业务员",
        "门店编码",
        "门店名称",
        "拜访状态",
        "是否完成",
        "天气",
        None,
    ]

    ignored = dict(found([titles]).ignored)

    assert ignored["拜访状态"] == ignored["是否完成"] == "状态不能导入,只能由现场拜访产生"
    assert ignored["天气"] == "不认识这一列,没有导入"
    assert ignored["门店名称"] == "另有一列已当作门店编码,这一列没有导入"


@pytest.mark.parametrize(
    "header", ["状态", "完成情况", "status", "visitstatus", "已完成", "完成时间", "是否拜访"]
)
def test_what_sets_a_status_is_seen(header: str) -> None:
    assert is_status(header)


@pytest.mark.parametrize("header", ["拜访日期", "完税价", "提交人数", "直属上级"])
def test_what_does_not_is_let_through(header: str) -> None:
    assert not is_status(header)


def test_amounts_in_ten_thousands_are_not_taken_for_yuan() -> None:
    titles = ["订单号", "日期", "门店编码", "商品编码", "数量", "金额(万元)"]

    assert dict(found([titles]).ignored) == {"金额(万元)": "不认识这一列,没有导入"}


def test_an_unknown_sheet_says_what_is_missing() -> None:
    assert unknown([["甲", "乙"], [1.0, 2.0]]).message == "认不出这张表:没有找到认识的表头"
    assert unknown([]).message == "空表,没有内容"
    assert "缺少列:仓库" in unknown([["商品编码", "结存"]]).message


def test_a_list_of_headings_and_words_is_not_taken_for_settings() -> None:
    assert unknown([["项目", "内容"], ["怎么填", "照着填"]]).message
    assert found([["项目", "内容"], ["上班时间", "8:00"]]).spec.name == "公司"
