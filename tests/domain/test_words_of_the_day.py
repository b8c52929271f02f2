"""What is said about the day: which stops, which are skipped and why, which store is put in."""

from datetime import date, timedelta

import pytest

from domain import adhoc_words, plan_words, skip_words
from domain.abbreviated import mentions, without
from domain.directory import Directory
from domain.people import Organisation
from domain.plan_words import Ask
from domain.stores import Store
from tests.domain.making import CATALOGUE

MONDAY = date(2026, 11, 23)
STORES = [
    Store(code="ST002", name="阳光便利"),
    Store(code="ST001", name="幸福超市"),
    Store(code="ST003", name="佳佳生鲜"),
    Store(code="ST004", name="幸福里粮油"),
]
DIRECTORY = Directory(
    organisation=Organisation({}), stores={s.code: s for s in STORES}, catalogue=CATALOGUE
)


@pytest.mark.parametrize(
    ("said", "codes", "left"),
    [
        ("阳光今天不去", [["ST002"]], "*今天不去"),
        ("st003不去", [["ST003"]], "*不去"),
        ("幸福超市不去", [["ST001"]], "*不去"),
        ("幸福不去", [["ST001", "ST004"]], "*不去"),
        ("佳佳生鲜和阳光、幸福超市不去", [["ST003"], ["ST002"], ["ST001"]], "*和*,*不去"),
        ("幸福超市不去,阳光太晒", [["ST001"]], "*不去,阳光太晒"),
        ("阳不去", [], "阳不去"),
    ],
)
def test_stores_of_the_day_may_be_named_by_their_beginnings(
    said: str, codes: list[list[str]], left: str
) -> None:
    named = mentions(said, STORES, DIRECTORY)

    assert [[s.code for s in m.stores] for m in named] == codes
    assert without(said, named).replace("\ufffc", "*") == left


@pytest.mark.parametrize(
    ("said", "codes", "reason"),
    [
        ("跳过 阳光便利 关门装修", ["ST002"], "关门装修"),
        ("阳光今天不去了,老板出差", ["ST002"], "老板出差"),
        ("今天去不了佳佳,因为下大雨", ["ST003"], "下大雨"),
        ("阳光便先不跑了", ["ST002"], ""),
        ("跳过一家", [], ""),
        ("跳过 佳佳生鲜 店家盘点", ["ST003"], "店家盘点"),
        ("佳佳生鲜不去了 店主回老家了", ["ST003"], "店主回老家了"),
        ("幸福超市店休,跳过", ["ST001"], "店休"),
        ("我病了,所以幸福超市去不了了", ["ST001"], "我病了"),
        ("幸福超市 佳佳生鲜都不去了 车坏了", ["ST001", "ST003"], "车坏了"),
        ("把佳佳生鲜删掉吧", ["ST003"], ""),
    ],
)
def test_skipping_is_read_against_the_days_stores_and_the_reason_kept_as_typed(
    said: str, codes: list[str], reason: str
) -> None:
    found = skip_words.parse(said, STORES, DIRECTORY)

    assert found is not None
    assert (sorted(s.code for s in found.stores), found.reason) == (codes, reason)
    assert not found.which


def test_all_that_is_left_or_one_of_several_may_be_meant() -> None:
    rest = skip_words.parse("剩下的都不去了,下大雨", STORES, DIRECTORY)
    one = skip_words.parse("幸福不去了", STORES, DIRECTORY)

    assert rest is not None
    assert one is not None
    assert (rest.everything, rest.reason, rest.stores) == (True, "下大雨", ())
    assert (one.which, len(one.stores)) == (True, 2)


@pytest.mark.parametrize(
    ("said", "ahead", "reason"),
    [
        ("跳过 阳光便利 店休", 0, "店休"),
        ("明天跳过 阳光便利 店休", 1, "店休"),
        ("明天不去阳光便利了,店家盘点", 1, "店家盘点"),
        ("跳过 阳光便利 后天盘点", 2, "盘点"),
        ("跳过 阳光便利 老板明天才回来", 0, "老板明天才回来"),
        ("不去阳光便利了,明天再去", 0, "明天再去"),
        ("今天不去阳光便利,明天店休", 0, "明天店休"),
        ("昨天没去阳光便利,不去了", 0, "昨天没去"),
        ("跳过 测试超市9号 停电", 0, "停电"),
    ],
)
def test_the_day_is_that_of_the_skip_and_no_number_of_a_name(
    said: str, ahead: int, reason: str
) -> None:
    among = [*STORES, Store(code="ST009", name="测试超市9号")]
    day, word = skip_words.day_meant(said, among, DIRECTORY, MONDAY)
    found = skip_words.parse(said, among, DIRECTORY, word)

    assert day == MONDAY + timedelta(days=ahead)
    assert found is not None
    assert found.reason == reason


def test_a_question_or_a_command_is_no_reason() -> None:
    said = [
        "店休",
        "店家盘点",
        "发烧了",
        "不知道怎么走",
        "删掉万家福",
        "附近有哪些店",
        "提交",
        "雨",
    ]

    assert [skip_words.may_be_reason(s) for s in said] == [True] * 4 + [False] * 4
    assert skip_words.reason_in("因为 店休。") == "店休"


