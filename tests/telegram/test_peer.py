"""The test server refuses what Telegram would, so that what passes here passes there."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.seconds import Seconds
from tests.peers.telegram.server import TOKEN, TelegramServer

REP = {"chat_id": "7001"}
PRESS = [[{"text": "确认", "callback_data": "1-0"}]]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    server = await TelegramServer(FakeClock(START), seconds=Seconds()).start()
    server.user(7001, "叶小满")
    yield server
    await server.stop()


async def ask(server: TelegramServer, method: str, token: str = TOKEN, **form: str) -> Any:
    """A request as a form, as the bot's library sends it."""
    async with (
        ClientSession() as client,
        client.post(f"{server.url}/bot{token}/{method}", data=form) as answer,
    ):
        return await answer.json()


def keyboard(rows: Any) -> str:
    return json.dumps({"inline_keyboard": rows})


WRONG: dict[str, tuple[str, dict[str, str], str]] = {
    "unknown method": ("sendTelepathy", {}, "Not Found"),
    "nothing to say": ("sendMessage", REP, "can't parse sendMessage"),
    "unknown parameter": ("sendMessage", {**REP, "text": "x", "colour": "red"}, "colour"),
    "unknown field inside": (
        "sendMessage",
        {**REP, "text": "x", "link_preview_options": '{"is_disabled": true, "colour": 1}'},
        "colour",
    ),
    "no number": ("getUpdates", {"offset": "yesterday"}, "can't parse getUpdates"),
    "no JSON": ("sendMessage", {**REP, "text": "x", "reply_markup": "{"}, "can't parse"),
    "empty text": ("sendMessage", {**REP, "text": " "}, "message text is empty"),
    "long text": ("sendMessage", {**REP, "text": "长" * 4097}, "message is too long"),
    "long text of emoji": ("sendMessage", {**REP, "text": "😀" * 2049}, "message is too long"),
    "stranger": ("sendMessage", {"chat_id": "7999", "text": "x"}, "chat not found"),
    "long data": (
        "sendMessage",
        {
            **REP,
            "text": "x",
            "reply_markup": keyboard([[{"text": "a", "callback_data": "键" * 22}]]),
        },
        "BUTTON_DATA_INVALID",
    ),
    "no label": (
        "sendMessage",
        {**REP, "text": "x", "reply_markup": keyboard([[{"text": "", "callback_data": "1"}]])},
        "can't parse",
    ),
    "answers nothing": (
        "sendMessage",
        {**REP, "text": "x", "reply_parameters": '{"message_id": 99}'},
        "message to be replied not found",
    ),
    "no such query": ("answerCallbackQuery", {"callback_query_id": "12"}, "query is too old"),
    "no such file": ("getFile", {"file_id": "12"}, "wrong file_id"),
    "no such action": ("sendChatAction", {**REP, "action": "juggling"}, "wrong parameter action"),
    "Chinese command": (
        "setMyCommands",
        {"commands": '[{"command": "帮助", "description": "帮助"}]'},
        "BOT_COMMAND_INVALID",
    ),
    "plain webhook": ("setWebhook", {"url": "http://bot.example"}, "HTTPS URL must be provided"),
}


@pytest.mark.parametrize("case", WRONG)
async def test_what_telegram_refuses_is_refused(server: TelegramServer, case: str) -> None:
    method, form, words = WRONG[case]

    answer = await ask(server, method, **form)

    assert answer["ok"] is False
    assert answer["error_code"] in {400, 404}
    assert words in answer["description"]


async def test_a_wrong_token_is_refused(server: TelegramServer) -> None:
    assert (await ask(server, "getMe", token="1:x"))["error_code"] == 401  # noqa: S106 - of nothing


async def test_what_looks_like_a_number_stays_what_it_is(server: TelegramServer) -> None:
    await ask(server, "sendMessage", **REP, text="12.80")
    await ask(server, "sendMessage", **REP, text="true")

    assert [shown.text for shown in server.user(7001).seen] == ["12.80", "true"]


async def test_an_edit_that_changes_nothing_is_refused(server: TelegramServer) -> None:
    sent = await ask(server, "sendMessage", **REP, text="?", reply_markup=keyboard(PRESS))
    number = str(sent["result"]["message_id"])

    answer = await ask(
        server, "editMessageReplyMarkup", **REP, message_id=number, reply_markup=keyboard(PRESS)
    )

    assert "message is not modified" in answer["description"]


async def test_too_fast_is_refused_with_how_long_to_wait(server: TelegramServer) -> None:
    server.rates.on = True
    await ask(server, "sendMessage", **REP, text="1")

    answer = await ask(server, "sendMessage", **REP, text="2")

    assert answer["error_code"] == 429
    assert answer["parameters"] == {"retry_after": 1}


async def test_who_blocked_the_bot_is_not_written_to(server: TelegramServer) -> None:
    server.user(7001).blocks()

    answer = await ask(server, "sendMessage", **REP, text="在吗")

    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: bot was blocked by the user",
    )


async def test_updates_stay_until_they_are_confirmed(server: TelegramServer) -> None:
    server.user(7001).says("一")
    server.user(7001).says("二")

    first = (await ask(server, "getUpdates"))["result"]
    again = (await ask(server, "getUpdates"))["result"]
    rest = (await ask(server, "getUpdates", offset=str(first[0]["update_id"] + 1)))["result"]

    assert [u["message"]["text"] for u in first] == ["一", "二"]
    assert again == first
    assert [u["message"]["text"] for u in rest] == ["二"]


@pytest.mark.parametrize(("seconds", "left"), [(150, 1), (151, 0)])
async def test_a_press_that_nobody_asks_for_is_forgotten(
    server: TelegramServer, seconds: int, left: int
) -> None:
    sent = await ask(server, "sendMessage", **REP, text="?", reply_markup=keyboard(PRESS))
    rep = server.user(7001)
    rep.presses(rep.last, "1-0")
    assert sent["ok"]
    server.clock.tick(seconds=seconds)  # type: ignore[attr-defined]

    got = await ask(server, "getUpdates")

    assert len(got["result"]) == left


async def test_what_was_not_asked_for_is_not_delivered(server: TelegramServer) -> None:
    shared = server.user(7001).shares(31.3, 120.6, live=True)
    server.user(7001).moves(shared, 31.4, 120.6)

    got = await ask(server, "getUpdates", allowed_updates='["edited_message"]')

    assert [sorted(update) for update in got["result"]] == [["edited_message", "update_id"]]


async def test_one_gets_updates_either_way_not_both(server: TelegramServer) -> None:
    await ask(server, "setWebhook", url="https://bot.example/hook")

    answer = await ask(server, "getUpdates")

    assert answer["error_code"] == 409


def test_an_update_of_an_unknown_shape_is_a_mistake_of_the_test(server: TelegramServer) -> None:
    with pytest.raises(AssertionError, match="colour"):
        server.updates.push(message={**server.user(7001).says("x").told, "colour": 1})
    with pytest.raises(ValueError, match="date"):
        server.updates.push(message={"message_id": 1, "chat": {"id": 1, "type": "private"}})
