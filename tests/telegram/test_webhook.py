"""The webhook: told by a secret, answered once the update is committed, and never twice in effect."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.channels.telegram.messenger import TelegramMessenger
from storage.blobs import Blobs
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.seconds import Seconds
from tests.peers.telegram.people import User
from tests.peers.telegram.server import TOKEN, TelegramServer
from tests.telegram.office import REP_ID, Notebook, Office, bot, hooked

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PUBLIC = "https://bot.example"


@dataclass
class Hook:
    server: TelegramServer
    bot: TelegramMessenger
    desk: Notebook
    url: str

    @property
    def rep(self) -> User:
        return self.server.user(REP_ID, "叶小满")

    async def introduced(self) -> None:
        """The bot has told Telegram its address; the test's is the same without a proxy."""
        await self.bot.introduce()
        self.server.updates.webhook = {**self.server.updates.webhook, "url": self.url}


@pytest.fixture
async def hook(tmp_path: Path) -> AsyncIterator[Hook]:
    clock, seconds, desk = FakeClock(START), Seconds(), Notebook()
    server = await TelegramServer(clock, seconds=seconds).start()
    telegram = bot(server, Blobs(tmp_path), clock, seconds, TELEGRAM_WEBHOOK_URL=PUBLIC)
    await telegram.attend(desk)
    async with hooked(telegram) as url:
        yield Hook(server, telegram, desk, url)
    await telegram.stop()
    await server.stop()


async def test_telegram_is_told_where_and_with_which_secret(hook: Hook) -> None:
    await hook.bot.introduce()

    (told,) = hook.server.asked("setWebhook")
    assert told.url == "https://bot.example/telegram/webhook"
    assert told.allowed_updates == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert len(told.secret_token) == 64
    assert TOKEN not in told.secret_token
    assert told.max_connections == 40
    assert told.drop_pending_updates is None


async def test_an_update_is_kept_and_then_acknowledged(hook: Hook) -> None:
    await hook.introduced()
    hook.rep.says("进度")

    statuses = await hook.server.updates.post()

    assert statuses == [200]
    assert [a.body["text"] for a in hook.desk.arrivals] == ["进度"]
    assert hook.server.updates.waiting == []


@pytest.mark.parametrize("secret", [None, "", "wrong", "ключ", "x" * 64])
async def test_whoever_does_not_know_the_secret_is_refused(hook: Hook, secret: str | None) -> None:
    await hook.introduced()
    hook.rep.says("冒充")
    headers = {} if secret is None else {HEADER: secret}

    async with ClientSession() as client:
        update = hook.server.updates.waiting[0]
        async with client.post(hook.url, json=update, headers=headers) as answer:
            status = answer.status

    assert status == 403
    assert hook.desk.arrivals == []


async def test_what_could_not_be_kept_is_sent_again_by_telegram(
    hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    await hook.introduced()
    hook.rep.says("进度")
    hook.desk.failures = [OSError("disk full"), RuntimeError("a bug")]

    statuses = await hook.server.updates.post()

    assert statuses == [503, 503, 200]
    assert [a.body["text"] for a in hook.desk.arrivals] == ["进度"]
    assert "not kept: disk full" in capsys.readouterr().err


async def test_an_update_that_a_bug_keeps_out_does_not_hold_up_the_chat_for_ever(
    hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    await hook.introduced()
    hook.rep.says("坏")
    hook.rep.says("好")
    hook.desk.failures = [RuntimeError("a bug") for _ in range(5)]

    statuses = await hook.server.updates.post(tries=5)

    assert statuses == [503, 503, 503, 503, 200, 200]
    assert [a.body["text"] for a in hook.desk.arrivals] == ["好"]
    assert "passed over" in capsys.readouterr().err


async def test_a_full_disk_is_waited_for_however_long(hook: Hook) -> None:
    await hook.introduced()
    hook.rep.says("一")
    hook.desk.failures = [OSError("disk full")] * 20

    statuses = await hook.server.updates.post(tries=21)

    assert statuses == [503] * 20 + [200]


async def test_before_it_knows_its_own_name_it_takes_nothing(hook: Hook) -> None:
    hook.server.updates.point({"url": hook.url, "secret_token": hook.bot.settings.secret})
    hook.rep.says("进度")

    statuses = await hook.server.updates.post(tries=1)

    assert statuses == [503]
    assert hook.server.updates.waiting != []


@pytest.mark.parametrize("body", [b"", b"no json", b"\xff\xfe", b"[1, 2"])
async def test_what_is_no_json_is_refused(hook: Hook, body: bytes) -> None:
    assert await posted(hook, body) == 400


async def test_what_is_larger_than_any_update_is_refused(hook: Hook) -> None:
    assert await posted(hook, b" " * (2**20 + 1)) == 413


async def test_what_nobody_understands_is_acknowledged(hook: Hook) -> None:
    await hook.introduced()

    assert await posted(hook, b'{"update_id": 5, "message": 7}') == 200
    assert hook.desk.arrivals == []


async def posted(hook: Hook, body: bytes) -> int:
    headers, data = {HEADER: hook.bot.settings.secret}, io.BytesIO(body)
    async with ClientSession() as client, client.post(hook.url, data=data, headers=headers) as got:
        return got.status


async def test_a_repeated_update_is_acknowledged_and_counts_once(desk: Office) -> None:
    await desk.kill()
    await desk.open(TELEGRAM_WEBHOOK_URL=PUBLIC)
    rep = desk.rep()
    await desk.bot.introduce()
    async with hooked(desk.bot) as url:
        updates = desk.server.updates
        updates.webhook = {**updates.webhook, "url": url}
        rep.says("进度")
        first = await updates.post()
        updates.repeat()
        second = await updates.post()
        await desk.app.engine.settle()

    assert (first, second) == ([200], [200])
    assert [row.kind for row in desk.inbox()] == ["said"]
    assert len(rep.seen) == 1


async def test_the_secret_is_the_same_at_every_start(tmp_path: Path) -> None:
    clock, seconds = FakeClock(START), Seconds()
    server = TelegramServer(clock, seconds=seconds)
    server.url = "http://127.0.0.1:9"

    secrets = [
        bot(server, Blobs(tmp_path), clock, seconds, **more).settings.secret
        for more in ({}, {}, {"TELEGRAM_WEBHOOK_SECRET": "chosen"})
    ]

    assert secrets[0] == secrets[1] != secrets[2] == "chosen"


async def test_a_webhook_that_somebody_changed_is_set_again(
    hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    await hook.bot.introduce()
    hook.server.updates.point({"url": "https://thief.example/hook"})

    await hook.bot.look_after()
    await hook.bot.look_after()

    assert hook.server.updates.webhook["url"] == "https://bot.example/telegram/webhook"
    assert len(hook.server.asked("setWebhook")) == 2
    assert "changed by somebody else" in capsys.readouterr().err


async def test_polling_serves_nothing(tmp_path: Path) -> None:
    server = TelegramServer(FakeClock(START))
    server.url = "http://127.0.0.1:9"

    assert list(bot(server, Blobs(tmp_path), FakeClock(START), Seconds()).routes()) == []
