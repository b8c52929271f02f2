"""Questions about one visit, in many words: what each of them says."""

from typing import Any

import pytest

from domain.directory import Directory
from domain.penetration.merging import followed, follows
from domain.penetration.wish import Defect, Field, Wish
from domain.penetration.words import read
from domain.people import Organisation
from tests.domain.making import CATALOGUE
from tests.domain.penetration.company import COMPANY, EAST, TODAY, person

STOCK, SHELF, FRONT = (Field.STOCK,), (Field.SHELF,), (Field.FRONT,)
D23, D22, D20 = "2026-11-23", "2026-11-22", "2026-11-20"

ONE_VISIT: list[tuple[str, dict[str, Any]]] = [
    (
        "苏州园区片区第2位业务员今日第三家客户,货架图中缺失SKU编码00238的库存标注",
        {"district": EAST, "rep_ord": 2, "visit_ord": 3, "skus": ("00238",), "fields": STOCK},
    ),
    ("园区2号业务员今天第3家 238库存标了吗", {"district": EAST, "rep_ord": 2, "visit_ord": 3, "skus": ("00238",), "fields": STOCK}),
    ("园区第二个人今天第三家店货架00238缺库存?", {"district": EAST, "rep_ord": 2, "visit_ord": 3, "skus": ("00238",), "fields": STOCK}),
    ("叶小满今天第三家 青花椒酱油 库存", {"reps": ("r1",), "visit_ord": 3, "skus": ("00238",), "fields": STOCK}),
    ("老二今天最后一家门头", {"rep_ord": 2, "visit_ord": -1, "fields": FRONT}),
    ("老大今天末家门头", {"rep_ord": 1, "visit_ord": -1, "fields": FRONT}),
    ("排第二的今天倒数第二家货架", {"rep_ord": 2, "visit_ord": -2, "fields": SHELF}),
    ("最后一位业务员今天首家货架图", {"rep_ord": -1, "visit_ord": 1, "fields": SHELF}),
    ("倒数第二个业务员今天头一家货架", {"rep_ord": -2, "visit_ord": 1, "fields": SHELF}),
    ("园区第二今天第三家238", {"district": EAST, "rep_ord": 2, "visit_ord": 3, "skus": ("00238",), "fields": STOCK}),
    ("叶小满今天第三的货架", {"reps": ("r1",), "visit_ord": 3, "fields": SHELF}),
    ("叶小满今天第三家2380标了吗", {"reps": ("r1",), "visit_ord": 3, "unknown_sku": "2380", "fields": STOCK}),
    ("叶小满今天第三家SKU编码9999标了吗", {"reps": ("r1",), "visit_ord": 3, "unknown_sku": "9999", "fields": STOCK}),
    ("叶小满今天按计划第三家的竞品价", {"reps": ("r1",), "visit_ord": 3, "planned": True, "fields": (Field.PRICE,)}),
    ("叶小满今天湖畔生活超市二店的定位", {"reps": ("r1",), "stores": ("SZ102",), "fields": (Field.PLACE,)}),
    ("我今天第三家门头", {"me": True, "visit_ord": 3, "fields": FRONT}),
    ("叶小满今天sz101门头和库存", {"reps": ("r1",), "stores": ("SZ101",), "fields": (Field.FRONT, Field.STOCK)}),
    ("百合粮油今天门头拍了吗", {"stores": ("SZ104", "SZ201"), "fields": FRONT}),
    ("叶小满今天门头", {"reps": ("r1",), "fields": FRONT}),
    ("我今天第一家缺什么", {"me": True, "visit_ord": 1}),
    ("园区今天第三家的照片", {"district": EAST, "visit_ord": 3}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), ONE_VISIT, ids=[t for t, _ in ONE_VISIT])
def test_a_question_about_one_visit_is_surely_one(text: str, says: dict[str, Any]) -> None:
    found = read(text, COMPANY, TODAY)

    assert found.wish == Wish(first=D23, last=D23, **says)
    assert found.sure


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("昨天", D22, D22),
        ("上周三", "2026-11-18", "2026-11-18"),
        ("周五", D20, D20),
        ("上个礼拜5", D20, D20),
        ("这周末", "2026-11-28", "2026-11-29"),
        ("11月20日", D20, D20),
        ("11/20", D20, D20),
        ("11.20", D20, D20),
        ("2026-11-20", D20, D20),
        ("20号", D20, D20),
        ("28号", "2026-10-28", "2026-10-28"),
        ("上个月5号", "2026-10-05", "2026-10-05"),
        ("三天前", D20, D20),
        ("上周", "2026-11-16", D22),
        ("这个月", "2026-11-01", D23),
        ("最近3天", "2026-11-21", D23),
    ],
)
def test_a_day_is_named_in_many_ways(words: str, first: str, last: str) -> None:
    found = read(f"叶小满{words}第三家门头", COMPANY, TODAY).wish

    assert (found.first, found.last, found.visit_ord) == (first, last, 3)


