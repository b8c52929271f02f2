"""「老抽6箱」 while stock is counted."""

from tests.chat import Chat


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
