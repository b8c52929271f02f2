"""Own words that other conversations answer; buttons out of date; a reader that is not there."""

import pytest

from domain.understanding import Intent
from tests.chat import MANAGER, REP, STORE, Chat
from tests.handlers.asking import KEY_REP, SOY, asks


def test_a_visit_is_started_in_own_words(chat: Chat) -> None:
    words = "湖畔生活超市那边我现在开工"

    heard = asks(chat, Intent.VISIT_START, store="SZ101", who=REP, text=words)

    assert heard.text.startswith("好,开始湖畔生活超市。")


def test_a_visit_is_started_nowhere_unasked(chat: Chat) -> None:
    asks(chat, Intent.VISIT_START, who=REP, text="我现在开工")

    assert chat.visits() == []


def test_a_visit_goes_on_in_own_words(chat: Chat) -> None:
    chat.at(STORE)

    assert "门头全景" in chat.says("刚才那个拜访我们接着往下弄").text


def test_the_day_is_shown_in_own_words(chat: Chat) -> None:
    assert chat.says("我今天要去拜访的门店有哪些呀").text.startswith("今天(11-23)跑3家")


def test_a_district_is_shown_in_own_words(chat: Chat) -> None:
    heard = chat.says("给我看一下苏州园区片区拜访完整率的情况", who=MANAGER)

    assert heard.text == "2025-11-23~2026-11-23 截至10:02 苏州园区片区\n过程完整率 缺数据"


def test_what_is_told_beside_a_question_is_noted_too(chat: Chat) -> None:
    heard = asks(chat, Intent.QUOTE, product=SOY, customer="C102", note="高店长说要换供应商")

    assert [p.text.split("(")[0] for p in heard.parcels] == [
        "已记: 小巷里连锁面馆 · 意向更换供应商",
        "餐饮生抽10L · 小巷里连锁面馆 高敏",
    ]


def test_what_was_forgotten_is_not_forgotten_twice(chat: Chat) -> None:
    chat.who = KEY_REP
    chat.taps(chat.says("查一下B0830的报价").buttons[0])
    chat.says("别名", who=MANAGER)
    chat.taps("忘掉「B0830」", who=MANAGER)

    again = chat.taps("不要记「B0830」")

    assert "不再当作别名" not in again.text


def test_without_a_reader_nobody_is_left_without_an_answer(chat: Chat) -> None:
    payload = {"text": "减盐老抽多少钱", "at": chat.clock.now().isoformat()}
    body = {"kind": "understand", "code": "killed", "payload": payload}

    heard = chat._arrives("failed", body)

    assert heard.text == "这句我还没听懂。发「帮助」看我能做什么。"


def test_without_a_reader_a_visit_says_what_it_waits_for(chat: Chat) -> None:
    chat.at()

    heard = chat._arrives(
        "failed", {"kind": "understand", "code": "killed", "payload": {"text": "啊"}}
    )

    assert heard.text.endswith("请拍一张门头全景,招牌要看得清。")


@pytest.mark.parametrize("text", [" ", "\u200b"])
def test_words_that_are_none_are_not_read(chat: Chat, text: str) -> None:
    assert chat.says(text).text in {"", "这句我还没听懂。发「帮助」看我能做什么。"}
