"""The same words again, names alone, and typed numbers: nothing is written twice or for nothing."""

import pytest

from domain.memory.notes import Kind, Subject
from tests.chat import Chat
from tests.handlers.remembering import named, understood

_LAKE, _FISH = Subject(Kind.STORE, "SZ101"), Subject(Kind.CUSTOMER, "C101")
_SELLER = "穆青山"


def _notes(chat: Chat, subject: Subject) -> int:
    return chat.on_database(lambda work: len(work.memory.notes_of(subject)))


@pytest.mark.parametrize("typed", ["1", "第一个", "第1家"])
def test_the_number_of_a_choice_is_its_tap(chat: Chat, typed: str) -> None:
    chat.says("老板娘不吃辣")

    assert chat.says(typed).text == "已记: 湖畔生活超市 · 口味偏好=不辣"


def test_the_same_report_of_a_day_is_kept_once(chat: Chat) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")

    again = chat.says("湖畔生活超市老板娘爱吃辣。")

    assert again.text == "湖畔生活超市的这条已经记过了,没有再记一遍。"
    assert _notes(chat, _LAKE) == 1
    chat.clock.tick(hours=24)
    chat.says("湖畔生活超市老板娘爱吃辣")
    assert _notes(chat, _LAKE) == 2


def test_a_second_tap_on_whom_it_is_about_adds_nothing(chat: Chat) -> None:
    chat.says("老板娘不吃辣")
    chat.taps("湖畔生活超市")

    assert "已经记过了" in chat.taps("湖畔生活超市").text
    assert _notes(chat, _LAKE) == 1


@pytest.mark.parametrize("text", ["方建平", "渔歌餐饮管理", "记一下 渔歌餐饮管理"])
def test_a_name_alone_is_no_note(chat: Chat, text: str) -> None:
    chat.says(text, who=_SELLER)
    understood(chat, text, who=_SELLER, named=(named("contact", "方建平", "C101"),))

    assert _notes(chat, _FISH) == 0
