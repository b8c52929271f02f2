"""WeCom's calls: taken once, when they are kept; anybody else learns nothing."""

import asyncio

import pytest
from aiohttp import ClientSession

from bot.engine.arrivals import Arrival
from tests.chat import STORE
from tests.peers.wecom.caller import as_xml
from tests.wecom.office import REP, Notebook, Office


async def test_the_address_is_verified_with_the_plain_echo(desk: Office) -> None:
    status, body = await desk.server.caller.verify("1616140317555161061")

    assert (status, body) == (200, b"1616140317555161061")


async def test_an_echo_whose_plus_was_not_encoded_is_understood(desk: Office) -> None:
    caller = desk.server.caller
    query, _ = caller.sealed("<xml/>")
    while True:
        _, body = caller.sealed("<xml/>")
        sealed = body.decode().split("<Encrypt>")[1].split("</Encrypt>")[0]
        if "+" in sealed:
            break
    envelope = desk.bot._callback._tools.envelope
    signature = envelope.signature(query["timestamp"], "n", sealed)
    raw = f"timestamp={query['timestamp']}&nonce=n&msg_signature={signature}&echostr={sealed}"

    async with ClientSession() as session, session.get(f"{caller.url}?{raw}") as answer:
        assert (answer.status, await answer.text()) == (200, "<xml/>")


async def test_a_message_is_answered_with_nothing_when_it_is_committed(desk: Office) -> None:
    await desk.rep().says("进度")

    assert desk.server.caller.answers == [(200, b"")]
    (row,) = desk.inbox()
    assert (row.channel, row.kind, row.person_id) == ("wecom", "said", REP)


async def test_the_same_message_three_times_is_one(desk: Office) -> None:
    ye, caller = desk.rep(), desk.server.caller
    xml = as_xml({"FromUserName": REP, "MsgType": "text", "Content": "进度", "MsgId": 7})
    for _ in range(3):
        assert await caller.send(*caller.sealed(xml)) == 200

    await desk.settle()

    assert len(desk.inbox()) == 1
    assert len(ye.seen) == 1


async def test_the_same_event_twice_is_one(desk: Office) -> None:
    ye = desk.rep()

    await ye.clicks("进度")
    await ye.clicks("进度")
    desk.clock.tick(seconds=1)
    await ye.clicks("进度")

    assert len(desk.inbox()) == 2


@pytest.mark.parametrize("same", [False, True], ids=["sealed anew", "the very same request"])
async def test_what_could_not_be_kept_is_brought_again(
    desk: Office, notes: Notebook, same: bool
) -> None:
    desk.server.caller.same_envelope = same
    notes.failures = 2

    assert await desk.rep().says("进度")

    assert desk.server.caller.answers == [(503, b""), (503, b""), (200, b"")]
    assert [a.body["text"] for a in notes.arrivals] == ["进度"]


async def test_wecom_gives_up_after_three_tries(
    desk: Office, notes: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notes.failures = 3

    assert not await desk.rep().says("进度")

    assert [status for status, _ in desk.server.caller.answers] == [503] * 3
    assert capsys.readouterr().err == "WeCom: not kept: disk full\n"


async def test_a_slow_bot_is_called_again_and_keeps_one(desk: Office) -> None:
    class Slow(Notebook):
        gate = asyncio.Event()

        async def post(self, arrival: Arrival) -> int | None:
            if caller.cut is not None:
                caller.cut.set()
            await self.gate.wait()
            return await super().post(arrival)

    caller, slow = desk.server.caller, Slow()
    await desk.start(slow)
    caller.cut = asyncio.Event()

    taken = await desk.rep().says("进度")
    caller.cut = None
    slow.gate.set()
    await desk.rep().says("提交")

    assert not taken
    assert sorted(a.body["text"] for a in slow.arrivals) == ["提交", "进度"]


async def test_a_replayed_request_has_no_second_effect(desk: Office, notes: Notebook) -> None:
    caller = desk.server.caller
    xml = as_xml({"FromUserName": REP, "MsgType": "event", "Event": "unsubscribe"})
    request = caller.sealed(xml)

    assert [await caller.send(*request) for _ in range(3)] == [200] * 3

    assert notes.switched == [("wecom", REP, False)]


async def test_a_place_from_the_menu_and_its_message_are_one(desk: Office, notes: Notebook) -> None:
    ye = desk.rep()

    await ye.picks(*STORE)
    first = [a.kind for a in notes.arrivals]
    desk.clock.tick(seconds=10)
    await ye.shares(31.3, 120.6)
    await ye.shares(31.3, 120.6)
    desk.clock.tick(seconds=61)
    await ye.shares(*STORE)

    assert first == ["place"]
    assert [a.body["lat"] for a in notes.arrivals] == [STORE[0], 31.3, 31.3, STORE[0]]


async def test_a_place_that_was_not_kept_comes_with_its_message(
    desk: Office, notes: Notebook
) -> None:
    notes.failures = 3

    await desk.rep().picks(*STORE)

    assert [a.key.isdecimal() for a in notes.arrivals] == [True]


async def test_a_bot_that_stops_is_called_again(desk: Office, notes: Notebook) -> None:
    await desk.bot.stop()

    assert not await desk.rep().says("进度")
    await desk.start(notes)
    assert await desk.rep().says("进度")

    assert len(notes.arrivals) == 1


async def test_who_left_is_answered_again_when_they_write_again(desk: Office) -> None:
    ye = desk.rep()

    await ye.leaves()
    await ye.says("进度")
    await desk.settle()

    assert len(ye.seen) == 1
