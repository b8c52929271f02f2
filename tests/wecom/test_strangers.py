"""Calls that are not WeCom's, not for us or not from now; and signed ones that make no sense."""

import random

import pytest
from aiohttp import ClientSession

from tests.peers.wecom.caller import as_xml
from tests.wecom.office import REP, Notebook, Office

BOM = b"\xef\xbb\xbf"


async def test_a_request_is_good_for_five_minutes(
    desk: Office, notes: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    caller = desk.server.caller
    xml = as_xml({"FromUserName": REP, "MsgType": "text", "Content": "进度", "MsgId": 7})
    request = caller.sealed(xml)
    desk.clock.tick(seconds=301)

    assert [await caller.send(*request) for _ in range(2)] == [403] * 2

    assert not notes.arrivals
    assert capsys.readouterr().err.count("set this machine's clock") == 1


@pytest.mark.parametrize("skew", [-301.0, 301.0])
async def test_a_clock_that_is_wrong_is_complained_of_once_a_minute(
    desk: Office, notes: Notebook, skew: float, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.server.caller.skew_s = skew
    for _ in range(3):
        await desk.rep().says("进度")
    status, _ = await desk.server.caller.verify()
    said = capsys.readouterr().err
    desk.clock.tick(seconds=61)
    await desk.rep().says("进度")

    assert status == 403
    assert said.count("set this machine's clock") == 1
    assert capsys.readouterr().err.count("set this machine's clock") == 1
    assert not notes.arrivals


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"msg_signature": "0" * 40},
        {"msg_signature": "x", "timestamp": "1", "nonce": "n", "echostr": "QUJD"},
        {"msg_signature": "中", "timestamp": "中", "nonce": "中", "echostr": "中"},
    ],
)
async def test_whoever_else_asks_learns_nothing(desk: Office, query: dict[str, str]) -> None:
    url = desk.server.callback
    async with ClientSession() as session:
        async with session.get(url, params=query) as got:
            answers = [(got.status, await got.read())]
        for body in (b"", b"<xml/>", b"\xff\xfe", b"<xml><Encrypt>QUJD</Encrypt></xml>"):
            async with session.post(url, params=query, data=body) as posted:
                answers.append((posted.status, await posted.read()))

    assert answers == [(403, b"")] * 5


@pytest.mark.parametrize("field", ["token", "aes_key", "corp_id"])
async def test_another_companys_callback_is_refused(
    desk: Office, notes: Notebook, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    value = str(getattr(desk.server.caller, field))
    setattr(desk.server.caller, field, value[::-1][:-1] + "A")

    assert not await desk.rep().says("进度")

    assert {status for status, _ in desk.server.caller.answers} == {403}
    assert "WECOM_TOKEN, WECOM_AES_KEY" in capsys.readouterr().err
    assert not notes.arrivals


async def test_another_apps_callback_is_passed_over(
    desk: Office, notes: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.server.caller.agent_id = 1000009

    assert await desk.rep().says("进度")

    assert not notes.arrivals
    assert "a callback is of app 1000009" in capsys.readouterr().err


async def test_a_body_larger_than_any_callback_is_refused(desk: Office, notes: Notebook) -> None:
    caller = desk.server.caller
    query, body = caller.sealed("<xml>" + "x" * 140_000 + "</xml>")

    assert await caller.send(query, body) == 403


@pytest.mark.parametrize(
    "plain",
    [
        "no xml",
        "<xml>",
        '<!DOCTYPE x [<!ENTITY a "aa">]><xml><FromUserName>&a;</FromUserName></xml>',
        "<xml/>",
        "<xml><MsgType>text</MsgType></xml>",
        f"<xml><FromUserName>{REP}</FromUserName></xml>",
    ],
)
async def test_what_is_signed_but_makes_no_sense_is_passed_over(desk: Office, plain: str) -> None:
    caller = desk.server.caller

    assert await caller.send(*caller.sealed(plain)) == 200


async def test_bombs_around_the_envelope_are_refused(desk: Office, notes: Notebook) -> None:
    caller = desk.server.caller
    query, body = caller.sealed("<xml/>")
    bomb = b'<!DOCTYPE xml [<!ENTITY a "aaaa">]>' + body

    assert await caller.send(query, bomb) == 403
    assert await caller.send(query, BOM + body) == 200


@pytest.mark.parametrize("many", [500, pytest.param(10_000, marks=pytest.mark.slow)])
async def test_mutilated_requests_are_refused_or_passed_over(desk: Office, many: int) -> None:
    caller, dice = desk.server.caller, random.Random(7)  # noqa: S311 - the same ones every time
    place = {"MsgType": "event", "Event": "LOCATION", "Latitude": 31.3, "Longitude": 120.6}
    text = {"MsgType": "text", "Content": "238 12箱", "MsgId": 7}
    card = {"MsgType": "event", "Event": "template_card_event", "EventKey": "1-0@x"}
    statuses = set()
    for number in range(many):
        head = {"FromUserName": REP, "CreateTime": 1795399320 + number, "AgentID": 1000002}
        plain = as_xml({**head, **(place, text, card)[number % 3]})
        query, body = caller.sealed(_mutilated(plain, dice))
        if number % 5 == 0:
            body = _mutilated(body.decode(), dice).encode(errors="replace")
        statuses.add(await caller.send(query, body))

    await desk.settle()

    assert statuses == {200, 403}
    assert {row.state for row in desk.inbox()} == {"decided"}


def _mutilated(text: str, dice: random.Random) -> str:
    """With a piece taken out, put twice, or replaced."""
    begin = dice.randrange(len(text))
    end = min(len(text), begin + dice.randrange(12))
    piece = dice.choice(["", text[begin:end] * 2, "<", "&", "中", "]]>", "9" * 20, "\x7f"])
    return text[:begin] + piece + text[end:]
