"""Buttons of a visit that was given up change nothing in it."""

import pytest

from tests.chat import Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL


@pytest.mark.parametrize("label", ["确认", "修改", "改为20箱", "换一下"])
def test_a_button_of_a_visit_that_ended_is_over(chat: Chat, label: str) -> None:
    chat.at()
    chat.sends(storefront(), shelf("货架", p=0.7))
    chat.says("换一下")
    guessed = chat.sends(shelf("又一张", p=0.7))
    chat.says("516 12箱")
    chat.says("516 20箱")
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.says("放弃 店家关门")
    before = chat.state()

    heard = chat.taps(label)

    assert "换一下" in guessed.buttons
    assert "已过期" in heard.text
    assert chat.state() == before
