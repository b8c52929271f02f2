"""A manager decides about the value that was before his eyes, and about every newer one."""

from domain.evidence import Cause, Item, ItemState
from tests.chat import MANAGER, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL, THREE


def priced(chat: Chat, **more: object) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80", **more))
    chat.taps("确认")


def price(chat: Chat) -> Item:
    return chat.visits()[0].in_slot("price")[-1]


def test_a_price_put_right_in_words_beside_a_hopeless_picture_is_reviewed_too(chat: Chat) -> None:
    priced(chat, score=5)

    chat.says("价格改成13.1")

    assert (price(chat).state, price(chat).cause) == (ItemState.PENDING, Cause.UNSEEN)


def test_an_approved_value_that_changes_is_reviewed_again(chat: Chat) -> None:
    priced(chat, score=5)
    chat.says("价格改成13.1")
    chat.taps("通过", who=MANAGER)
    approved = price(chat).state
    chat.says("价格改成13.2")

    assert approved is ItemState.WARNED
    assert price(chat).state is ItemState.PENDING


def test_an_old_card_decides_nothing_about_a_newer_value(chat: Chat) -> None:
    priced(chat, score=5)
    chat.says("价格改成13.1")
    token = next(t for p in reversed(chat.history) for label, t in p.buttons if label == "通过")
    chat.says("价格改成13.2")

    heard = chat.presses(token, who=MANAGER)

    assert "内容后来改过了" in heard.text
    assert price(chat).state is ItemState.PENDING
