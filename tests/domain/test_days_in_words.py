"""Days, leaves and working days as people say them."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain import calendar_words, leave_words
from domain.absences import Absence
from domain.calendar import Source, Workday, closed, next_working, workday
from domain.day_range import day_title, days_in, days_title
from domain.later_words import later
from domain.leave_words import Ask
from tests.domain.making import T0

MONDAY = date(2026, 11, 23)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("said", "first", "last", "rest"),
    [
        ("明天请假", 1, 1, "请假"),
        ("明后天请假", 1, 2, "请假"),
        ("周五调休", 4, 4, "调休"),
        ("本周五调休", 4, 4, "调休"),
        ("下周一到周三请假", 7, 9, "请假"),
        ("下周请假", 7, 11, "请假"),
        ("这周请假", 0, 4, "请假"),
        ("周四、周五请假", 3, 4, "请假"),
        ("11月26到28号请假", 3, 5, "请假"),
        ("26到28号请假", 3, 5, "请假"),
        ("28日至2日请假", 5, 9, "请假"),
        ("11月30日到12月2日休假", 7, 9, "休假"),
        ("12-1请假", 8, 8, "请假"),
        ("2027年1月4日请假", 42, 42, "请假"),
        ("1月4日请假", 42, 42, "请假"),
        ("从明天起请假三天", 1, 3, "从 起请假"),
        ("请假", 0, 0, "请假"),
        ("请假零天", 0, 0, "请假零天"),
    ],
)
def test_days_are_read_alone_and_as_a_span(said: str, first: int, last: int, rest: str) -> None:
    found = days_in(said, MONDAY)

    assert found is not None
    assert (found.first, found.last, found.rest) == (day(first), day(last), rest)


@pytest.mark.parametrize("said", ["2月30日请假", "12月2日到11月28日请假", "二三十号请假"])
def test_a_day_that_does_not_exist_is_none(said: str) -> None:
    assert days_in(said, MONDAY) is None


def test_days_have_titles() -> None:
    titles = [day_title(day(n), MONDAY) for n in (-1, 0, 1, 4, 60)]

    assert titles == [
        "昨天(11-22)",
        "今天(11-23)",
        "明天(11-24)",
        "11-27(周五)",
        "2027-01-22(周五)",
    ]
    assert days_title(day(1), day(1), MONDAY) == "明天(11-24)"
    assert days_title(day(1), day(4), MONDAY) == "明天(11-24)到11-27(周五)共4天"


@pytest.mark.parametrize(
    ("said", "who", "kind", "reason", "instead"),
    [
        ("明天请假 家里有事", "", "请假", "家里有事", ""),
        ("家里有事,明天想请一天假", "", "请假", "家里有事", ""),
        ("周五调休", "", "调休", "", ""),
        ("我明天请假,程子墨代管", "", "请假", "", "程子墨"),
        ("我周四周五休年假,让程子墨代管", "", "请假", "年假", "程子墨"),
        ("领导,我身体不舒服,明天请个病假", "", "请假", "身体不舒服", ""),
        ("孩子发烧,今天来不了", "", "请假", "孩子发烧", ""),
        ("叶小满明天请假", "叶小满", "请假", "", ""),
        ("周五想调休一天可以吗", "", "调休", "", ""),
        ("给叶小满请11月26日一天假", "叶小满", "请假", "", ""),
        ("叶小满下周一开始请三天", "叶小满", "请假", "", ""),
        ("下周一休息一天", "", "请假", "", ""),
        ("我今天去不了,发烧", "", "请假", "发烧", ""),
        ("我11月25日到27日出差,程子墨代管", "", "请假", "出差", "程子墨"),
        ("下周我不在,程子墨代", "", "请假", "", "程子墨"),
    ],
)
def test_a_leave_is_read(said: str, who: str, kind: str, reason: str, instead: str) -> None:
    found = leave_words.parse(said, MONDAY)

    assert found is not None
    assert (found.ask, found.who, found.kind) == (Ask.LEAVE, who, kind)
    assert (found.reason, found.instead) == (reason, instead)


@pytest.mark.parametrize(
    ("said", "ask", "who"),
    [
        ("取消请假", Ask.CANCEL, ""),
        ("明天的假不请了", Ask.CANCEL, ""),
        ("取消后天的请假", Ask.CANCEL, ""),
        ("取消11月26号的请假", Ask.CANCEL, ""),
        ("我好了,今天照常上班", Ask.CANCEL, ""),
        ("取消叶小满的请假", Ask.CANCEL, "叶小满"),
        ("叶小满不请假了", Ask.CANCEL, "叶小满"),
        ("我的请假批了吗", Ask.WHO, ""),
        ("叶小满请假了吗", Ask.WHO, "叶小满"),
        ("改成白一鸣代跑", Ask.INSTEAD, ""),
        ("明天谁请假", Ask.WHO, ""),
        ("请假名单", Ask.WHO, ""),
        ("让白一鸣代跑", Ask.INSTEAD, ""),
        ("叶小满的店让白一鸣代跑", Ask.INSTEAD, "叶小满"),
    ],
)
def test_what_belongs_to_a_leave_is_read(said: str, ask: Ask, who: str) -> None:
    found = leave_words.parse(said, MONDAY)

    assert found is not None
    assert (found.ask, found.who) == (ask, who)


def test_half_a_day_is_no_whole_one_and_a_day_may_be_impossible() -> None:
    half = leave_words.parse("明天上午请假", MONDAY)
    never = leave_words.parse("2月30日请假", MONDAY)

    assert half is not None
    assert half.half == "上午"
    assert never is not None
    assert never.days is None


@pytest.mark.parametrize(
    "said",
    ["这家店老板明天不在", "周六休息", "明天去不了阳光便利", "今天上班", "记一下李姐明天请假", "他家老板休假了", "怎么请假", "这个可以代替老抽吗", "休息一下", "238 12箱",
     "11月27日放假", "请假" * 60, "昨天晚上路过河西的时候我看到请假", "白一鸣接管叶小满的店"],
)  # fmt: skip
def test_other_sentences_are_no_leave(said: str) -> None:
    assert leave_words.parse(said, MONDAY) is None


def test_why_somebody_is_away_may_come_later() -> None:
    said = ["因为要去看牙", "孩子发烧", "李姐爱吃辣", "家里的事怎么请假", "家里有事请假"]

    assert [leave_words.reason_of(one, MONDAY) for one in said] == [
        "要去看牙",
        "孩子发烧",
        "",
        "",
        "",
    ]


def test_only_an_approved_absence_covers_its_days() -> None:
    one: dict[str, Any] = {
        "id": "a",
        "person_id": "p",
        "first": day(1),
        "last": day(2),
        "reason": "",
        "by": "p",
    }
    asked, agreed = (Absence(**one, at=T0, state=s) for s in ("open", "approved"))

    assert [agreed.covers(day(n)) for n in range(4)] == [False, True, True, False]
    assert not asked.covers(day(1))


@pytest.mark.parametrize(
    ("said", "works", "name", "length"),
    [
        ("11月27日放假", False, "", 1),
        ("把11月27日改成休息日", False, "", 1),
        ("12月1日到3日放假 盘点", False, "盘点", 3),
        ("12月25日圣诞节放假", False, "圣诞节", 1),
        ("这周六上班", True, "", 1),
        ("11月28日全员补班", True, "", 1),
        ("周六上班吗", None, "", 1),
        ("明天是工作日吗", None, "", 1),
    ],
)
def test_working_days_are_read(said: str, works: bool | None, name: str, length: int) -> None:
    found = calendar_words.parse(said, MONDAY)

    assert found is not None
    assert (found.works, found.name) == (works, name)
    assert (found.days.last - found.days.first).days + 1 == length


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ("取消11月26日放假", True),
        ("11月24日不放假了", True),
        ("11月28日的补班取消", False),
        ("撤销11月28日上班", False),
    ],
)
def test_what_was_said_of_a_day_is_taken_back(said: str, works: bool) -> None:
    found = calendar_words.parse(said, MONDAY)

    assert found is not None
    assert (found.undo, found.works) == (True, works)


def test_the_days_off_are_asked_for() -> None:
    said = ["公司日历", "放假安排", "最近什么时候放假", "放假", "明天放假吗"]

    assert [calendar_words.asks_list(one) for one in said] == [True, True, True, False, False]


@pytest.mark.parametrize(
    "said", ["我周五休息", "上班了", "老板周六上班", "2月30日放假", "明天拜访", "放假" * 30]
)
def test_other_sentences_are_no_working_day(said: str) -> None:
    assert calendar_words.parse(said, MONDAY) is None


def test_the_companys_word_goes_before_the_official_one_and_weekends_come_last() -> None:
    own, official = (
        Workday(works=False, source=Source.COMPANY),
        Workday(works=True, source=Source.OFFICIAL),
    )

    assert workday(MONDAY, own, official) is own
    assert (closed(own), closed(official)) == (True, False)
    assert workday(MONDAY, None, official) is official
    assert workday(day(5), None, None) == Workday(works=False, source=Source.WEEKENDS)
    assert next_working(day(4), lambda d: d.weekday() < 5) == day(7)
    assert next_working(day(4), lambda _: False) == day(5)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("稍后30分钟", 30), ("稍后", 30), ("半小时后再提醒我", 30), ("一个小时后提醒我", 60), ("1个半小时后叫我", 90),
     ("一刻钟后提醒", 15), ("晚点提醒我", 30), ("推迟两小时", 120)],
)  # fmt: skip
def test_a_reminder_is_put_off(said: str, minutes: int) -> None:
    assert later(said) == timedelta(minutes=minutes)


@pytest.mark.parametrize("said", ["30分钟", "过三天", "等一下", "晚点再来", "238 12箱"])
def test_other_words_put_nothing_off(said: str) -> None:
    assert later(said) is None
