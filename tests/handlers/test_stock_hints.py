"""「老抽6箱」 while stock is counted."""

from tests.chat import Chat
from tests.handlers.test_edits import counts


def test_a_part_of_a_name_is_asked_and_counted_by_a_tap(chat: Chat) -> None:
    chat.at()

    asked = chat.says("老抽6箱")
    counted = chat.taps("00348")

    assert asked.buttons == ["00348 减盐老抽500ml"]
    assert "00348=6箱" in counted.text


def test_outside_a_visit_nothing_is_counted(chat: Chat) -> None:
    heard = chat.says("老抽6箱")

    assert "00348 减盐老抽500ml" not in heard.buttons
    assert not chat.visits()


def test_a_part_of_a_name_that_is_out_of_stock_is_counted_as_none(chat: Chat) -> None:
    chat.at()

    asked = chat.says("老抽缺货")
    counted = chat.taps("00348")

    assert asked.buttons == ["00348 减盐老抽500ml"]
    assert "00348=0箱" in counted.text


def test_when_something_comes_is_asked_and_not_counted(chat: Chat) -> None:
    chat.at()

    chat.says("516 20箱啥时候到")

    assert not counts(chat)


def test_a_question_behind_the_counts_is_answered_as_well(chat: Chat) -> None:
    chat.at()

    heard = chat.says("516 12箱,127 6箱,S7-1500多少钱")

    assert counts(chat) == {"00516": 12, "00127": 6}
    assert "S7-1500" in heard.text
