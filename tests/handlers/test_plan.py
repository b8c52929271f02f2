"""The plan of the day, when a store is visited twice."""

from tests.chat import Chat
from tests.handlers.test_visit import close_visit


def test_visiting_once_more_does_not_undo_the_stop(chat: Chat) -> None:
    close_visit(chat)
    done = chat.says("今天跑哪几家").text
    chat.at()
    chat.taps("再开一次拜访")

    again = chat.says("今天跑哪几家").text

    assert "已完成 1/" in done
    assert "已完成 1/" in again


def test_the_stores_of_the_plan_can_be_tapped_one_after_another(chat: Chat) -> None:
    (card,) = chat.says("今天跑哪几家").parcels

    assert card.buttons
    assert all(token in card.lasting for _, token in card.buttons)


def test_a_new_location_can_be_asked_for_again_and_again_but_a_store_is_chosen_once(
    chat: Chat,
) -> None:
    chat.says("到店 湖畔生活超市")

    card = chat.at((31.33, 120.66)).parcels[-1]

    assert [label for label, token in card.buttons if token in card.lasting] == ["重新定位"]
    assert len(card.buttons) > 1
