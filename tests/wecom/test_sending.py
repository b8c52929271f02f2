"""What reaches a member, and what becomes of what does not."""

from datetime import timedelta

import pytest

from bot.channels.base import Parcel, SendError
from bot.channels.wecom.progress import Progress
from tests.fakes import shelf
from tests.wecom.office import REP, Office, parcel

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
LONG = "湖畔生活超市\n" + "\n".join(f"☐{n} 一步一步完成拜访" for n in range(20)) + "\n请拍门头。"
ASKED = (("确认", "7-0"), ("修改", "7-1"))


async def refused(desk: Office, sent: Parcel) -> SendError:
    with pytest.raises(SendError) as caught:
        await desk.channel.send(sent)
    return caught.value


async def test_a_text_arrives_and_has_wecoms_number(desk: Office) -> None:
    ye = desk.rep()

    ref = await desk.channel.send(parcel("中" * 682))

    assert ref == "MSG-0001"
    assert [(s.kind, s.text) for s in ye.seen] == [("text", "中" * 682)]


async def test_headings_are_bold_where_markdown_takes_nothing_for_its_own(desk: Office) -> None:
    ye = desk.rep()

    await desk.channel.send(parcel("我能帮您:\n【过程】\n· 进度"))
    await desk.channel.send(parcel("【过程】\n3*4 <b> #1"))
    await desk.channel.send(parcel("说【进度】"))

    assert [s.kind for s in ye.seen] == ["markdown", "text", "text"]
    assert ye.seen[0].text == "我能帮您:\n【过程】\n· 进度"


async def test_a_short_question_is_one_card(desk: Office) -> None:
    ye = desk.rep()

    await desk.channel.send(parcel("对吗?\n点一下", buttons=ASKED))

    (seen,) = ye.seen
    assert (seen.kind, seen.text, seen.buttons) == (
        "template_card",
        "对吗?\n点一下",
        ["确认", "修改"],
    )


async def test_a_long_one_is_a_text_and_a_card_with_what_it_asks(desk: Office) -> None:
    ye = desk.rep()

    await desk.channel.send(parcel(LONG, buttons=ASKED))

    text, card = ye.seen
    assert (text.kind, card.kind) == ("text", "template_card")
    assert f"{text.text}\n{card.text}" == LONG
    assert card.text == "请拍门头。"


async def test_a_picture_comes_before_its_words(desk: Office) -> None:
    ye = desk.rep()
    sha256 = desk.app.blobs.put(shelf().data)

    await desk.channel.send(parcel(LONG, image=sha256, buttons=ASKED))
    await desk.channel.send(parcel("", out_id=8, image=sha256))

    assert [s.kind for s in ye.seen] == ["image", "text", "template_card", "image"]
    assert ye.seen[0].picture == ye.seen[3].picture == shelf().data


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (PNG, "image", "picture.png"),
        (b"GIF89a" + bytes(64), "file", "picture.gif"),
        (b"\xff\xd8\xff" + bytes(10 * 2**20), "file", "picture.jpeg"),
    ],
    ids=["png", "gif", "large"],
)
async def test_what_can_be_no_picture_message_goes_as_a_file(
    desk: Office, data: bytes, kind: str, name: str
) -> None:
    ye = desk.rep()

    await desk.channel.send(parcel(image=desk.app.blobs.put(data)))

    assert [s.kind for s in ye.seen] == [kind, "text"]
    assert (ye.seen[0].picture, ye.seen[0].name) == (data, name)


@pytest.mark.parametrize("failing", ["media/upload", "message/send"])
async def test_pieces_that_arrived_are_not_sent_again(desk: Office, failing: str) -> None:
    ye = desk.rep()
    sent = parcel(LONG, image=desk.app.blobs.put(shelf().data), buttons=ASKED)
    desk.server.fails(failing, 500)
    await refused(desk, sent)
    for _ in range(2):
        desk.server.fails("message/send", 0)  # carried out, but the answer is lost
        desk.server.fails("message/send", -1)

    tries = 0
    while True:
        try:
            await desk.channel.send(sent)
        except SendError:
            tries += 1
        else:
            break

    assert tries == 4
    assert [s.kind for s in ye.seen].count("template_card") == 1
    again = await desk.channel.send(sent)
    assert [s.kind for s in ye.seen].count("template_card") == 1
    assert again


