"""Questions for figures, in the words that people use for them."""

from datetime import date

import pytest

from domain.figures.asking import (
    Ask,
    about_health,
    compared,
    followed,
    implied,
    understand,
    wanted,
)
from domain.figures.baseline import minutes_before
from domain.figures.defining import explained
from domain.figures.metrics import DISTORTIONS, METRICS
from domain.spans import Days

TODAY = date(2026, 11, 25)
THIS_WEEK = Days(date(2026, 11, 23), date(2026, 11, 29))
LAST_WEEK = Days(date(2026, 11, 16), date(2026, 11, 22))
MONDAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 24)
OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
NAMES = ("河西", "李娜", "河西线A")


def asked(text: str) -> Ask:
    found = understand(text, TODAY, NAMES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "metrics", "by", "days"),
    [
        ("本周闭环率", ("closure",), "", THIS_WEEK),
        ("河西上周拍照糊有几家", ("blurry",), "", LAST_WEEK),
        ("上上周有多少没闭环", ("closure",), "", Days(date(2026, 11, 9), date(2026, 11, 15))),
        ("无货架照的拜访", ("no_shelf",), "", None),
        ("数据可信度", ("trust",), "", None),
        ("过程完整率 按业务员", ("completeness",), "rep", None),
        ("各城市闭环率", ("closure",), "city", None),
        ("哪条线路拍照糊最多", ("blurry",), "route", None),
        ("谁的完整率最低", ("completeness",), "rep", None),
        ("片区闭环率排名", ("closure",), "district", None),
        ("闭环率排名", ("closure",), "rep", None),
        ("片区排名 闭环率", ("closure",), "district", None),
        ("直营和加盟闭环率对比", ("closure",), "store_kind", None),
        ("三类失真", DISTORTIONS, "", None),
        ("前天价差异常", ("alarms",), "", Days(date(2026, 11, 23), date(2026, 11, 23))),
        ("上个月过程数据有效率", ("validity",), "", Days(date(2026, 10, 1), date(2026, 10, 31))),
        ("最近7天闭环率和完整率", ("closure", "completeness"), "", Days(date(2026, 11, 19), TODAY)),
        ("近两周核验工时", ("review_minutes",), "", Days(date(2026, 11, 12), TODAY)),
        ("最近三个月动销准确率", ("recheck",), "", Days(date(2026, 8, 26), TODAY)),
        ("价格空最多的业务员", ("price_missing",), "rep", None),
        ("拜访次数", ("visits",), "", None),
        ("今天计划完成多少", ("missed",), "", Days(TODAY, TODAY)),
        ("多少店还没去", ("missed",), "", None),
        ("闭还率", ("closure",), "", None),
        ("审核花了多少时间", ("review_minutes",), "", None),
        ("今天价格异动的店", ("alarms",), "", Days(TODAY, TODAY)),
        ("最近豁免了几家", ("waived",), "", Days(date(2026, 11, 12), TODAY)),
    ],
)  # fmt: skip
def test_a_question_names_numbers_and_how_they_are_wanted(
    text: str, metrics: tuple[str, ...], by: str, days: Days | None
) -> None:
    found = asked(text)

    assert (found.metrics, found.by, found.days) == (metrics, by, days)
    assert found.clear


def test_a_kind_of_store_a_trend_and_two_things_at_once() -> None:
    assert asked("直营店完整率").store_kinds == ("直营",)
    assert asked("闭环率趋势").trend
    both = asked("雷达图给我,再出一份周报")
    assert (both.radar, both.digest) == (True, "week")
    assert asked("雷达图汇总").digest == ""


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("日报", "day"),
        ("昨天的日报", "day"),
        ("上周周报", "week"),
        ("月报", "month"),
        ("汇总", "any"),
    ],
)
def test_digests_are_known_by_their_names(text: str, digest: str) -> None:
    found = asked(text)

    assert (found.digest, found.clear) == (digest, True)


@pytest.mark.parametrize(
    "text", ["滨江片区昨天的日报", "王强的雷达图", "9月份完整率", "老王漏了几次SKU漏"]
)
def test_what_the_words_leave_open_is_for_the_reader(text: str) -> None:
    assert not asked(text).clear


