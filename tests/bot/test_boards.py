"""A message that is kept up to date: edited where the channel can, said first and last elsewhere."""

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.channels.base import Parcel, SendError
from bot.engine.boards import put_on_board
from storage.outbox import HOLD, QUIET, Outgoing
from tests.bot.console import REP as REP_ID
from tests.bot.console import desk, said
from tests.bot.moody import MoodyChat

BUTTONS = [{"label": "明细", "action": "help", "args": {}, "lasting": True}]


def out(text: str, channel: str, at: datetime, **more: object) -> Outgoing:
    facts = {
        "conversation": f"person:{REP_ID}",
        "person_id": REP_ID,
        "channel": channel,
        "address": REP_ID,
        "chat": "private",
        "template": "visit/why_late",
        "facts": {"store": text},
        "buttons": BUTTONS,
        "priority": 1,
        "created_at": at,
        "next_at": at,
        "board": "board:1",
        **more,
    }
    return Outgoing(**facts)  # type: ignore[arg-type]


def board(
    chat: MoodyChat, text: str, channel: str = "telegram", *, last: bool = False, **more: object
) -> None:
    """What the board says now, as a decision leaves it."""
    new = out(text, channel, chat.clock.now(), **more)
    chat.on_database(lambda work: put_on_board(work, new, last=last))


def places(parcels: tuple[Parcel, ...]) -> list[tuple[str, str]]:
    """What was said, and in whose place."""
    return [(p.text.split("甲")[-1][:1], p.edits) for p in parcels]


def test_a_board_stays_one_message_whatever_happens_on_the_way(moody: MoodyChat) -> None:
    board(moody, "甲1")
    board(moody, "甲2")  # nobody has seen the first one yet
    first = moody.settle().parcels
    board(moody, "甲3")
    edited = moody.settle().parcels
    board(moody, "甲4")
    moody.moody("telegram").refusals = {REP_ID: [SendError("later")]}
    failed = moody.settle().parcels
    board(moody, "甲5")
    moody.clock.tick(seconds=5)
    caught_up = moody.settle().parcels
    newest = caught_up[-1].out_id
    moody.on_database(lambda work: work.outbox.change(newest, state="sending"))
    moody.restarts()
    again = moody.settle().parcels

    (ref,) = {str(p.out_id) for p in first}
    assert places(first) == [("2", "")]
    assert places(edited) == [("3", ref)]
    assert edited[0].buttons == [("明细", f"{edited[0].out_id}-0")]
    assert edited[0].lasting == {f"{edited[0].out_id}-0"}
    assert failed == ()
    assert places(caught_up) == places(again) == [("5", ref)]


def test_what_was_sent_anew_is_edited_from_then_on(moody: MoodyChat) -> None:
    board(moody, "甲1")
    moody.settle()
    send = moody.moody("telegram").send

    async def anew(parcel: Parcel) -> str:
        """The message to edit was deleted."""
        await send(parcel)
        return str(parcel.out_id)

    moody.moody("telegram").send = anew  # type: ignore[method-assign]
    board(moody, "甲2")
    second = moody.settle().parcels[0]
    moody.moody("telegram").send = send  # type: ignore[method-assign]
    board(moody, "甲3")
    third = moody.settle().parcels

    assert places(third) == [("3", str(second.out_id))]


def test_who_blocked_the_bot_gets_the_board_elsewhere_as_a_message(moody: MoodyChat) -> None:
    board(moody, "甲1")
    moody.settle()
    moody.moody("telegram").refusals = {REP_ID: [SendError("blocked", gone=True)]}
    board(moody, "甲2")

    heard = moody.settle().parcels

    assert places(heard) == [("2", "")]


def test_where_nothing_can_be_edited_the_first_and_the_last_one_go_out(moody: MoodyChat) -> None:
    heard: list[Parcel] = []
    for number in range(1, 5):
        board(moody, f"甲{number}", "wecom", last=number == 4)
        heard += moody.settle().parcels

    assert places(tuple(heard)) == [("1", ""), ("4", "")]


def test_an_edit_disturbs_nothing_else(moody: MoodyChat) -> None:
    moody.channel = "telegram"
    board(moody, "甲1")
    moody.settle()
    moody.says("今天跑哪几家")
    for number in range(2, 8):
        board(moody, f"甲{number}", state=QUIET)  # an edit calls nobody: it waits for no morning
        assert len(moody.settle()) == 1
    now = moody.clock.now()
    held = out("乙", "telegram", now, board="", merge_key="m", hold_until=now + HOLD)
    held_id = moody.on_database(lambda work: work.outbox.add(held))
    board(moody, "甲8")
    row = moody.on_database(lambda work: work.outbox.get(held_id))
    begun = moody.says("到店 湖畔生活超市")

    assert row is not None
    assert row.hold_until is not None
    assert "湖畔生活超市" in begun.text  # its button still counts as one of the newest


async def test_the_page_shows_the_newest_state_in_the_place_of_the_first(tmp_path: Path) -> None:
    async with desk(tmp_path / "data") as office, office.tab(REP_ID) as tab:
        await tab.next()

        async def shown(text: str) -> dict[str, Any]:
            new = out(text, "console", office.app.clock.now())
            office.on_database(lambda work: put_on_board(work, new, last=False))
            return await tab.hears()

        first = await shown("甲1")
        await tab.says("帮助")
        second = await shown("甲2")
        third = await shown("甲3")
        office.on_database(lambda w: w.outbox.change(third["message"], state="sending"))
        caught = await office.history(REP_ID)
        office.on_database(lambda w: w.outbox.change(third["message"], state="sent"))
        items = await office.history(REP_ID)
        await tab.sends(kind="press", token=first["buttons"][0]["token"])

        assert first["edit_of"] is None
        assert (second["edit_of"], third["edit_of"]) == (first["message"], first["message"])
        assert third["buttons"] == [{"label": "明细", "token": f"{third['message']}-0"}]
        assert [i["text"].count("甲3") for i in items] == [1, 0, 0]
        assert said(items)[1:] == ["> 帮助", "叶小满,我能帮您:"]
        assert [i.get("message") for i in caught] == [
            second["message"], None, items[2]["message"], third["message"],
        ]  # fmt: skip
        assert (await tab.hears())["text"]
