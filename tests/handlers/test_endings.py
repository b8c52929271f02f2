"""Visits that end without being closed: given up with a reason, or expired."""

import pytest

from domain.visits import Visit, VisitState
from storage.listing import rows
from tests.chat import MANAGER, Chat
from tests.fakes import storefront
from tests.handlers.test_binding import NEXT_DOOR
from tests.handlers.test_next_morning import half_done, said_to, until


def ended(chat: Chat) -> list[tuple[VisitState, str]]:
    return [(v.state, v.closed_reason) for v in chat.visits()]


def audit(chat: Chat, what: str) -> list[str]:
    lines = chat.on_database(lambda w: list(rows(w.connection, "audit")))
    return [line["subject"] for line in lines if line["what"] == what]


def only(chat: Chat) -> Visit:
    return chat.visits()[0]


def test_giving_up_asks_why_and_names_the_next_store(chat: Chat) -> None:
    half_done(chat, 0)

    asked = chat.says("放弃")
    heard = chat.taps("店家关门")

    assert asked.buttons == ["店家关门", "不让进店", "走错店"]
    assert heard.text == (
        "已放弃湖畔生活超市(原因:店家关门)。拍好、填好的都留着。\n今天已完成0/3,下一家 晨光便利店"
    )
    assert ended(chat) == [(VisitState.ABANDONED, "店家关门")]
    assert audit(chat, "visit_abandoned") == [only(chat).id]
    assert len([i for i in only(chat).items.values() if i.photo]) == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("放弃 店家关门", "店家关门"),
        ("放弃,老板不让进", "老板不让进"),
        ("这家关门了做不了", "关门了"),
        ("这家店倒闭了,放弃吧", "倒闭了"),
        ("不做这家了,老板不在", "老板不在"),
        ("这家算了,门锁着", "门锁着"),
        ("昨天那家关门了做不了", "关门了"),
        ("放弃湖畔生活超市,店家装修", "店家装修"),
        ("因为店主不在所以放弃这家", "店主不在"),
        ("取消这次拜访,走错店了", "走错店了"),
        ("停业了,这家不跑了", "停业了"),
    ],
)
def test_a_reason_in_the_same_sentence_is_taken_at_once(
    chat: Chat, words: str, reason: str
) -> None:
    chat.at()

    heard = chat.says(words)

    assert heard.text.startswith("已放弃湖畔生活超市")
    assert ended(chat) == [(VisitState.ABANDONED, reason)]


@pytest.mark.parametrize(
    "words",
    [
        "放弃",
        "不做这家了",
        "放弃吧",
        "我想放弃这次拜访",
        "能放弃吗",
        "这家不做了",
        "放弃湖畔生活超市",
    ],
)
def test_without_a_reason_it_is_asked_for(chat: Chat, words: str) -> None:
    chat.at()

    asked = chat.says(words)
    heard = chat.says("卷帘门拉着,敲门没人应")

    assert "什么原因" in asked.text
    assert heard.text.startswith("已放弃湖畔生活超市")
    assert ended(chat) == [(VisitState.ABANDONED, "卷帘门拉着,敲门没人应")]


@pytest.mark.parametrize(
    "words", ["不放弃", "先别放弃", "拍不了,店主不让拍", "湖畔生活超市", "516 0"]
)
def test_other_words_end_nothing(chat: Chat, words: str) -> None:
    chat.at()

    chat.says(words)

    assert ended(chat) == [(VisitState.DRAFT, "")]


@pytest.mark.parametrize("words", ["算了", "不放弃了", "点错了"])
def test_a_second_thought_keeps_the_visit(chat: Chat, words: str) -> None:
    chat.at()
    chat.says("放弃")

    heard = chat.says(words)
    chat.says("老板出差")

    assert "请拍一张门头全景" in heard.text
    assert ended(chat) == [(VisitState.DRAFT, "")]


def test_evidence_that_comes_instead_of_a_reason_is_taken(chat: Chat) -> None:
    chat.at()
    chat.says("放弃")

    chat.sends(storefront())
    heard = chat.says("516 12箱")

    assert "00516=12箱" in heard.text
    assert ended(chat) == [(VisitState.DRAFT, "")]


@pytest.mark.parametrize("words", ["店家今天没开门", "算了,门锁着,不做了", "生抽不做了,老板说的"])
def test_words_that_may_mean_it_are_offered_not_done(chat: Chat, words: str) -> None:
    chat.at()

    offered = chat.says(words)
    heard = chat.taps("放弃这家")

    assert offered.buttons == ["放弃这家", "继续"]
    assert heard.text.startswith("已放弃湖畔生活超市(原因:")


def test_a_shut_door_may_still_be_worked_at(chat: Chat) -> None:
    chat.at()
    chat.says("门关着呢")

    heard = chat.taps("继续")

    assert "请拍一张门头全景" in heard.text
    assert ended(chat) == [(VisitState.DRAFT, "")]


def test_a_number_names_the_reason(chat: Chat) -> None:
    chat.at()
    chat.says("放弃")

    heard = chat.says("2")

    assert "不让进店" in heard.text
    assert ended(chat) == [(VisitState.ABANDONED, "不让进店")]


