"""The API: one token for all who wait, renewed when it ends, and a wrong secret left alone."""

import asyncio
import random
import traceback
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.wecom.client import Client
from bot.channels.wecom.errors import UNREACHABLE, WeComError
from bot.channels.wecom.messages import words
from bot.channels.wecom.token import Credentials, Token
from bot.channels.wecom.wire import TooLargeError, Wire
from bot.complaints import Complaints
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.wecom import WeComServer

HELLO = words("你好")
MB = 1024 * 1024


class Line:
    """A client before a server."""

    def __init__(self, server: WeComServer, clock: FakeClock) -> None:
        self.server, self.clock = server, clock
        self.waited: list[float] = []
        self.credentials = Credentials(server.corp_id, server.secret)
        self._open(server.url)
        server.member("ye")

    async def reopen(self, root: str) -> None:
        """Another client, before that server."""
        await self.client.close()
        self._open(root)

    def _open(self, root: str) -> None:
        wire = Wire(root)
        self.token = Token(wire, self.credentials, self.clock, Complaints("wecom"))
        dice = random.Random(7)  # noqa: S311 - the same throws every time
        self.client = Client(wire, self.token, self.server.agent_id, dice, self._sleep)

    async def fails(self) -> WeComError:
        with pytest.raises(WeComError) as caught:
            await self.client.send("ye", HELLO)
        return caught.value

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.clock.tick(seconds=seconds)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    clock = FakeClock(START)
    async with WeComServer(clock) as server:
        opened = Line(server, clock)
        yield opened
        await opened.client.close()


async def test_many_who_wait_ask_for_one_token(line: Line) -> None:
    await asyncio.gather(*(line.client.send("ye", HELLO) for _ in range(20)))

    assert line.server.tokens.asked == 1
    assert len(line.server.sent) == 20


async def test_one_who_gives_up_waiting_does_not_take_it_from_the_others(line: Line) -> None:
    hasty = asyncio.create_task(line.client.send("ye", HELLO))
    patient = asyncio.create_task(line.client.send("ye", HELLO))
    await asyncio.sleep(0)
    hasty.cancel()

    await patient

    assert len(line.server.sent) == 1


async def test_a_token_is_kept_as_long_as_wecom_says(line: Line) -> None:
    line.server.tokens.life = timedelta(seconds=1000)
    await line.client.send("ye", HELLO)
    line.clock.tick(seconds=899)
    await line.client.send("ye", HELLO)
    before = line.server.tokens.asked
    line.clock.tick(seconds=101)
    await line.client.send("ye", HELLO)

    assert (before, line.server.tokens.asked) == (1, 2)


@pytest.mark.parametrize("ending", ["revoke", "expire"])
async def test_a_token_that_ends_early_is_renewed_once(line: Line, ending: str) -> None:
    await line.client.send("ye", HELLO)
    getattr(line.server.tokens, ending)()

    await asyncio.gather(*(line.client.send("ye", HELLO) for _ in range(5)))

    assert line.server.tokens.asked == 2
    assert len(line.server.sent) == 6


async def test_a_token_that_never_holds_is_not_asked_for_for_ever(line: Line) -> None:
    line.server.fails("message/send", 40014, times=9)

    error = await line.fails()

    assert error.after == timedelta(minutes=1)
    assert line.server.calls == ["gettoken", "message/send"] * 2


