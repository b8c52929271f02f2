"""WeCom drops what is too much in silence: so nothing is ever too much."""

from datetime import timedelta

from bot.channels.base import Parcel, SendError
from tests.wecom.office import Office, parcel


async def test_no_more_than_a_member_may_get_go_out_and_none_is_lost(desk: Office) -> None:
    ye, bai = desk.rep(), desk.server.member("Q012")
    desk.clock.tick(minutes=1)

    for number in range(40):
        await sent_at_last(desk, parcel(f"第{number}条", out_id=number))
    await desk.channel.send(parcel("别人的", out_id=99, address="Q012"))

    assert [s.text for s in ye.seen] == [f"第{number}条" for number in range(40)]
    assert (ye.dropped, len(bai.seen)) == (0, 1)


async def test_after_a_restart_there_is_room_for_what_went_before(desk: Office) -> None:
    ye = desk.rep()
    for number in range(14):
        await desk.channel.send(parcel(f"第{number}条", out_id=number))
    await desk.restart()

    for number in range(14, 34):
        await sent_at_last(desk, parcel(f"第{number}条", out_id=number))

    assert (len(ye.seen), ye.dropped) == (34, 0)


async def sent_at_last(desk: Office, sent: Parcel) -> None:
    """As the relay does it: again, when the channel said."""
    try:
        await desk.channel.send(sent)
    except SendError as error:
        pause = error.retry_after or timedelta(0)
        desk.clock.tick(seconds=pause.total_seconds())
        await desk.channel.send(sent)
