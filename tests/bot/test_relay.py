"""Sending: in order within a conversation, and nobody waits for somebody else's messenger."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import Parcel, SendError
from bot.channels.script import ScriptChannel
from handlers.capabilities import CAPABILITIES
from tests.bot.moody import MoodyChat
from tests.chat import MANAGER, OTHER_REP, REP, Chat
from tests.fakes import storefront


def texts(channel: ScriptChannel) -> list[str]:
    return [parcel.text for parcel in channel.sent]


def test_a_messenger_that_hangs_for_one_holds_up_nobody_else(
    moody: MoodyChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    moody.moody("telegram").slow = {moody.person_id(REP)}
    moody.queues(REP, "甲店")
    moody.queues(OTHER_REP, "乙店")

    async def a_while() -> None:
        one_is_through = asyncio.Event()
        await moody.app.engine._relay.begin(one_is_through.set)
        await one_is_through.wait()
        monkeypatch.setattr("bot.engine.relay._GRACE_S", 0.0)
        await moody.app.engine._relay.stop()

    moody.run(a_while())

    assert "乙店" in texts(moody.channels["telegram"])[0]
    assert moody.states() == ["sending", "sent"]


def test_what_was_under_way_at_a_stop_is_sent_at_the_next_start(moody: MoodyChat) -> None:
    moody.queues(REP, "甲店")
    moody.on_database(lambda work: work.outbox.change(1, state="sending"))

    moody.restarts()
    moody.settle()

    assert moody.states() == ["sent"]


def test_a_refusal_for_later_is_no_failure_and_keeps_the_order(moody: MoodyChat) -> None:
    later = SendError("429", retry_after=timedelta(seconds=30))
    moody.moody("telegram").refusals = {moody.person_id(REP): [later] * 9}
    moody.queues(REP, "先", "后")

    for _ in range(10):
        moody.settle()
        moody.clock.tick(seconds=31)
    heard = moody.history

    assert ["先" in p.text or "后" in p.text for p in heard] == [True, True]
    assert "先" in heard[0].text
    assert moody.states() == ["sent", "sent"]


def test_a_message_that_nobody_can_send_lets_the_next_one_pass(moody: MoodyChat) -> None:
    bad = SendError("too strange", permanent=True)
    moody.moody("telegram").refusals = {moody.person_id(REP): [bad]}
    moody.queues(REP, "先", "后")

    heard = moody.settle()

    assert "后" in heard.text
    assert moody.states() == ["dead", "sent"]


def test_who_blocked_the_bot_is_reached_on_another_channel(moody: MoodyChat) -> None:
    gone = SendError("blocked", gone=True)
    moody.moody("telegram").refusals = {moody.person_id(REP): [gone] * 2}
    moody.queues(REP, "先", "后")

    heard = moody.settle()

    assert ["先" in p.text for p in heard.parcels] == [True, False]
    assert {p.address for p in heard.parcels} == {moody.person_id(REP)}
    assert not texts(moody.channels["telegram"])


def test_who_writes_again_is_reached_there_again(moody: MoodyChat) -> None:
    moody.channel = "telegram"
    person_id = moody.person_id(REP)
    moody.run(moody.app.engine.reachable("telegram", person_id, yes=False))
    off = moody.on_database(lambda w: w.addresses.of(person_id))

    moody.says("帮助")

    assert off is not None
    assert off[0] != "telegram"
    assert not moody.on_database(
        lambda w: w.connection.exec_driver_sql("select count(*) from address where off").scalar()
    )


def test_who_has_no_account_left_gets_nothing_and_nobody_is_stuck(moody: MoodyChat) -> None:
    person_id = moody.person_id(REP)
    for channel in ("console", "wecom"):
        moody.run(moody.app.engine.reachable(channel, person_id, yes=False))
    moody.moody("telegram").refusals = {person_id: [SendError("blocked", gone=True)]}
    moody.queues(REP, "先")

    moody.settle()

    assert moody.states() == ["dead"]


def test_pieces_that_arrived_are_not_sent_again(moody: MoodyChat) -> None:
    moody.queues(REP, "很长的店名" * 200, channel="wecom")
    wecom = moody.moody("wecom")
    pieces: list[str] = []
    send = wecom.send

    async def second_fails_once(parcel: Parcel) -> str:
        pieces.append(parcel.text)
        if len(pieces) == 2:
            raise SendError("time-out")
        return await send(parcel)

    wecom.send = second_fails_once  # type: ignore[method-assign]
    moody.settle()
    moody.clock.tick(seconds=5)
    moody.settle()

    assert len(pieces) == 3
    assert pieces[1] == pieces[2]
    assert pieces[0] != pieces[1]


def test_a_lane_that_breaks_off_is_taken_up_again(moody: MoodyChat) -> None:
    moody.queues(REP, "先")
    moody.spoil(
        "create trigger full before update on outbox when new.state = 'sent' "
        "begin select raise(abort, 'disk full'); end"
    )

    with pytest.raises(Exception, match="disk full"):
        moody.settle()
    moody.spoil("drop trigger full")
    moody.run(moody.app.engine._relay.recover())
    moody.settle()

    assert moody.states() == ["sent"]


def test_more_buttons_than_the_channel_has_are_offered_as_words(moody: MoodyChat) -> None:
    rows = [{"label": f"第{n}家", "action": "begin", "args": {}} for n in range(1, 9)]
    moody.queues(REP, "甲店", channel="wecom")
    moody.on_database(lambda work: work.outbox.change(1, buttons=rows))

    heard = moody.settle()

    assert len(heard.buttons) == CAPABILITIES["wecom"].buttons
    assert heard.text.endswith("也可以直接回复:「第7家」「第8家」")


def test_a_channel_is_told_which_buttons_stay_good_after_a_press(moody: MoodyChat) -> None:
    row = {"action": "begin", "args": {}}
    rows = [{"label": "改为甲店", **row}, {"label": "重新定位", **row, "lasting": True}]
    moody.queues(REP, "甲店")
    moody.on_database(lambda work: work.outbox.change(1, buttons=rows))

    (parcel,) = moody.settle().parcels

    assert parcel.lasting == {"1-1"}


def test_words_too_long_for_a_caption_follow_the_picture(moody: MoodyChat) -> None:
    moody.at()
    sha256 = moody.app.blobs.put(storefront().data)
    moody.queues(REP, "很长的店名" * 300)
    drawing = {"kind": "photo", "facts": {"sha256s": [sha256]}}
    moody.on_database(lambda work: work.outbox.change(2, draw=drawing))

    heard = moody.settle()

    assert [(p.image != "", p.text != "") for p in heard.parcels] == [(True, False), (False, True)]


def test_a_reply_to_an_older_board_is_about_that_visit(chat: Chat) -> None:
    first = chat.at()
    chat.says("到店 晨光便利店")
    board = chat.on_database(lambda work: work.outbox.get(first.parcels[-1].out_id))
    assert board is not None

    plain = chat.says("进度")
    replied = chat._arrives("said", {"text": "进度", "reply_to": board.ref})

    assert "晨光便利店" in plain.text
    assert "湖畔生活超市" in replied.text


def test_a_reply_to_something_else_leaves_the_open_question_alone(chat: Chat) -> None:
    first = chat.at()
    board = chat.on_database(lambda work: work.outbox.get(first.parcels[-1].out_id))
    assert board is not None

    heard = chat._arrives("said", {"text": "进度", "reply_to": "never sent"})

    assert "湖畔生活超市" in heard.text


def test_a_manager_is_pushed_to_where_he_was_bound_last(chat: Chat) -> None:
    person_id = chat.person_id(MANAGER)
    now = chat.clock.now() + timedelta(seconds=1)

    chat.on_database(lambda work: work.addresses.bind("wecom", "su", person_id, now))

    assert chat.on_database(lambda work: work.addresses.of(person_id)) == ("wecom", "su")
