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
