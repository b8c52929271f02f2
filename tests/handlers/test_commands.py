"""Commands of a menu are the words that they stand for."""

import re

import pytest

from handlers.commands import COMMANDS, named, spelled_out
from tests.chat import MANAGER, Chat


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/plan", "今天跑哪几家"),
        ("/HELP", "帮助"),
        ("/radar@bihuan_bot", "雷达图"),
        ("/radar 河东线", "雷达图 河东线"),
        ("/帮助", "/帮助"),
        ("/nothing", "/nothing"),
        ("帮助", "帮助"),
        ("1/2", "1/2"),
    ],
)
def test_a_command_is_spelled_out_and_all_else_stays(typed: str, words: str) -> None:
    assert spelled_out(typed) == words


def test_names_are_what_telegram_takes() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", command.name) for command in COMMANDS)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert named("plan") is not None
    assert named("nothing") is None


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.name != "account"], ids=lambda c: c.name
)
def test_every_command_is_understood(chat: Chat, command: object) -> None:
    chat.at()
    name = getattr(command, "name", "")
    chat.who = MANAGER if name in {"radar", "review"} else chat.who

    heard = chat.says(f"/{name}")

    assert len(heard) == 1
    assert "没听懂" not in heard.text


def test_a_sticker_is_answered_with_what_works(chat: Chat) -> None:
    heard = chat._arrives("other", {"what": "贴纸"})

    assert "贴纸我用不上" in heard.text


def test_during_a_visit_a_film_changes_nothing_and_the_step_is_asked_again(chat: Chat) -> None:
    chat.at()

    heard = chat._arrives("other", {"what": "视频"})

    assert "视频在拜访里用不上" in heard.text
    assert "①门头全景" in heard.text


def test_who_merely_opens_the_chat_is_left_in_peace(chat: Chat) -> None:
    heard = chat._arrives("enter", {})

    assert len(heard) == 0