@pytest.mark.parametrize(
    "said",
    [
        "阳光今天要不要去",
        "老王不去了",
        "阳光便利 12箱",
        "跳过" + "阳" * 60,
        "哪家不去了",
        "删掉阳光便利的备注",
    ],
)
def test_other_sentences_skip_nothing(said: str) -> None:
    assert skip_words.parse(said, STORES, DIRECTORY) is None


@pytest.mark.parametrize(
    ("said", "named"),
    [("撤回跳过", ""), ("取消跳过 阳光", "阳光"), ("阳光不跳过了", "阳光"), ("跳过阳光", None), ("撤回" * 40, None)],
)  # fmt: skip
def test_skipping_is_taken_back(said: str, named: str | None) -> None:
    assert skip_words.taken_back(said) == named


@pytest.mark.parametrize(
    ("said", "ask", "offset", "who", "route"),
    [
        ("今天跑哪几家", Ask.LIST, 0, "", ""),
        ("/plan", Ask.LIST, 0, "", ""),
        ("看看明天的拜访计划", Ask.LIST, 1, "", ""),
        ("孙丽今天跑哪几家?", Ask.LIST, 0, "孙丽", ""),
        ("今天还有几家没跑", Ask.LIST, 0, "", ""),
        ("我今天要去哪些店", Ask.LIST, 0, "", ""),
        ("下一家去哪", Ask.NEXT, 0, "", ""),
        ("离我最近的店", Ask.NEXT, 0, "", ""),
        ("跑完几家了", Ask.LIST, 0, "", ""),
        ("跑完没", Ask.LIST, 0, "", ""),
        ("那后天呢", Ask.LIST, 2, "", ""),
        ("哪家近先跑哪家", Ask.NEAR, 0, "", ""),
        ("按距离排", Ask.NEAR, 0, "", ""),
        ("优化一下路线", Ask.NEAR, 0, "", ""),
        ("按线路跑", Ask.PLANNED, 0, "", ""),
        ("按线路跑 河西线A", Ask.PLANNED, 0, "", "河西线A"),
        ("按河西线A跑吧", Ask.PLANNED, 0, "", "河西线A"),
        ("还是按原来的顺序", Ask.PLANNED, 0, "", ""),
        ("帮我把今天的路线重新规划一下", Ask.NEAR, 0, "", ""),
        ("今天下一家去哪", Ask.NEXT, 0, "", ""),
        ("我计划跑哪几家", Ask.LIST, 0, "", ""),
        ("查一下周五的计划", Ask.LIST, 4, "", ""),
        ("看下周一的计划", Ask.LIST, 7, "", ""),
    ],
)
def test_the_day_is_asked_for_in_many_words(
    said: str, ask: Ask, offset: int, who: str, route: str
) -> None:
    found = plan_words.parse(said, MONDAY)

    assert found is not None
    assert (found.ask, found.who, found.route) == (ask, who, route)
    assert found.day == MONDAY + timedelta(days=offset)


@pytest.mark.parametrize(
    "said",
    [
        "", "2月30日跑哪几家", "今天的订单", "还差什么", "这家店在哪", "238还有几箱", "计划" * 30, "路线跑完了吗",
        "哪条线路问题最多", "哪条线最差", "最近有哪些问题", "减盐老抽多少钱,看看今天跑哪几家",
    ],
)  # fmt: skip
def test_other_questions_are_not_about_the_day(said: str) -> None:
    assert plan_words.parse(said, MONDAY) is None


@pytest.mark.parametrize(
    ("said", "name", "new"),
    [
        ("加一家 百合粮油", "百合粮油", False),
        ("明天加一家百合粮油", "百合粮油", False),
        ("把百合粮油加到今天的计划", "百合粮油", False),
        ("我今天还要去百合粮油", "百合粮油", False),
        ("加一家上海便利店,谢谢", "上海便利店", False),
        ("刚刚刚刚发现了一家新店,好又多便利店", "好又多便利店", True),
        ("新店 幸福里便利店", "幸福里便利店", True),
        ("新开了一家店叫幸福里便利店", "幸福里便利店", True),
        ("幸福里便利店是新店", "幸福里便利店", True),
        ("再跑一家百合", "百合", False),
        ("新店", "", True),
        ("发现一家没录入的小店", "", True),
    ],
)
def test_a_store_is_put_into_the_day(said: str, name: str, new: bool) -> None:
    assert adhoc_words.parse(said) == adhoc_words.Wish(name, new)


@pytest.mark.parametrize(
    "said",
    [
        "加10箱生抽", "再加238 5箱", "加一家", "把价格加到13", "多少钱", "新品上架了吗", "加" * 60,
        "今天有没有新店", "新店没有牌子", "今天再去一次",
    ],
)  # fmt: skip
def test_other_sentences_put_no_store_into_the_day(said: str) -> None:
    assert adhoc_words.parse(said) is None


def test_what_is_said_beside_a_name_is_kept_and_none_of_the_offered_is_a_wish_too() -> None:
    more = adhoc_words.parse("新门店登记:好又多超市,地址梦都大街88号")

    assert more == adhoc_words.Wish("好又多超市", new=True, more="地址梦都大街88号")
    assert [adhoc_words.otherwise(s) for s in ("都不是,是新店", "是新店", "都不是吧", "是的")] == [
        True,
        True,
        True,
        False,
    ]