async def test_a_card_that_had_arrived_after_all_is_not_shown_twice(desk: Office) -> None:
    ye = desk.rep()
    sent = parcel("对吗?", buttons=ASKED)
    desk.server.fails("message/send", 0)
    error = await refused(desk, sent)

    ref = await desk.channel.send(sent)

    assert not error.permanent
    assert len(ye.seen) == 1
    assert ref == ye.seen[0].task_id


async def test_after_a_crash_a_card_that_had_arrived_is_told_by_its_name(desk: Office) -> None:
    ye = desk.rep()
    await desk.channel.send(parcel("对吗?", buttons=ASKED))
    desk.channel._progress = Progress()

    await desk.channel.send(parcel("对吗?", buttons=ASKED, again=True))

    assert len(ye.seen) == 1


async def test_a_message_of_a_new_installation_is_not_taken_for_an_old_one(desk: Office) -> None:
    ye = desk.rep()
    await desk.channel.send(parcel("对吗?", buttons=ASKED))
    desk.channel._progress = Progress()

    await desk.channel.send(parcel("对吗?", buttons=ASKED))

    assert len(ye.seen) == 2


@pytest.mark.parametrize("address", ["@all", "Q011|Q012", "", "叶小满"])
async def test_an_address_that_names_nobody_or_many_gets_nothing(
    desk: Office, address: str
) -> None:
    error = await refused(desk, parcel(address=address))

    assert error.gone
    assert "message/send" not in desk.server.calls


async def test_who_is_not_in_the_visible_range_is_gone(desk: Office) -> None:
    desk.rep()
    desk.server.hides(REP)

    assert (await refused(desk, parcel())).gone


async def test_who_has_no_licence_is_complained_of(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.rep()
    desk.server.withholds(REP)

    error = await refused(desk, parcel())

    assert (error.permanent, error.gone) == (True, False)
    assert "接口许可" in capsys.readouterr().err


@pytest.mark.parametrize("code", [40003, 60111, 81013])
async def test_who_does_not_exist_is_gone(desk: Office, code: int) -> None:
    desk.server.fails("message/send", code)

    assert (await refused(desk, parcel())).gone


@pytest.mark.parametrize("code", [-1, 45033, 45009])
async def test_what_passes_is_no_failure(desk: Office, code: int) -> None:
    desk.server.fails("message/send", code)

    error = await refused(desk, parcel())

    assert error.retry_after is not None
    assert not error.permanent


async def test_too_many_calls_hold_up_every_message(desk: Office) -> None:
    desk.server.member("Q012")
    desk.server.fails("message/send", 45009)
    await refused(desk, parcel())
    calls = len(desk.server.calls)

    error = await refused(desk, parcel(address="Q012"))

    assert error.retry_after is not None
    assert error.retry_after > timedelta(seconds=50)
    assert len(desk.server.calls) == calls


@pytest.mark.parametrize("code", [40001, 60020, 60011, 301002])
async def test_a_wrong_setting_keeps_messages_until_it_is_mended(
    desk: Office, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.server.fails("message/send", code, times=2)

    errors = [await refused(desk, parcel()) for _ in range(2)]

    assert all(e.retry_after is not None and not e.permanent for e in errors)
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("code", [40008, 45002, 99999])
async def test_what_wecom_will_never_take_is_given_up(desk: Office, code: int) -> None:
    desk.server.fails("message/send", code)

    error = await refused(desk, parcel())

    assert (error.permanent, error.gone) == (True, False)


async def test_a_bot_that_has_stopped_sends_nothing_and_says_so(desk: Office) -> None:
    await desk.bot.stop()

    error = await refused(desk, parcel())

    assert (error.permanent, error.retry_after) == (False, None)


async def test_a_network_that_is_down_is_an_ordinary_failure(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.server.fails("message/send", 503)

    error = await refused(desk, parcel())

    assert (error.permanent, error.retry_after) == (False, None)
    assert capsys.readouterr().err == "WeCom: can't be reached (message/send: HTTP 503)\n"
