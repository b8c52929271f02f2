"""What waits for a manager: his card, his queue, and what comes of his decision."""

import pytest

from domain.evidence import Cause, Item, ItemState
from domain.figures.tallying import tally
from domain.visits import VisitState
from tests.chat import MANAGER, OTHER_REP, STORE, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL, THREE
from tests.handlers.test_way_out import blurred

DIRECTOR, OTHER_MANAGER = "陆景行", "程子墨"


def explain_front(chat: Chat) -> None:
    """A storefront that can't be made sharp, with the reason for it."""
    chat.at()
    for number in range(3):
        chat.sends(blurred(number))
    chat.says("逆光,玻璃反光")


def finish(chat: Chat) -> None:
    chat.sends(shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    chat.says("提交")


def front(chat: Chat) -> Item:
    return [i for i in chat.visits()[0].items.values() if i.slot == "storefront"][-1]


def on_time(chat: Chat) -> int:
    settings = chat.on_database(lambda work: work.rules.settings())
    return sum(tally(visit, settings).on_time for visit in chat.visits())


def audit(chat: Chat, what: str) -> int:
    query = "select count(*) from audit where what = ?"
    found = chat.app.core.call(lambda c: c.exec_driver_sql(query, (what,)).scalar_one())
    return int(found.result())


def test_who_is_asked_gets_a_card_with_the_picture_the_reason_and_three_buttons(chat: Chat) -> None:
    chat.at()
    for number in range(3):
        chat.sends(blurred(number))

    heard = chat.says("逆光,玻璃反光").to(chat.person_id(MANAGER))

    assert heard.text.startswith("待复核:叶小满 湖畔生活超市\n①门头全景 11-23 10:02")
    assert "拍不了(逆光,玻璃反光)" in heard.text
    assert "清晰度3分" in heard.text
    assert heard.buttons == ["通过", "退回", "标记"]
    assert chat.app.blobs.path(heard.parcels[0].image).exists()
    assert len(heard) == 1


def test_an_approved_item_counts_but_never_as_a_sharp_picture(chat: Chat) -> None:
    explain_front(chat)
    finish(chat)
    before = on_time(chat)

    heard = chat.taps("通过", who=MANAGER)

    item = front(chat)
    assert heard.text.startswith("已通过:叶小满 湖畔生活超市 ①门头全景")
    assert "这次拜访已闭环" in heard.to(chat.person_id(chat.who)).text
    assert (item.state, item.cause) == (ItemState.WARNED, Cause.CANNOT)
    assert (before, on_time(chat)) == (0, 1)
    assert audit(chat, "review_approved") == 1


def test_a_second_tap_says_when_it_was_done(chat: Chat) -> None:
    explain_front(chat)
    chat.taps("通过", who=MANAGER)

    again = chat.taps("通过", who=MANAGER)
    too_late = chat.taps("退回", who=MANAGER)

    assert "已通过(10:02)" in again.text
    assert "已通过(10:02)" in too_late.text
    assert audit(chat, "review_approved") == 1


def test_who_decides_second_is_told_who_was_first(chat: Chat) -> None:
    explain_front(chat)
    chat.says("待复核", who=DIRECTOR)
    chat.taps("通过", who=DIRECTOR)
    chat.history = chat.history[:-3]

    heard = chat.taps("通过", who=MANAGER)

    assert "这一条陆景行已通过(10:02)" in heard.text


def test_typed_agreement_shows_the_card_again(chat: Chat) -> None:
    explain_front(chat)

    heard = chat.says("通过", who=MANAGER)

    assert "打字不算" in heard.text
    assert heard.buttons == ["通过", "退回", "标记"]
    assert front(chat).state is ItemState.PENDING


@pytest.mark.parametrize("who", ["叶小满", OTHER_REP, OTHER_MANAGER])
def test_a_card_is_no_one_elses(chat: Chat, who: str) -> None:
    explain_front(chat)

    chat.taps("通过", who=who)

    assert front(chat).state is ItemState.PENDING


def test_what_is_given_back_in_a_draft_is_asked_of_the_rep_again(chat: Chat) -> None:
    explain_front(chat)
    asked = chat.taps("退回", who=MANAGER)

    heard = chat.taps("不是这家店", who=MANAGER)
    new = chat.sends(storefront())

    told = heard.to(chat.person_id(chat.who))
    assert asked.buttons == ["重拍", "不清楚", "不是这家店"]
    assert "苏婉清退回了湖畔生活超市 ①门头全景:不是这家店" in told.text
    assert told.buttons == ["继续"]
    assert "①门头全景已收" in new.text


def test_a_submitted_visit_is_opened_again_at_that_one_step(chat: Chat) -> None:
    explain_front(chat)
    finish(chat)
    chat.taps("退回", who=MANAGER)
    told = chat.says("招牌一个字都看不见", who=MANAGER).to(chat.person_id(chat.who))

    chat.waits(hours=2)
    go_on = chat.taps("继续")
    chat.at()
    chat.sends(storefront())
    done = chat.says("提交")

    visit = chat.visits()[0]
    assert "招牌一个字都看不见" in told.text
    assert "重新打开" in told.text
    assert "门头全景" in go_on.text
    assert done.text.startswith("已提交")
    assert visit.state is VisitState.SUBMITTED
    assert visit.reopened == "storefront"
    prices = chat.on_database(
        lambda w: w.connection.exec_driver_sql(
            "select count(*) from competitor_price where id like 'visit:%'"
        ).scalar()
    )
    assert prices == 1
    assert on_time(chat) == 1


def test_a_visit_that_was_opened_again_expires_three_days_after_that(chat: Chat) -> None:
    explain_front(chat)
    finish(chat)
    chat.waits(days=2)
    chat.taps("退回", who=MANAGER)
    chat.taps("重拍", who=MANAGER)

    chat.waits(days=2)
    still = chat.visits()[0].state
    heard = chat.waits(days=2)

    assert still is VisitState.DRAFT
    assert chat.visits()[0].state is VisitState.EXPIRED
    assert any("已过期" in p.text for p in heard.to(chat.person_id(chat.who)).parcels)


def test_a_second_opening_is_not_ended_by_the_timer_of_the_first(chat: Chat) -> None:
    explain_front(chat)
    finish(chat)
    chat.taps("退回", who=MANAGER)
    chat.taps("重拍", who=MANAGER)
    chat.waits(days=2)
    chat.at()
    for number in range(3, 6):
        chat.sends(blurred(number))
    chat.says("还是逆光")
    chat.says("提交")
    chat.taps("退回", who=MANAGER)
    chat.taps("不清楚", who=MANAGER)

    chat.waits(days=2)

    assert chat.visits()[0].state is VisitState.DRAFT


def test_a_price_that_is_given_back_leaves_the_price_records(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag("", "", score=3, reasons=("blurred",)))
    chat.says("14.5")
    chat.taps(RIVAL)
    chat.taps("确认")
    chat.says("提交")

    heard = chat.says("待复核", who=MANAGER)
    chat.taps("退回", who=MANAGER)
    chat.taps("重拍", who=MANAGER)

    assert "照片上看不清,价格是手输的" in heard.text
    assert chat.visits()[0].reopened == "price"
    gone = chat.on_database(
        lambda w: w.connection.exec_driver_sql(
            "select count(*) from competitor_price where id like 'visit:%'"
        ).scalar()
    )
    assert gone == 0


def test_cards_work_after_a_kill(chat: Chat) -> None:
    explain_front(chat)

    chat.restarts()
    chat.taps("退回", who=MANAGER)
    chat.restarts()
    chat.says("看不到店名", who=MANAGER)

    assert (front(chat).state, front(chat).cause) == (ItemState.REFUSED, Cause.RETURNED)


def test_what_was_taken_back_needs_no_decision_any_more(chat: Chat) -> None:
    explain_front(chat)
    chat.says("放弃 店家关门")

    heard = chat.taps("通过", who=MANAGER)

    assert "已经不用看了" in heard.text
    assert chat.says("待复核", who=MANAGER).text == "没有待复核的。"


def test_a_picture_like_an_earlier_one_is_shown_beside_it(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    chat.says("提交")
    chat.waits(days=1)
    chat.at(STORE)
    chat.sends(storefront())

    heard = chat.sends(storefront()).to(chat.person_id(MANAGER))

    assert "疑似与以前拜访的照片相同" in heard.text
    assert "左边是以前的" in heard.text


def test_what_one_line_made_up_is_decided_at_once(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.waits(hours=3)
    chat.says("补录 手机没电")

    card = chat.says(THREE).to(chat.person_id(MANAGER))
    chat.taps("通过", who=MANAGER)

    assert "补录,当时不在店里(手机没电)" in card.text
    assert all(i.state is ItemState.ACCEPTED for i in chat.visits()[0].in_slot("stock"))


def test_a_location_that_is_owed_may_be_asked_for_after_all(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    chat.waits(hours=3)
    chat.says("补录 忘了提交")
    chat.says("提交")

    chat.taps("退回", who=MANAGER)
    told = chat.taps("到店再定位", who=MANAGER).to(chat.person_id(chat.who))
    early = chat.says("提交")
    chat.at()
    late = chat.says("提交")

    assert "到店发送位置就行" in told.text
    assert not early.text.startswith("已提交")
    assert late.text.startswith("已提交")
