"""补录: what is made up for from elsewhere is taken, and waits for the manager."""

import pytest

from domain.evidence import Cause, Item, ItemState
from domain.onsite import Provenance
from domain.visits import VisitState
from tests.chat import MANAGER, STORE, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_binding import NEXT_DOOR
from tests.handlers.test_next_morning import half_done, until
from tests.handlers.test_visit import RIVAL, THREE


def late_items(chat: Chat, at: str = "SZ101") -> list[Item]:
    visits = [v for v in chat.visits() if v.store_code == at]
    return [i for v in visits for i in v.items.values() if i.cause is Cause.LATE_ENTRY]


def test_making_up_asks_why_once_and_needs_no_location(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "08:31")

    asked = chat.taps("补录")
    chat.says("238 12箱")
    begun = chat.says("昨天手机没电了")
    chat.sends(price_tag(RIVAL, "12.80"))
    card = chat.taps("确认").to(chat.person_id(MANAGER))
    heard = chat.says("提交")

    visit = chat.visits()[0]
    assert "为什么现在才补" in asked.text
    assert "不用定位" in begun.text
    assert "这家店以前:11-16 14.90" in card.text
    assert "较上次−14.1%" in card.text
    assert heard.text.startswith(
        "已提交 湖畔生活超市 08:31 跨天完成(11-23到店)\n补录的部分待主管看。"
    )
    assert visit.late_entry
    assert visit.state is VisitState.SUBMITTED
    found = [(i.slot, i.state, i.reason) for i in late_items(chat)]
    assert found == [
        ("location", ItemState.PENDING, "昨天手机没电了"),
        ("price", ItemState.PENDING, "昨天手机没电了"),
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("补录,昨天手机没电了", "昨天手机没电了"),
        ("湖畔生活超市补录一下 忘了拍价签", "忘了拍价签"),
        ("昨天那家补录,信号不好", "信号不好"),
    ],
)
def test_why_may_be_said_at_once(chat: Chat, words: str, reason: str) -> None:
    half_done(chat)
    until(chat, 1, "10:00")

    chat.says(words)

    assert [i.reason for i in late_items(chat)] == [reason]


@pytest.mark.parametrize("words", ["补录", "我要补录", "补录昨天的", "补录湖畔生活超市"])
def test_without_a_reason_it_is_asked_for(chat: Chat, words: str) -> None:
    half_done(chat)
    until(chat, 1, "10:00")

    heard = chat.says(words)

    assert heard.buttons == ["手机没电", "忘了拍", "信号不好"]
    assert late_items(chat) == []


def test_everything_may_be_made_up_for_and_nothing_of_it_counts_yet(chat: Chat) -> None:
    chat.waits(hours=7)
    chat.at()
    until(chat, 1, "10:00")
    chat.says("补录")
    chat.taps("忘了拍")

    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    heard = chat.says("提交")

    visit = chat.visits()[0]
    assert heard.text.startswith("已提交")
    assert {i.state for i in visit.items.values()} == {ItemState.PENDING}
    assert {i.reason for i in visit.items.values()} == {"忘了拍"}
    assert len(late_items(chat)) == 7


def test_a_visit_that_only_lacks_its_submission_still_goes_to_the_manager(chat: Chat) -> None:
    half_done(chat)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    until(chat, 1, "10:00")

    refused = chat.says("提交")
    chat.says("补录 忘了提交")
    heard = chat.says("提交")

    assert "请再发一次位置" in refused.text
    assert heard.text.startswith("已提交")
    assert [i.state for i in late_items(chat)] == [ItemState.PENDING]


def test_who_takes_the_making_up_back_owes_a_location_again(chat: Chat) -> None:
    half_done(chat)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    until(chat, 1, "10:00")
    chat.says("补录 忘了提交")

    chat.says("撤回")
    heard = chat.says("提交")

    assert "请再发一次位置" in heard.text
    assert chat.visits()[0].state is VisitState.DRAFT


def test_a_photo_sent_just_before_is_taken_in(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "10:00")
    chat.sends(price_tag(RIVAL, "12.80"))

    heard = chat.says("补录 昨天忘了发")

    assert "12.80" in heard.text
    assert "确认" in heard.buttons


def test_a_file_of_yesterday_may_be_made_up_with(chat: Chat) -> None:
    chat.waits(hours=7)
    chat.at()
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")

    chat.sends(storefront(taken_at="2026-11-23T17:10:00"), provenance=Provenance.FILE)

    assert [i.state for i in late_items(chat)] == [ItemState.PENDING] * 2


def test_a_forwarded_photo_is_refused_all_the_same(chat: Chat) -> None:
    chat.waits(hours=7)
    chat.at()
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")

    heard = chat.sends(storefront(), provenance=Provenance.FORWARDED)

    assert "转发的照片不能作为拜访凭证" in heard.text


def test_changing_places_does_not_make_it_evidence_of_being_there(chat: Chat) -> None:
    chat.waits(hours=7)
    chat.at()
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")
    chat.sends(storefront("a", p=0.6), shelf("b", p=0.6))

    chat.says("换一下")

    shown = [i for i in chat.visits()[0].items.values() if i.photo and i.state.passes]
    assert {i.state for i in shown} == {ItemState.PENDING}


def test_who_was_never_there_can_not_make_it_up(chat: Chat) -> None:
    chat.says("到店 湖畔生活超市")

    heard = chat.says("补录 忘了定位")

    assert "还没有到店定位,不能补录" in heard.text
    assert not chat.visits()[0].late_entry


def test_after_another_arrival_photos_belong_there(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")

    chat.at(NEXT_DOOR)
    chat.sends(storefront("二店"))

    assert [i.slot for i in late_items(chat)] == ["location"]
    assert [i.slot for v in chat.visits() if v.store_code == "SZ102" for i in v.items.values()] == [
        "storefront"
    ]


def test_an_hour_later_a_photo_is_not_taken_for_it_any_more(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")
    chat.waits(minutes=70)

    heard = chat.sends(price_tag(RIVAL, "12.80"))
    again = chat.says("补录")

    assert "请发送您现在的位置" in heard.text
    assert "原因:手机没电" in again.text


def test_being_there_after_all_ends_it(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")

    chat.at(STORE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    heard = chat.says("提交")

    visit = chat.visits()[0]
    assert "补录" not in heard.text
    assert not visit.late_entry
    assert [i.state for i in visit.items.values() if i.state is ItemState.PENDING] == []


def test_it_goes_on_after_a_restart(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "10:00")
    chat.says("补录 手机没电")
    chat.restarts()

    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")

    assert chat.says("提交").text.startswith("已提交")
