"""Polling: nothing is confirmed that is not committed, and nothing is counted twice."""

import asyncio
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError

from bot.channels.telegram.polling import NotKeptError
from tests.peers.telegram.schema import RefusedError
from tests.telegram.conftest import Line
from tests.telegram.office import Notebook, Office


def texts(desk: Notebook) -> list[str]:
    return [arrival.body["text"] for arrival in desk.arrivals]


async def test_updates_are_kept_in_their_order_and_then_confirmed(line: Line) -> None:
    for number in range(5):
        line.rep.says(f"{number}")

    came = await line.bot.poll_once()
    again = await line.bot.poll_once()

    assert (came, again) == (5, 0)
    assert texts(line.desk) == ["0", "1", "2", "3", "4"]
    assert line.server.updates.waiting == []


async def test_what_could_not_be_kept_is_asked_for_again(line: Line) -> None:
    line.rep.says("一")
    line.desk.failures = [OSError("disk full")]

    with pytest.raises(NotKeptError):
        await line.bot.poll_once()
    line.rep.says("二")
    await line.bot.poll_once()

    assert texts(line.desk) == ["一", "二"]


async def test_a_kill_between_asking_and_committing_loses_nothing(desk: Office) -> None:
    rep = desk.rep()
    rep.says("进度")
    stuck = asyncio.Event()

    class Slow(Notebook):
        async def post(self, arrival: Any) -> int | None:
            stuck.set()
            await asyncio.Event().wait()  # the process dies here
            return await super().post(arrival)

    await desk.bot.attend(Slow())
    asking = asyncio.create_task(desk.bot.poll_once())
    await stuck.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await desk.kill()
    await desk.open()

    await desk.settle()

    assert [row.kind for row in desk.inbox()] == ["said"]
    assert len(rep.seen) == 1


async def test_a_kill_after_committing_counts_once(desk: Office) -> None:
    rep = desk.rep()
    rep.says("进度")
    await desk.bot.poll_once()  # committed; the next question, which would confirm it, never comes
    await desk.kill()
    await desk.open()

    await desk.settle()

    assert [row.kind for row in desk.inbox()] == ["said"]
    assert len(rep.seen) == 1


async def test_the_same_update_twice_counts_once(desk: Office) -> None:
    rep = desk.rep()
    rep.says("进度")
    await desk.settle()

    desk.server.updates.repeat()
    await desk.settle()

    assert len(desk.inbox()) == 1
    assert len(rep.seen) == 1


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 0, "message": {"message_id": "x", "chat": 5}},
        {"update_id": 0, "callback_query": {"id": "1", "data": "no chat_instance"}},
        {"update_id": 0, "message": "hello"},
        {"update_id": 0},
        ["no", "update"],
    ],
    ids=["broken message", "broken press", "no message", "empty", "no update"],
)
async def test_one_that_nobody_understands_takes_no_other_with_it(
    line: Line, capsys: pytest.CaptureFixture[str], raw: Any
) -> None:
    line.rep.says("前")
    line.server.updates.push_raw(raw)
    line.rep.says("后")

    await line.bot.poll_once()
    await line.bot.poll_once()

    assert texts(line.desk) == ["前", "后"]
    assert capsys.readouterr().err.count("can't be read") <= 1


async def test_a_batch_without_numbers_is_not_asked_for_in_haste(line: Line) -> None:
    line.server.updates.push_raw("no update")

    with pytest.raises(NotKeptError, match="without numbers"):
        await line.bot.poll_once()


async def test_an_update_that_a_bug_keeps_out_is_given_up_in_the_end(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    line.rep.says("坏")
    line.desk.failures = [RuntimeError("a bug")] * 5

    for _ in range(4):
        with pytest.raises(NotKeptError):
            await line.bot.poll_once()
    line.rep.says("好")
    await line.bot.poll_once()

    assert texts(line.desk) == ["好"]
    assert "passed over" in capsys.readouterr().err


async def test_a_full_disk_is_waited_for_however_long(line: Line) -> None:
    line.rep.says("一")
    line.desk.failures = [OSError("disk full")] * 20

    for _ in range(20):
        with pytest.raises(NotKeptError):
            await line.bot.poll_once()
    await line.bot.poll_once()

    assert texts(line.desk) == ["一"]


async def test_a_webhook_of_old_is_removed_and_drops_nothing(line: Line) -> None:
    line.rep.says("以前的")
    line.server.updates.point({"url": "https://old.example/hook"})

    await line.bot.poll_once()

    assert texts(line.desk) == ["以前的"]
    assert [r.drop_pending_updates for r in line.server.asked("deleteWebhook")] == [False]


async def test_what_may_arrive_is_asked_for_by_name(line: Line) -> None:
    await line.bot.poll_once()

    assert line.server.asked("getUpdates")[0].allowed_updates == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip


async def test_the_libraries_errors_reach_who_asks_step_by_step(line: Line) -> None:
    for code, kind in ((401, InvalidToken), (502, NetworkError)):
        line.server.trouble = [RefusedError(code, "…")]
        with pytest.raises(kind):
            await line.bot.poll_once()
    line.server.poll_trouble = [RefusedError(409, "Conflict: …")]
    with pytest.raises(Conflict):
        await line.bot.poll_once()