@pytest.mark.parametrize(
    "text",
    [
        "拍照糊了怎么跟店主说", "照片不清楚该咋办", "238 12箱", "把日报改到18:00", "帮我导出闭环率", "",
        "今天天气不错", "给我一份销售工作汇总材料", "闭环率" * 30,
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text: str) -> None:
    assert understand(text, TODAY, ()) is None


def test_a_word_alone_changes_the_last_question() -> None:
    by = followed("按省份", TODAY) or Ask()
    then = followed("上周呢", TODAY) or Ask()

    assert by.by == "province"
    assert then.days == LAST_WEEK
    assert followed("李娜的呢", TODAY, ["李娜"])
    assert (followed("和上周比怎么样", TODAY) or Ask()).versus == "now"
    assert [followed(t, TODAY) for t in ("", "好的", "上周王强请假了吗", "上周" * 9)] == [None] * 4


@pytest.mark.parametrize(
    ("text", "metrics", "by", "trend"),
    [
        ("哪条线最差", ("closure",), "route", False),
        ("哪条线路问题最多", DISTORTIONS, "route", False),
        ("谁是最差的业务员", ("closure",), "rep", False),
        ("江宁和河西哪个片区好", ("closure",), "district", False),
        ("河西和江宁比一下", ("closure",), "", False),
        ("河西和江宁谁好", ("closure",), "rep", False),
        ("给我看看这个月的走势", ("closure",), "", True),
        ("11月趋势", ("closure",), "", True),
    ],
)
def test_a_question_may_name_no_number(
    text: str, metrics: tuple[str, ...], by: str, trend: bool
) -> None:
    names = [name for name in ("河西", "江宁") if name in text]

    found = implied(text, TODAY, names)

    assert found is not None
    assert (found.metrics, found.by, found.trend) == (metrics, by, trend)


@pytest.mark.parametrize(
    "text",
    [
        "酱油价格走势",
        "照片不好怎么办",
        "最近怎么样",
        "他比我好",
        "谁最差我不知道啊真的",
        "走势" * 20,
    ],
)
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert implied(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        ("本周闭环率环比", [THIS_WEEK], [THIS_WEEK, LAST_WEEK]),
        ("和上周比闭环率", [LAST_WEEK], [THIS_WEEK, LAST_WEEK]),
        ("闭环率和昨天比", [Days(MONDAY, MONDAY)], [Days(TODAY, TODAY), Days(MONDAY, MONDAY)]),
        ("今天闭环率环比", [Days(TODAY, TODAY)], [Days(TODAY, TODAY), Days(YESTERDAY, YESTERDAY)]),
        ("闭环率环比", [], [THIS_WEEK, LAST_WEEK]),
        ("闭环率和上月比", [OCTOBER], [NOVEMBER, OCTOBER]),
        ("本月闭环率环比", [NOVEMBER], [NOVEMBER, OCTOBER]),
        ("本周闭环率", [THIS_WEEK], [THIS_WEEK]),
    ],
)
def test_days_are_put_beside_those_they_are_compared_with(
    text: str, said: list[Days], told: list[Days]
) -> None:
    assert compared(said, asked(text), TODAY) == told


def test_whoever_asks_how_good_the_process_is_gets_the_number_or_the_radar() -> None:
    assert about_health(Ask(), "河西资料齐不齐").metrics == ("completeness",)
    assert about_health(Ask(), "过程做得咋样").radar
    assert about_health(Ask(radar=True, digest="any"), "雷达图").digest == ""
    assert wanted("随便说点什么", TODAY) is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("口径 闭环率", ("closure",)),
        ("/口径", tuple(METRICS)),
        ("/metric", tuple(METRICS)),
        ("什么是过程完整率", ("completeness",)),
        ("闭环率怎么算的", ("closure",)),
        ("本周闭环率", None),
        ("什么是人生", None),
        ("口径" * 20, None),
    ],
)
def test_a_definition_is_asked_in_many_ways(text: str, keys: tuple[str, ...] | None) -> None:
    assert explained(text) == keys


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("以前每天核验95分钟", 95), ("之前复核每天要1.5小时", 90), ("原来每天人工核验一个半小时", 90),
        ("上线前每天核验大概两小时", 120), ("以前每天核验半小时", 30), ("以前每天核验", None),
        ("以前每天花一个半小时核验", 90), ("把基准改成80分钟", 80), ("原来两小时半才核验完", 150),
        ("以前每天核验0分钟", None), ("以前每天核验百千分钟", None), ("以前核验" * 10, None),
    ],
)  # fmt: skip
def test_what_checking_took_before_is_said_in_minutes_or_hours(
    text: str, minutes: int | None
) -> None:
    assert minutes_before(text) == minutes
