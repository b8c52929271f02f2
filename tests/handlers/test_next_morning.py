"""A visit that was not finished: the evening, the night, the next morning."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from domain.evidence import Cause, ItemState
from domain.figures.tallying import tally
from domain.settings import Settings
from domain.visits import Visit
from storage.tables.base import table
from storage.tables.company import PlanRow
from storage.work import SqlWork
from tests.chat import MANAGER, START, Chat, Heard
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL, THREE


def half_done(chat: Chat, hour: float = 7.8) -> None:
    """① and ② of 湖畔生活超市, at 17:50; then the phone dies."""
    chat.waits(hours=hour)
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)


def until(chat: Chat, day: int, clock: str) -> Heard:
    """Let time go by until a time of day, so many days after the first."""
    goal = datetime.combine(
        START.date() + timedelta(days=day), time.fromisoformat(clock), START.tzinfo
    )
    return chat.waits(seconds=(goal - chat.clock.now()).total_seconds())


def said_to(chat: Chat, heard: Heard, name: str) -> list[str]:
    return [p.text for p in heard.parcels if p.person_id == chat.person_id(name)]


def settings(chat: Chat) -> Settings:
    return chat.on_database(lambda work: work.rules.settings())


def test_the_evening_names_to_the_manager_what_is_not_closed(chat: Chat) -> None:
    half_done(chat)

    heard = until(chat, 0, "18:31")

    (told,) = said_to(chat, heard, MANAGER)
    assert told.startswith("日报 11-23 截至18:30 苏州园区片区\n闭环率 0.0%(0/6)\n未闭环6家:\n")
    assert "\n叶小满 湖畔生活超市 未闭环(缺竞品价格)\n" in told
    assert "\n叶小满 晨光便利店 计划未去\n" in told


def test_the_morning_brings_the_plan_and_what_is_left_from_yesterday(chat: Chat) -> None:
    half_done(chat)
    until(chat, 0, "23:00")
    chat.restarts()

    heard = until(chat, 1, "08:31")

    assert said_to(chat, heard, chat.who) == [
        "今天没有排计划。\n\n昨天 湖畔生活超市 还差竞品价格\n"
        "能再去就点「继续」;去不了点「补录」;不做了点「放弃」。"
    ]
    assert heard.buttons == ["继续", "补录", "放弃并说明", "稍后30分钟"]
    assert len(heard.parcels[-1].lasting) == len(heard.buttons)


def test_going_on_needs_a_fresh_location_and_keeps_what_was_shown(chat: Chat) -> None:
    half_done(chat)
    before = {i.id: i.at for i in chat.visits()[0].items.values()}
    until(chat, 1, "08:31")

    asked = chat.taps("继续")
    there = chat.at()
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    heard = chat.says("提交")

    visit = chat.visits()[0]
    assert "昨天的①门头全景、②主推品货架都留着" in asked.text
    assert "请发送您现在的位置" in asked.text
    assert "请拍竞品价格牌" in there.text
    assert heard.text.startswith("已提交 湖畔生活超市 08:31 跨天完成(11-23到店)")
    assert len(chat.visits()) == 1
    assert {k: i.at for k, i in visit.items.items() if k in before} == before
    assert not tally(visit, settings(chat)).on_time


def test_a_visit_closed_the_next_day_counts_for_the_day_it_was_opened(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "09:00")
    chat.at()
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    chat.says("提交")

    monday = START.replace(hour=0, minute=0)
    days = [opened_on(chat, monday + timedelta(days=n)) for n in (0, 1)]

    shown = [[tally(visit, settings(chat)) for visit in visits] for visits in days]
    assert [[(t.closed, t.on_time) for t in visits] for visits in shown] == [[(True, False)], []]


def opened_on(chat: Chat, day: datetime) -> Sequence[Visit]:
    end = day + timedelta(days=1)
    return chat.on_database(lambda w: w.visits.opened_in(day, end, ["SZ101"]))


def plan_tuesday(chat: Chat, *codes: str) -> None:
    day, who = START.date() + timedelta(days=1), chat.person_id(chat.who)

    def write(work: SqlWork) -> None:
        rows = [
            {"day": day, "person_id": who, "position": n, "store_code": code}
            for n, code in enumerate(codes, 1)
        ]
        work.connection.execute(table(PlanRow).insert(), rows)

    chat.on_database(write)


def test_going_there_again_does_the_stop_of_today_too(chat: Chat) -> None:
    half_done(chat)
    plan_tuesday(chat, "SZ102", "SZ101")
    until(chat, 1, "09:00")
    chat.at()
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")

    heard = chat.says("提交")

    assert "今天已完成1/2,下一家 晨光便利店" in heard.text


def test_what_is_made_up_for_from_elsewhere_does_no_stop_of_today(chat: Chat) -> None:
    half_done(chat)
    plan_tuesday(chat, "SZ101")
    until(chat, 1, "09:00")
    chat.says("补录 昨天手机没电了")
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")

    heard = chat.says("提交")

    assert "今天已完成0/1,下一家 湖畔生活超市" in heard.text


def test_a_restart_overnight_sends_one_morning_only(chat: Chat) -> None:
    half_done(chat)
    until(chat, 0, "22:00")
    chat.restarts()
    until(chat, 1, "07:00")
    chat.restarts()

    first = until(chat, 1, "08:31")
    chat.restarts()
    second = until(chat, 1, "18:00")

    assert len(said_to(chat, first, chat.who)) == 1
    assert said_to(chat, second, chat.who) == []


def test_a_morning_that_was_slept_through_is_made_up_for_once(chat: Chat) -> None:
    half_done(chat)
    until(chat, 0, "20:00")
    chat.clock.tick(hours=38)  # nobody runs until Wednesday 10:00

    chat.restarts()
    heard = chat.waits(minutes=1)

    assert len(said_to(chat, heard, chat.who)) == 1
    assert "前天 湖畔生活超市 还差竞品价格" in said_to(chat, heard, chat.who)[0]


def test_nothing_left_and_nothing_planned_says_nothing_to_a_rep(chat: Chat) -> None:
    heard = chat.waits(days=2)

    assert said_to(chat, heard, chat.who) == []
    assert said_to(chat, heard, MANAGER)[-1] == (
        "日报 11-24 苏州园区片区:没有计划,也没有拜访,没什么可汇总的。"
    )


def test_the_plan_comes_when_work_begins(chat: Chat) -> None:
    chat.clock.set(START + timedelta(days=-1))
    chat.spoil("update plan set day = '2026-11-24'")

    heard = until(chat, 1, "09:00")

    assert said_to(chat, heard, "叶小满") == [
        "今天(11-24)跑3家,已完成 0/3\n1. ☐ 湖畔生活超市\n2. ☐ 晨光便利店\n3. ☐ 邻里鲜生"
    ]


def test_mere_leftovers_wait_for_monday(chat: Chat) -> None:
    chat.waits(days=4)
    half_done(chat, 6)
    friday = chat.clock.now()

    weekend = chat.waits(days=2)

    assert friday.isoweekday() == 5
    assert said_to(chat, weekend, chat.who) == []


def test_the_push_waits_for_the_end_of_the_quiet_hours(chat: Chat) -> None:
    chat.on_database(lambda w: w.rules.change("晚间汇总", "22:00", by="t", at=chat.clock.now()))
    half_done(chat)

    night = until(chat, 1, "07:29")
    morning = until(chat, 1, "07:31")

    assert said_to(chat, night, MANAGER) == []
    assert len(said_to(chat, morning, MANAGER)) == 1


def test_a_time_changed_today_holds_today(chat: Chat) -> None:
    half_done(chat, 1)
    chat.on_database(lambda w: w.rules.change("晚间汇总", "17:00", by="t", at=chat.clock.now()))

    early = until(chat, 0, "17:01")
    late = until(chat, 0, "20:00")

    assert len(said_to(chat, early, MANAGER)) == 1
    assert said_to(chat, late, MANAGER) == []


def test_a_visit_that_waits_for_the_manager_is_listed_so(chat: Chat) -> None:
    half_done(chat)
    chat.says("没有竞品")
    chat.sends(shelf("没有竞品的货架"))
    chat.says("提交")

    heard = until(chat, 0, "18:31")

    pending = [i for i in chat.visits()[0].items.values() if i.state is ItemState.PENDING]
    assert [i.cause for i in pending] == [Cause.NO_COMPETITOR]
    assert "叶小满 湖畔生活超市 未闭环(待复核)" in said_to(chat, heard, MANAGER)[-1]
