"""「不是12箱是21箱」: the old count says which product is meant."""

from tests.chat import Chat
from tests.handlers.test_edits import counts


def test_what_stands_at_the_old_count_is_corrected(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱,127 6箱")

    chat.says("不是12箱是21箱")

    assert counts(chat) == {"00516": 21, "00127": 6}


def test_a_count_that_nothing_stands_at_changes_nothing(chat: Chat) -> None:
    chat.at()
    chat.says("516 6箱")

    heard = chat.says("不是12箱是21箱")

    assert "没有产品记的是12箱" in heard.text
    assert counts(chat) == {"00516": 6}


def test_of_several_with_the_old_count_one_is_tapped(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱,127 12箱")

    asked = chat.says("不是12箱是21箱")
    chat.taps("00127")

    assert len(asked.buttons) == 2
    assert counts(chat) == {"00516": 12, "00127": 21}
