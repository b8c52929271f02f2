"""A message that is kept up to date: the bot edits what stands in the chat."""

from bot.engine.boards import put_on_board
from domain.readings import PhotoKind
from tests.bot.test_boards import out
from tests.fakes import Shot
from tests.peers.telegram.schema import RefusedError
from tests.telegram.conftest import Line
from tests.telegram.office import REP_ID, Office, parcel


async def test_a_message_is_edited_in_place_with_its_buttons(line: Line) -> None:
    rep, send = line.rep, line.bot.channel.send
    first = await send(parcel("截至 10:02", buttons=[("明细", "1-0")]))

    ref = await send(parcel("截至 10:17", out_id=2, edits=first, buttons=[("明细", "2-0")]))
    again = await send(parcel("截至 10:17", out_id=2, edits=first, buttons=[("明细", "2-0")]))

    (shown,) = rep.seen
    assert (ref, again) == (first, first)
    assert (shown.text, shown.inline, shown.edits) == ("截至 10:17", [[("明细", "2-0")]], 1)
    assert line.server.asked("editMessageText")[0].link_preview_options.is_disabled is True


async def test_a_picture_is_replaced_with_its_words_and_words_alone_become_its_caption(
    line: Line,
) -> None:
    rep, send = line.rep, line.bot.channel.send
    pictures = [Shot(n, PhotoKind.SHELF).data for n in "ab"]
    old, new = (line.blobs.put(data) for data in pictures)
    first = await send(parcel("一", image=old))

    await send(parcel("二", edits=first, image=new))
    await send(parcel("三", edits=first))
    words = await send(parcel("四"))
    await send(parcel("五", edits=words, image=new))
    await send(parcel("六", edits=words, image=line.blobs.put(b"no picture")))

    assert [(s.text, s.photo) for s in rep.seen] == [("三", pictures[1]), ("六", pictures[1])]


async def test_what_can_not_be_edited_any_more_is_sent_anew(line: Line) -> None:
    send, rep = line.bot.channel.send, line.rep
    first = await send(parcel("截至 10:02"))
    rep.deletes(rep.last)

    second = await send(parcel("截至 10:17", edits=first))
    line.server.trouble = [RefusedError(400, "Bad Request: message can't be edited")]
    third = await send(parcel("截至 10:32", edits=second))
    strange = await send(parcel("截至 10:47", edits="no number"))

    assert [s.text for s in rep.seen] == ["截至 10:17", "截至 10:32", "截至 10:47"]
    assert len({first, second, third, strange}) == 4


async def test_a_decision_becomes_an_edit_and_after_a_crash_the_same_one(desk: Office) -> None:
    rep = desk.rep()
    for text in ("10:02", "10:17"):
        new = out(text, "telegram", desk.clock.now(), address=str(REP_ID))
        desk.on_database(lambda work, new=new: put_on_board(work, new, last=False))  # type: ignore[misc]
        await desk.settle()
    desk.on_database(lambda work: work.outbox.change(2, state="sending"))
    await desk.kill()
    await desk.open()
    await desk.settle()

    (shown,) = rep.seen
    assert "10:17" in shown.text
    assert shown.inline == [[("明细", "2-0+")]]
    assert (shown.edits, len(desk.server.asked("editMessageText"))) == (1, 2)
    assert desk.on_database(lambda work: work.outbox.get(2)).ref == str(shown.number)  # type: ignore[union-attr]
