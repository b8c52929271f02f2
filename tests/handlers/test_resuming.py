"""Going on with a draft that was left: which one, where, and what binds to it."""

from datetime import timedelta

import pytest

from domain.visits import VisitState
from tests.chat import STORE, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_binding import NEXT_DOOR
from tests.handlers.test_next_morning import half_done, said_to, until
from tests.handlers.test_visit import RIVAL, THREE


def test_several_leftovers_have_buttons_with_their_store(chat: Chat) -> None:
    half_done(chat)
    chat.at(NEXT_DOOR)

    heard = until(chat, 1, "08:31")

    text = said_to(chat, heard, chat.who)[0]
    assert "昨天 湖畔生活超市 还差竞品价格" in text
    assert "昨天 晨光便利店 还差门头全景、主推品货架、主推品库存、竞品价格" in text
    ways = [
        f"{verb} {store}"
        for store in ("湖畔生活超市", "晨光便利店")
        for verb in ("继续", "补录", "放弃")
    ]
    assert heard.buttons == [*ways, "稍后30分钟"]


@pytest.mark.parametrize("words", ["继续", "接着做", "继续昨天的", "我接着来", "湖畔生活超市继续"])
def test_going_on_is_typed_in_many_ways(chat: Chat, words: str) -> None:
    half_done(chat)
    until(chat, 1, "10:00")

    heard = chat.says(words)

    assert "接着做湖畔生活超市" in heard.text


def test_going_on_without_a_name_asks_which_of_two(chat: Chat) -> None:
    half_done(chat)
    chat.at(NEXT_DOOR)
    until(chat, 1, "10:00")

    asked = chat.says("接着做吧")
    heard = chat.taps("继续 湖畔生活超市")

    assert "继续哪一家" in asked.text
    assert "接着做湖畔生活超市" in heard.text


def test_a_button_of_the_morning_is_over_when_the_visit_is(chat: Chat) -> None:
    half_done(chat)
    until(chat, 1, "08:31")
    card = chat.history[-1]
    chat.taps("放弃并说明")
    chat.taps("店家关门")

    heard = [chat.presses(token) for label, token in card.buttons if label != "稍后30分钟"]

    assert all("已过期" in h.text for h in heard)
    assert [v.state for v in chat.visits()] == [VisitState.ABANDONED]


def test_a_photo_delivered_fifty_minutes_late_and_backwards_finds_its_store(chat: Chat) -> None:
    chat.at()
    first = chat.clock.now() + timedelta(minutes=2)
    chat.waits(minutes=30)
    chat.at(NEXT_DOOR)
    chat.sends(storefront("二店"), shelf("二店货架"))
    chat.waits(minutes=22)

    chat.sends(shelf("一店货架"), sent_at=first + timedelta(minutes=1))
    chat.sends(storefront("一店"), sent_at=first)

    shown = {
        v.store_code: sorted(i.slot for i in v.items.values() if i.photo) for v in chat.visits()
    }
    assert shown == {"SZ101": ["shelf", "storefront"], "SZ102": ["shelf", "storefront"]}


def test_another_store_in_between_is_closed_and_the_first_goes_on(chat: Chat) -> None:
    half_done(chat, 0)
    chat.waits(minutes=20)
    chat.at(NEXT_DOOR)
    chat.sends(storefront("二店"), shelf("二店货架"))
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "16.50"))
    chat.taps("确认")
    second = chat.says("提交")
    chat.waits(minutes=20)

    back = chat.at(STORE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    first = chat.says("提交")

    assert second.text.startswith("已提交 晨光便利店")
    assert "湖畔生活超市" in back.text
    assert "☑①门头全景" in back.text
    assert first.text.startswith("已提交 湖畔生活超市")
    assert "今天已完成2/3,下一家 邻里鲜生" in first.text