def test_a_day_that_no_calendar_has_is_none_and_that_day_is_the_one_before() -> None:
    assert not read("叶小满13月45日第三家门头", COMPANY, TODAY).wish.first
    assert not read("叶小满二三十天前第三家门头", COMPANY, TODAY).wish.first
    assert read("叶小满那天第三家门头", COMPANY, TODAY).wish.that_day
    assert Wish(first=D20, last=D22).day is None


@pytest.mark.parametrize(
    ("text", "defect", "fields"),
    [
        ("哪几家没标库存", Defect.LACKS, STOCK),
        ("谁没拍门头", Defect.LACKS, FRONT),
        ("今天谁的拜访没交", Defect.UNSENT, ()),
        ("列出园区片区今天没有填竞品价格的拜访", Defect.LACKS, (Field.PRICE,)),
        ("哪几家拍照糊", Defect.BLURRY, ()),
        ("湖畔生活超市哪几次没拍门头", Defect.LACKS, FRONT),
        ("昨天没拍价格的", Defect.LACKS, (Field.PRICE,)),
        ("今天哪些店没货架照", Defect.LACKS, SHELF),
        ("昨天谁缺货", Defect.OUT, STOCK),
        ("今天238没货的有哪些店", Defect.OUT, STOCK),
    ],
)
def test_a_list_is_asked_for(text: str, defect: Defect, fields: tuple[Field, ...]) -> None:
    found = read(text, COMPANY, TODAY)

    assert (found.wish.defect, found.wish.fields, found.sure) == (defect, fields, True)


@pytest.mark.parametrize(
    "text",
    ["青花椒酱油 库存", "238 12箱", "叶小满辛苦了", "谁去开会", "今天的闭环率", "湖畔生活超市", "哪条线路拍照糊", "哪几家闭环率低",
     "哪些客户没回款", "这周未闭环的拜访", "今天谁没闭环", "未闭环的有哪些"],
)  # fmt: skip
def test_other_words_are_no_such_question(text: str) -> None:
    assert not read(text, COMPANY, TODAY).sure


def test_a_district_that_the_company_has_not_is_told_apart() -> None:
    assert read("滨江片区第2位业务员今天第三家门头", COMPANY, TODAY).foreign == "滨江"
    assert read("我想看看河东第7位业务员今天第三家", COMPANY, TODAY).foreign == "河东"
    assert read("滨江片区今天谁没拍门头", COMPANY, TODAY).foreign == "滨江"
    assert read("佛山今天谁没拍门头", COMPANY, TODAY).foreign == "佛山"
    for known in (
        "园区片区第2位业务员今天第三家门头",
        "帮我看看第2位业务员今天第三家门头",
        "园区今天谁没拍门头",
    ):
        assert not read(known, COMPANY, TODAY).foreign


def test_a_list_may_be_of_some_routes_or_kinds_of_stores() -> None:
    route = read("园区一线今天加盟店谁没拍门头", COMPANY, TODAY).wish

    assert (route.routes, route.kinds, route.district) == (("园区一线",), ("加盟",), "")
    assert read("园区今天谁没拍门头", COMPANY, TODAY).wish.district == EAST


def test_who_wants_to_look_does_not_speak_of_himself() -> None:
    assert read("我昨天第三家门头", COMPANY, TODAY).wish.me
    assert not read("我想看今天第三家门头", COMPANY, TODAY).wish.me
    assert not read("帮我今天看下第三家门头", COMPANY, TODAY).wish.me


def test_odd_numbers_and_short_names_mislead_nobody() -> None:
    east = Directory(Organisation({"x": person("x", "叶小满", district="东区")}), {}, CATALOGUE)

    assert read("叶小满第二三十家门头", COMPANY, TODAY).wish.visit_ord is None
    assert read("第三怎么样", COMPANY, TODAY).wish == Wish()
    assert read("东区今天第三家照片", east, TODAY).wish.district == "东区"
    assert not read("东边今天第三家照片", east, TODAY).wish.district


def test_a_short_question_changes_the_one_before() -> None:
    before = Wish(reps=("r1",), visit_ord=3, first=D23, last=D23, fields=STOCK, skus=("00238",))

    def then(text: str) -> Wish:
        wish = read(text, COMPANY, TODAY).wish
        assert follows(text, wish)
        return followed(before, wish)

    assert (then("那第四家呢").visit_ord, then("那第四家呢").skus) == (4, ("00238",))
    assert then("昨天呢").first == D22
    assert then("那白一鸣呢").reps == ("r2", "s2")
    assert then("门头呢").fields == FRONT
    assert then("那307呢").skus == ("00307",)
    assert then("湖畔生活超市呢").stores == ("SZ101",)
    assert not follows("那就这样", Wish())


def test_a_wish_goes_through_a_button_unchanged() -> None:
    wish = read("叶小满今天第三家 238库存", COMPANY, TODAY).wish
    many = read("哪几家没标库存", COMPANY, TODAY).wish

    assert Wish.read(wish.plain()) == wish
    assert Wish.read(many.plain()) == many
    assert wish.of("r2", "SZ104", TODAY).stores == ("SZ104",)
