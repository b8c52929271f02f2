"""One account's trouble stays its own: others are written to, nothing is lost, nothing is for ever."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import Parcel, SendError
from tests.bot.moody import MoodyChat
from tests.chat import OTHER_REP, REP


def test_a_channel_that_puts_off_keeps_nobody_from_being_answered_on_another(
    moody: MoodyChat,
) -> None:
    later = SendError("60020", retry_after=timedelta(hours=1))
    moody.moody("wecom").refusals = {moody.person_id(REP): [later] * 99}
    moody.queues(REP, "先", channel="wecom")
    moody.settle()

    heard = moody.says("帮助")

    assert "我能帮您" in heard.text


def test_a_channel_that_puts_off_for_days_is_given_up(moody: MoodyChat) -> None:
    later = SendError("60020", retry_after=timedelta(hours=20))
    moody.moody("wecom").refusals = {moody.person_id(REP): [later] * 99}
    moody.queues(REP, "先", channel="wecom")
    moody.settle()

    moody.waits(hours=101)

    assert moody.states()[0] == "dead"


def test_what_is_for_a_channel_that_is_not_connected_waits(moody: MoodyChat) -> None:
    moody.queues(REP, "先", channel="wecom")
    wecom = moody.app.engine._relay._channels.pop("wecom")  # type: ignore[attr-defined]

    moody.settle()
    before = moody.states()
    moody.app.engine._relay._channels["wecom"] = wecom  # type: ignore[index]
    moody.waits(minutes=11)

    assert before == ["new"]
    assert moody.states() == ["sent"]


def test_one_who_gets_much_keeps_nobody_waiting(moody: MoodyChat) -> None:
    moody.queues(REP, *(f"第{n}家" for n in range(80)))
    moody.queues(OTHER_REP, "乙店")

    moody.settle()

    order = [p.address for p in moody.history]
    assert order.index(moody.person_id(OTHER_REP)) < 40
    assert len(order) == 81


def test_a_lane_that_was_cancelled_is_taken_up_again(moody: MoodyChat) -> None:
    moody.moody("telegram").refusals = {moody.person_id(REP): [asyncio.CancelledError()]}  # type: ignore[list-item]
    moody.queues(REP, "先")

    with pytest.raises(Exception, match="cancelled"):
        moody.settle()
    moody.run(moody.app.engine._relay.recover())
    moody.settle()

    assert moody.states() == ["sent"]


def test_the_other_account_gets_the_whole_message(moody: MoodyChat) -> None:
    person_id = moody.person_id(REP)
    later = moody.clock.now() + timedelta(seconds=1)
    moody.on_database(lambda w: w.addresses.bind("wecom", "ye-other", person_id, later))
    moody.queues(REP, "很长的店名" * 200, channel="wecom")
    wecom = moody.moody("wecom")
    first = wecom.send

    async def goes_half_way(parcel: Parcel) -> str:
        if parcel.address == person_id and any(p.address == person_id for p in wecom.sent):
            raise SendError("blocked", gone=True)
        return await first(parcel)

    wecom.send = goes_half_way  # type: ignore[method-assign]
    heard = moody.settle()

    whole = [p.text for p in heard.parcels if p.address == "ye-other"]
    assert len(whole) == 2
    assert heard.parcels[0].text == whole[0]


def test_a_push_that_was_put_off_wakes_nobody(moody: MoodyChat) -> None:
    moody.waits(hours=10, minutes=56)
    later = SendError("time-out")
    moody.moody("telegram").refusals = {moody.person_id(REP): [later] * 5}
    moody.queues(REP, "先")

    night = moody.waits(hours=4)
    morning = moody.waits(hours=8)

    assert len(night) == 0
    assert ["先" in p.text for p in morning.parcels].count(True) == 1


def test_an_escalation_wakes_and_so_does_an_answer(moody: MoodyChat) -> None:
    moody.waits(hours=12)
    moody.queues(REP, "先", priority=0)

    woken = moody.settle()
    answered = moody.says("帮助")

    assert "先" in woken.text
    assert "我能帮您" in answered.text
