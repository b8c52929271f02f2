"""Boards: words about them, when they are renewed, what is worth a push."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.board_words import Wanted, wish
from domain.boards import EVERY, LIMITS, Board, Choice, following, reached, ticks

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "what", "every"),
    [
        ("看板", Wanted.OPEN, None),
        ("帮我打开今天的实时看板", Wanted.OPEN, None),
        ("看一下实时数据", Wanted.OPEN, None),
        ("看板每15分钟刷新", Wanted.OPEN, 15),
        ("设置每15分钟自动刷新", Wanted.OPEN, 15),
        ("看板改成每隔三十分钟更新一次", Wanted.OPEN, 30),
        ("每一刻钟刷新一次看板", Wanted.OPEN, 15),
        ("看板半小时刷一次", Wanted.OPEN, 30),
        ("看板每小时更新", Wanted.OPEN, 60),
        ("看板每两个小时刷新", Wanted.OPEN, 120),
        ("关闭看板", Wanted.CLOSE, None),
        ("别再刷新看板了", Wanted.CLOSE, None),
        ("看板 每天", Wanted.DAILY, None),
        ("每个工作日早上自动发看板", Wanted.DAILY, None),
        ("看板不用每天发了", Wanted.NOT_DAILY, None),
        ("看板提醒", Wanted.LIMITS, None),
        ("看板提醒 闭环率 80", Wanted.LIMITS, None),
        ("闭环率低于50%提醒我", Wanted.LIMITS, None),
    ],
)
def test_what_people_say_about_their_board(text: str, what: Wanted, every: int | None) -> None:
    found = wish(text)

    assert found is not None
    assert (found.what, found.every) == (what, every)


@pytest.mark.parametrize(
    ("text", "metric", "limit"),
    [
        ("看板提醒 价差异常 5", "alarms", 5),
        ("看板待复核超过二十条通知我", "pending", 20),
        ("看板提醒 SKU漏 关", "sku_missing", 0),
    ],
)
def test_a_limit_is_of_one_number(text: str, metric: str, limit: int) -> None:
    found = wish(text)

    assert found is not None
    assert (found.what, found.metric, found.limit) == (Wanted.LIMIT, metric, limit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "每15分钟",
        "238 12箱",
        "看下应急预案的看板",
        "契约看板",
        "看板提醒张三补照片",
        "看板" * 30,
        "刷新一下",
    ],
)
def test_other_words_are_left_to_others(text: str) -> None:
    assert wish(text) is None


def test_what_is_kept_comes_back() -> None:
    choice = Choice(every=30, daily=True, limits={**LIMITS, "alarms": 5})
    board = Board(day=MONDAY, number=2, every=30, open=False, told=("alarms",))

    assert Choice.read(choice.kept()) == choice
    assert Choice.read("") == Choice(every=EVERY, daily=False, limits=LIMITS)
    assert Board.read(board.kept()) == board
    assert Board.read("") is None


def test_asking_again_is_another_message_that_remembers_what_was_told() -> None:
    first = following(None, MONDAY, 15)
    told = Board(day=MONDAY, told=("alarms",), open=False)

    second, tomorrow = following(told, MONDAY, 30), following(told, MONDAY + timedelta(days=1), 15)

    assert first == Board(day=MONDAY)
    assert (second.number, second.every, second.open, second.told) == (2, 30, True, ("alarms",))
    assert (tomorrow.number, tomorrow.told) == (1, ())
    assert len({first.name, second.name, tomorrow.name}) == 3
    assert first.key(NOON) != second.key(NOON)


def test_it_is_renewed_until_the_hours_end() -> None:
    found = list(ticks(NOON, NOON + timedelta(hours=1), 20))

    assert found == [NOON + timedelta(minutes=20), NOON + timedelta(minutes=40)]


def test_a_limit_is_reached_once_a_day() -> None:
    limits = {"alarms": 3, "pending": 10, "blurry": 0}

    assert reached({"alarms": 3, "pending": 9, "blurry": 50}, limits, ()) == ["alarms"]
    assert reached({"alarms": 4}, limits, ("alarms",)) == []
