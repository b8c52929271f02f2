"""A choice that is open: tapped, typed by a part of its name or its place, and good once."""

import pytest

from tests.chat import MANAGER, Chat
from tests.handlers.asking import KEY_REP


@pytest.mark.parametrize("words", ["渔歌", "渔歌餐饮管理", "第一个", "第1个"])
def test_an_option_may_be_typed_by_its_name_or_its_place(chat: Chat, words: str) -> None:
    chat.says("查一下餐饮生抽10L给方总的报价", who=MANAGER)

    told = chat.says(words, who=MANAGER)

    assert told.text.startswith("餐饮生抽10L · 渔歌餐饮管理 方建平")


def test_words_that_name_no_option_are_read_anew(chat: Chat) -> None:
    chat.says("查一下餐饮生抽10L给方总的报价", who=MANAGER)

    told = chat.says("减盐老抽多少钱", who=MANAGER)

    assert told.text.startswith("减盐老抽500ml")


def test_a_choice_that_was_made_is_made_once(chat: Chat) -> None:
    asked = chat.says("查一下餐饮生抽10L给方总的报价", who=MANAGER)
    first, second = (token for _, token in asked.parcels[-1].buttons[:2])
    chat.presses(first, who=MANAGER)

    again = chat.presses(first, who=MANAGER)
    other = chat.presses(second, who=MANAGER)

    assert again.text.startswith("这个问题已经选过了。")
    assert other.text.startswith("这个问题已经选过了。")


def test_what_was_told_is_kept_while_the_product_is_still_asked(chat: Chat) -> None:
    told = chat.says("渔歌餐饮方总上周说要换供应商,另外生抽多少钱", who=KEY_REP)
    answered = chat.says("2", who=KEY_REP)

    texts = [p.text for p in told.parcels]
    assert texts[0].startswith("已记: 渔歌餐饮管理 方建平")
    assert texts[1] == "「生抽」有2款,要哪一款?"
    assert [p.text.split("(")[0] for p in answered.parcels] == ["餐饮生抽10L · 渔歌餐饮管理 方建平"]


def test_two_wishes_of_different_flows_are_both_answered(chat: Chat) -> None:
    heard = chat.says("减盐老抽多少钱,另外看看今天跑哪几家", who=KEY_REP)

    texts = [p.text for p in heard.parcels]
    assert any(text.startswith("减盐老抽500ml") for text in texts)
    assert any("今天(" in text for text in texts)


def test_somebody_elses_plan_is_not_taken_for_ones_own(chat: Chat) -> None:
    assert "今天(" not in chat.says("白一鸣今天跑了几家店", who=MANAGER).text


@pytest.mark.parametrize("words", ["2380还有多少货", "查下02380的价"])
def test_an_unknown_code_is_never_the_product_talked_about_before(chat: Chat, words: str) -> None:
    chat.says("减盐老抽多少钱")

    assert chat.says(words).text.startswith("没找到「")