@pytest.mark.parametrize(
    ("code", "minutes", "words"),
    [
        (40001, 10, "WECOM_SECRET is not this app's Secret"),
        (40013, 10, "WECOM_CORP_ID is no company's"),
        (60020, 1, "not in 企业可信IP"),
    ],
)
async def test_a_wrong_setting_is_said_once_and_wecom_left_alone_for_a_while(
    line: Line, code: int, minutes: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line.server.fails("gettoken", code)

    errors = [await line.fails() for _ in range(20)]
    asked = line.server.tokens.asked + line.server.calls.count("gettoken")
    line.clock.tick(minutes=minutes)
    await line.client.send("ye", HELLO)

    assert asked == 1
    assert {error.code for error in errors} == {code}
    assert {error.after for error in errors} == {timedelta(minutes=minutes)}
    assert capsys.readouterr().err.count(words) == 1


async def test_a_wrong_secret_is_a_wrong_setting(line: Line) -> None:
    line.credentials = Credentials(line.server.corp_id, "wrong")
    await line.reopen(line.server.url)

    assert [(await line.fails()).code for _ in range(3)] == [40001] * 3
    assert line.server.tokens.asked == 1


async def test_an_address_that_is_not_trusted_holds_up_every_call(line: Line) -> None:
    line.server.fails("message/send", 60020)

    first, second = await line.fails(), await line.fails()

    assert (first.code, second.code) == (60020, 60020)
    assert line.server.calls == ["gettoken", "message/send"]


@pytest.mark.parametrize(("code", "least", "most"), [(-1, 2, 4), (45033, 2, 4), (45009, 60, 120)])
async def test_what_passes_is_worth_another_try_at_no_fixed_time(
    line: Line, code: int, least: int, most: int
) -> None:
    line.server.fails("message/send", code, times=2)

    spans = [(await line.fails()).after for _ in range(2)]

    assert all(s is not None and least <= s.total_seconds() < most for s in spans)
    assert spans[0] != spans[1]


@pytest.mark.parametrize("code", [40008, 45002, 81013, 99999])
async def test_any_other_errcode_has_no_time_for_another_try(line: Line, code: int) -> None:
    line.server.fails("message/send", code)

    error = await line.fails()

    assert (error.code, error.after) == (code, None)


@pytest.mark.parametrize("trouble", [500, 503, 0])
async def test_a_server_in_trouble_is_not_reached(line: Line, trouble: int) -> None:
    line.server.fails("message/send", trouble)

    assert (await line.fails()).code == UNREACHABLE


async def test_no_error_holds_a_secret(line: Line) -> None:
    await line.client.send("ye", HELLO)
    secrets = [await line.token.get(), line.server.secret]
    told = []
    for path in ("gettoken", "message/send"):
        for code in (40001, 45009, 40008, 500):
            line.token.drop(secrets[0])
            line.server.fails(path, code)
            error = await line.fails()
            told.append("".join(traceback.format_exception(error)) + repr(error))
            line.clock.tick(minutes=11)
    line.server.fails("message/send", 0)
    told.append("".join(traceback.format_exception(await line.fails())))
    await line.reopen("http://127.0.0.1:9")
    error = await line.fails()
    told += ["".join(traceback.format_exception(error)), repr(line.credentials)]

    assert not any(secret in text for text in told for secret in secrets)


@pytest.mark.parametrize("body", ["", "null", "[]", '"ok"', "{}", '{"errcode": "0"}', "<html>"])
async def test_an_answer_that_is_not_wecoms_is_none(line: Line, body: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=body)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", answer)
    async with TestServer(app) as other:
        await line.reopen(str(other.make_url("")))
        error = await line.fails()
        await line.client.close()

    assert error.code == UNREACHABLE


async def test_a_file_is_tried_again_while_wecom_is_busy(line: Line) -> None:
    media_id = line.server.media.keep("a.jpg", b"\xff\xd8\xffpicture")
    line.server.fails("media/get", 45033)
    line.server.fails("media/get", -1)

    data = await line.client.download(media_id, MB)

    assert data == b"\xff\xd8\xffpicture"
    assert len(line.waited) == 2


async def test_a_file_is_tried_three_times_at_most(line: Line) -> None:
    media_id = line.server.media.keep("a.jpg", b"picture")
    line.server.fails("media/get", -1, times=9)

    with pytest.raises(WeComError):
        await line.client.download(media_id, MB)

    assert line.server.calls.count("media/get") == 3


async def test_a_file_that_is_empty_or_looks_like_json_is_a_file(line: Line) -> None:
    for data in (b"", b'{"errcode": 40007}'):
        media_id = line.server.media.keep("a.json", data)
        assert await line.client.download(media_id, MB) == data


async def test_a_file_larger_than_wanted_is_not_read_to_its_end(line: Line) -> None:
    media_id = line.server.media.keep("a.zip", bytes(MB + 1))

    with pytest.raises(TooLargeError):
        await line.client.download(media_id, MB)


async def test_a_file_is_there_for_three_days(line: Line) -> None:
    media_id = await line.client.upload("file", "a.txt", b"some words")
    assert await line.client.download(media_id, MB) == b"some words"
    line.clock.tick(days=3)

    with pytest.raises(WeComError, match="40007"):
        await line.client.download(media_id, MB)


async def test_an_upload_survives_a_token_that_ended(line: Line) -> None:
    await line.client.upload("file", "a.txt", b"some words")
    line.server.tokens.revoke()

    media_id = await line.client.upload("file", "b.txt", b"more words")

    assert line.server.media.get(media_id).data == b"more words"
