"""Words for the newest card's buttons, and questions for what is never on a card."""

import pytest

from domain.understanding import Intent
from tests.chat import REP, Chat
from tests.handlers.asking import KEY_REP, SOY, asks
from tests.handlers.test_quoting import ask_card


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("有用", "餐饮生抽10L"),
        ("没用", "餐饮生抽10L"),
        ("图片版", "单价 61.50元/桶"),
        ("整张卡", "餐饮生抽10L · 渔歌餐饮管理 方建平"),
        ("数字出处", "61.50"),
        ("申请特价", "想申请多少"),
    ],
)
def test_a_typed_label_means_the_newest_card_whatever_came_between(
    chat: Chat, label: str, answer: str
) -> None:
    ask_card(chat)
    for _ in range(12):
        chat.says("进度", who=KEY_REP)

    heard = chat.says(label, who=KEY_REP)

    assert answer in heard.text


def test_a_card_of_nobody_has_no_special_price(chat: Chat) -> None:
    asks(chat, Intent.QUOTE, product=SOY)
    chat.taps("只看目录价", who=KEY_REP)

    assert "想申请多少" not in chat.says("申请特价", who=KEY_REP).text


@pytest.mark.parametrize(
    "words", ["餐饮生抽10L成本多少", "毛利多少", "这单能赚多少", "餐饮生抽10L底价"]
)
def test_cost_and_margin_are_not_told_here(chat: Chat, words: str) -> None:
    heard = chat.says(words, who=KEY_REP)

    assert heard.text.startswith("成本和毛利不在这里给。")
    assert len(heard.text.splitlines()) == 1


def test_a_visits_figures_are_no_question_for_the_cost(chat: Chat) -> None:
    chat.at()

    assert "成本和毛利" not in chat.says("00127 进价 15.9", who=REP).text
