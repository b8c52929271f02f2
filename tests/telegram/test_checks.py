"""``doctor`` says what is wrong with the bot, and what mends it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.checks import checks
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.telegram.schema import RefusedError
from tests.peers.telegram.server import TelegramServer

HOOK = "https://bot.example/telegram/webhook"
OTHER = "https://other.example/hook"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    server = await TelegramServer(FakeClock(START)).start()
    yield server
    await server.stop()


async def found(server: TelegramServer, **env: str) -> dict[str, tuple[str, str]]:
    seen = await checks({**server.env, **env})
    assert not any("test-token" in check.check + check.fix for check in seen)
    return {check.check: (check.state, check.fix) for check in seen}


async def test_without_a_token_there_is_nothing_to_say(server: TelegramServer) -> None:
    assert await found(server, TELEGRAM_TOKEN="") == {}


async def test_a_bot_that_polls_is_in_order(server: TelegramServer) -> None:
    assert await found(server) == {
        "Telegram bot @bihuan_test_bot": ("ok", ""),
        "Telegram polling": ("ok", ""),
    }


async def test_a_refused_token_is_said_with_what_to_do(server: TelegramServer) -> None:
    server.token = "1:another"  # noqa: S105 - of nothing

    said = await found(server)

    assert said["Telegram token: refused"][0] == "wrong"
    assert "@BotFather" in said["Telegram token: refused"][1]


async def test_a_variable_that_is_wrong_is_named(server: TelegramServer) -> None:
    said = await found(server, TELEGRAM_PROXY="socks5://x")

    assert "TELEGRAM_PROXY" in said["Telegram settings"][1]


async def test_a_server_that_can_not_be_reached_is_said(server: TelegramServer) -> None:
    await server.stop()

    ((check, (state, fix)),) = (await found(server)).items()

    assert state == "wrong"
    assert check.startswith("Telegram can't be reached: ")
    assert "TELEGRAM_PROXY" in fix


@pytest.mark.parametrize(
    ("set_to", "wanted", "check", "state"),
    [
        ("", HOOK, "Telegram webhook: not set to this bot", "missing"),
        (OTHER, HOOK, "Telegram webhook: not set to this bot", "wrong"),
        (HOOK, HOOK, "Telegram webhook", "ok"),
        (OTHER, "", "Telegram polling: a webhook takes the messages", "wrong"),
    ],
    ids=["not yet", "elsewhere", "here", "beside polling"],
)
async def test_where_messages_go_is_held_against_where_they_should(
    server: TelegramServer, set_to: str, wanted: str, check: str, state: str
) -> None:
    server.updates.point({"url": set_to})

    said = await found(server, TELEGRAM_WEBHOOK_URL=wanted)

    assert said[check][0] == state


async def test_failed_deliveries_and_a_long_queue_are_said(server: TelegramServer) -> None:
    server.updates.point({"url": HOOK})
    server.updates.last_error = "Wrong response from the webhook: 502 Bad Gateway"
    for number in range(150):
        server.user(7001).says(f"{number}")

    said = await found(server, TELEGRAM_WEBHOOK_URL=HOOK)

    assert (
        "Telegram webhook: last delivery failed: Wrong response from the webhook: 502 Bad Gateway"
        in said
    )
    assert said["Telegram: 150 messages wait"][0] == "wrong"


async def test_trouble_with_the_server_is_no_crash(server: TelegramServer) -> None:
    server.trouble = [RefusedError(500, "Internal Server Error")]

    assert [state for state, _ in (await found(server)).values()] == ["wrong"]