def test_which_of_two_is_given_up_is_asked(chat: Chat) -> None:
    half_done(chat)
    chat.at(NEXT_DOOR)
    until(chat, 1, "10:00")

    asked = chat.says("放弃")
    chat.taps("放弃 晨光便利店")
    chat.taps("店家关门")

    assert "放弃哪一家" in asked.text
    assert ended(chat) == [(VisitState.DRAFT, ""), (VisitState.ABANDONED, "店家关门")]


def test_a_reason_goes_with_the_answer_which_of_two(chat: Chat) -> None:
    half_done(chat)
    chat.at(NEXT_DOOR)
    until(chat, 1, "10:00")

    chat.says("放弃 老板不在")
    chat.taps("放弃 晨光便利店")

    assert ended(chat) == [(VisitState.DRAFT, ""), (VisitState.ABANDONED, "老板不在")]


def test_where_the_rep_is_now_is_what_is_given_up(chat: Chat) -> None:
    half_done(chat, 0)
    chat.at(NEXT_DOOR)

    chat.says("这家不做了,老板不在")

    assert ended(chat) == [(VisitState.DRAFT, ""), (VisitState.ABANDONED, "老板不在")]


def test_a_store_without_a_draft_is_not_given_up(chat: Chat) -> None:
    chat.at()

    heard = chat.says("放弃 邻里鲜生")

    assert "邻里鲜生没有进行中的拜访" in heard.text
    assert ended(chat) == [(VisitState.DRAFT, "")]


def test_without_a_visit_there_is_nothing_to_give_up(chat: Chat) -> None:
    assert "没有进行中的拜访" in chat.says("放弃").text


def test_a_visit_that_was_given_up_can_not_be_submitted(chat: Chat) -> None:
    half_done(chat, 0)
    chat.says("放弃 店家关门")

    heard = chat.says("提交")

    assert "没有进行中的拜访" in heard.text
    assert ended(chat) == [(VisitState.ABANDONED, "店家关门")]


def test_the_evening_and_the_plan_tell_what_was_given_up(chat: Chat) -> None:
    chat.at()
    chat.says("放弃 店家关门")

    plan = chat.says("今天跑哪几家")
    heard = until(chat, 0, "18:31")

    assert "湖畔生活超市 已放弃(店家关门)" in plan.text
    assert "已完成 0/3" in plan.text
    assert "\n叶小满 湖畔生活超市 已放弃(店家关门)\n" in said_to(chat, heard, MANAGER)[0]


def test_a_start_at_the_wrong_door_is_no_visit_in_the_evening(chat: Chat) -> None:
    chat.says("到店 湖畔生活超市")
    chat.at(NEXT_DOOR)
    chat.taps("改为晨光便利店")

    heard = until(chat, 0, "18:31")

    told = said_to(chat, heard, MANAGER)[0]
    assert "未闭环6家:\n叶小满 晨光便利店 未闭环(缺" in told
    assert "叶小满 湖畔生活超市 计划未去" in told


def test_yesterdays_visit_given_up_today_is_told_once_more(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "08:31")
    chat.taps("放弃并说明")
    chat.says("老板出差了")

    heard = until(chat, 1, "18:31")

    assert said_to(chat, heard, MANAGER) == [
        "日报 11-24 截至18:30 苏州园区片区\n没有计划,也没有拜访。\n"
        "之前留下1家:\n叶小满 11-23 湖畔生活超市 已放弃(老板出差了)"
    ]


def test_a_draft_expires_after_three_days_and_both_are_told_once(chat: Chat) -> None:
    half_done(chat, 0)

    heard = chat.waits(days=6)

    mine = [t for t in said_to(chat, heard, chat.who) if "已过期" in t]
    theirs = [t for t in said_to(chat, heard, MANAGER) if "已过期" in t]
    assert mine == [
        "湖畔生活超市的拜访3天没完成,已过期。拍好、填好的都留着。下次到店发送位置,重新开始就行。"
    ]
    assert theirs == ["叶小满 湖畔生活超市的拜访3天没完成,已过期(缺竞品价格)。"]
    assert ended(chat) == [(VisitState.EXPIRED, "")]
    assert audit(chat, "visit_expired") == [only(chat).id]
    assert len([i for i in only(chat).items.values() if i.photo]) == 2


def test_a_visit_begun_at_night_is_told_expired_in_the_morning(chat: Chat) -> None:
    chat.waits(hours=12)
    chat.at()

    night = until(chat, 4, "07:29")
    morning = until(chat, 4, "07:31")

    assert [t for t in said_to(chat, night, MANAGER) if "已过期" in t] == []
    assert len([t for t in said_to(chat, morning, MANAGER) if "已过期" in t]) == 1
    assert len([t for t in said_to(chat, morning, chat.who) if "已过期" in t]) == 1


def test_a_visit_that_ended_before_does_not_expire(chat: Chat) -> None:
    chat.at()
    chat.says("放弃 店家关门")

    heard = chat.waits(days=4)

    assert [p.text for p in heard.parcels if "已过期" in p.text] == []
    assert ended(chat) == [(VisitState.ABANDONED, "店家关门")]
