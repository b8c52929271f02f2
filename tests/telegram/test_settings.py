"""The environment, read strictly; and nothing secret is ever shown."""

import logging
from pathlib import Path

import pytest

from bot.channels.base import SendError
from bot.channels.telegram.checks import checks
from bot.channels.telegram.messenger import messenger
from bot.channels.telegram.settings import Settings
from storage.blobs import Blobs
from tests.chat import START
from tests.fakes import CountingIds, FakeClock
from tests.peers.telegram.server import TOKEN
from tests.telegram.conftest import Line
from tests.telegram.office import parcel

GOOD = {"TELEGRAM_TOKEN": TOKEN}


def test_a_token_is_enough() -> None:
    settings = Settings.of({"TELEGRAM_TOKEN": f" {TOKEN}\n"})

    assert (settings.token, settings.bot_id) == (TOKEN, 424242)
    assert (settings.api, settings.webhook, settings.proxy) == ("https://api.telegram.org", "", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", ""),
        ("TELEGRAM_TOKEN", "hello"),
        ("TELEGRAM_TOKEN", "12:34/../56"),
        ("TELEGRAM_WEBHOOK_SECRET", "with spaces"),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 257),
        ("TELEGRAM_WEBHOOK_URL", "http://bot.example"),
        ("TELEGRAM_WEBHOOK_URL", "bot.example"),
        ("TELEGRAM_WEBHOOK_URL", "https://bot.example:9000"),
        ("TELEGRAM_WEBHOOK_URL", "https://bot.example/x?y=1"),
        ("TELEGRAM_WEBHOOK_URL", "https://bot.example/#x"),
        ("TELEGRAM_WEBHOOK_URL", "https://[::1"),
        ("TELEGRAM_API", "api.telegram.org"),
        ("TELEGRAM_API", "https://host:abc"),
        ("TELEGRAM_API", "https://host/?x"),
        ("TELEGRAM_API", "https://host/bot/"),
        ("TELEGRAM_PROXY", "socks5://127.0.0.1:1080"),
        ("TELEGRAM_PROXY", "user:geheim@proxy"),
        ("TELEGRAM_PROXY", "http://user:geheim@[::1"),
    ],
)
def test_a_wrong_variable_is_named_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name) as refused:
        Settings.of({**GOOD, name: value})

    assert not value or value not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://bot.example", "https://bot.example/telegram/webhook"),
        ("https://bot.example/", "https://bot.example/telegram/webhook"),
        ("https://bot.example/sales/", "https://bot.example/sales/telegram/webhook"),
        ("https://bot.example/telegram/webhook", "https://bot.example/telegram/webhook"),
        ("https://bot.example:8443/sales", "https://bot.example:8443/sales/telegram/webhook"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/telegram/webhook"),
    ],
)
def test_the_webhooks_address_is_completed(given: str, wanted: str) -> None:
    assert Settings.of({**GOOD, "TELEGRAM_WEBHOOK_URL": given}).webhook == wanted


def test_nothing_secret_is_shown() -> None:
    proxy = "http://user:geheim@proxy.example:3128"
    settings = Settings.of({**GOOD, "TELEGRAM_PROXY": proxy, "TELEGRAM_WEBHOOK_SECRET": "s3cret"})

    shown = settings.scrub(f"{TOKEN} {TOKEN.replace(':', '%3A')} {proxy} s3cret")

    assert not any(word in repr(settings) for word in ("test-token", "geheim", "s3cret"))
    assert shown == "… … … …"


def test_a_messenger_without_a_token_can_not_be_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="TELEGRAM_TOKEN"):
        messenger({}, Blobs(tmp_path), FakeClock(START), CountingIds())


@pytest.mark.parametrize("name", ["ALL_PROXY", "HTTPS_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "proxy", ["socks5://u:geheim@127.0.0.1:7890", "foo://geheim", "http://[::1"]
)
async def test_a_machines_proxy_that_does_not_work_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, proxy: str
) -> None:
    for each in ("ALL_PROXY", "HTTPS_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, proxy)

    with pytest.raises(ValueError, match="ALL_PROXY or HTTPS_PROXY is no HTTP proxy") as refused:
        messenger(GOOD, Blobs(tmp_path), FakeClock(START), CountingIds())
    (check,) = await checks(GOOD)

    assert "geheim" not in str(refused.value)
    assert (check.state, check.fix) == ("wrong", str(refused.value))


async def test_our_own_proxy_comes_before_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:7890")

    made = messenger(
        {**GOOD, "TELEGRAM_PROXY": "http://127.0.0.1:3128"},
        Blobs(tmp_path),
        FakeClock(START),
        CountingIds(),
    )

    assert made.settings.proxy == "http://127.0.0.1:3128"


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 409, 500])
async def test_a_page_that_quotes_the_address_is_neither_logged_nor_said(
    line: Line,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    status: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    line.server.page = status

    with pytest.raises(SendError) as refused:
        await line.bot.channel.send(parcel())
    (check,) = await checks(line.server.env)

    shown = capsys.readouterr()
    said = f"{refused.value} {refused.value.__cause__} {check} {caplog.text} {shown.err}{shown.out}"
    assert "test-token" not in said
    assert "blocked:" not in said


async def test_no_log_holds_the_token(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    line.rep.says("你好")

    await line.bot.poll_once()
    await line.bot.channel.send(parcel())
    await line.server.stop()
    with pytest.raises(Exception, match="connection"):
        await line.bot.channel.send(parcel())

    assert "test-token" not in caplog.text
