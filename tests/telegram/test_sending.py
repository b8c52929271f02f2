"""Messages as they stand in the chat, and what becomes of those that don't get there."""

from datetime import timedelta

import pytest

from bot.channels.base import SendError
from bot.channels.telegram.keyboards import inline
from domain.readings import PhotoKind
from tests.fakes import Shot
from tests.peers.telegram.schema import RefusedError
from tests.telegram.conftest import Line
from tests.telegram.office import parcel


async def refused(line: Line, error: RefusedError) -> SendError:
    """How a message fails that the server answers with that."""
    line.known()
    line.server.trouble = [error]
    with pytest.raises(SendError) as found:
        await line.bot.channel.send(parcel())
    return found.value


async def test_a_message_is_plain_and_shows_no_preview(line: Line) -> None:
    rep = line.rep

    ref = await line.bot.channel.send(parcel("*单价* <12.8> https://example.com"))

    (sent,) = line.server.asked("sendMessage")
    assert rep.last.text == "*单价* <12.8> https://example.com"
    assert rep.last.number == int(ref)
    assert sent.link_preview_options.is_disabled is True
    assert sent.reply_parameters is None


async def test_a_picture_comes_with_its_words_and_buttons(line: Line) -> None:
    rep = line.rep
    shot = Shot("货架", PhotoKind.SHELF).data

    await line.bot.channel.send(
        parcel("货架图", image=line.blobs.put(shot), buttons=[("确认", "1-0")])
    )

    assert (rep.last.text, rep.last.photo, rep.last.labels) == ("货架图", shot, ["确认"])


async def test_a_picture_that_telegram_will_not_have_leaves_its_words(line: Line) -> None:
    rep = line.rep

    await line.bot.channel.send(parcel("货架图", image=line.blobs.put(b"no picture")))

    assert (rep.last.text, rep.last.photo) == ("货架图", b"")


async def test_a_picture_for_nobody_is_gone_like_any_message(line: Line) -> None:
    with pytest.raises(SendError) as found:
        await line.bot.channel.send(parcel("货架图", image=line.blobs.put(b"\x89PNG")))

    assert found.value.gone


async def test_a_picture_that_is_gone_leaves_its_words(line: Line) -> None:
    rep = line.rep

    await line.bot.channel.send(parcel("货架图", image="00" * 32))

    assert rep.last.text == "货架图"


@pytest.mark.parametrize(
    ("error", "permanent", "gone", "retry_after"),
    [
        (RefusedError(403, "Forbidden: bot was blocked by the user"), True, True, None),
        (RefusedError(403, "Forbidden: user is deactivated"), True, True, None),
        (RefusedError(403, "Forbidden: bot was kicked from the group chat"), True, True, None),
        (RefusedError(400, "Bad Request: chat not found"), True, True, None),
        (RefusedError(400, "Bad Request: PEER_ID_INVALID"), True, True, None),
        (
            RefusedError(400, "Bad Request: not enough rights to send text messages"),
            True,
            True,
            None,
        ),
        (RefusedError(403, "Forbidden: something new"), True, False, None),
        (RefusedError(400, "Bad Request: message is too long"), True, False, None),
        (RefusedError(400, "Bad Request: BUTTON_DATA_INVALID"), True, False, None),
        (RefusedError(429, "Too Many Requests", retry_after=7), False, False, 7),
        (RefusedError(401, "Unauthorized"), False, False, 60),
        (RefusedError(409, "Conflict"), False, False, 60),
        (RefusedError(500, "Internal Server Error"), False, False, None),
        (RefusedError(502, "Bad Gateway"), False, False, None),
    ],
    ids=lambda value: value.description if isinstance(value, RefusedError) else "",
)
async def test_what_a_refusal_means(
    line: Line, error: RefusedError, permanent: bool, gone: bool, retry_after: int | None
) -> None:
    found = await refused(line, error)

    wait = timedelta(seconds=retry_after) if retry_after else None
    assert (found.permanent, found.gone, found.retry_after) == (permanent, gone, wait)
    assert "test-token" not in str(found)


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 502])
async def test_a_page_of_a_proxy_is_not_telegrams_word(line: Line, status: int) -> None:
    line.server.page = status

    with pytest.raises(SendError) as found:
        await line.bot.channel.send(parcel())

    assert (found.value.gone, found.value.permanent) == (False, False)
    assert found.value.retry_after == timedelta(seconds=15)
    assert "not Telegram's" in str(found.value)


async def test_a_server_that_can_not_be_reached_is_no_failure_of_the_message(line: Line) -> None:
    await line.server.stop()

    with pytest.raises(SendError) as found:
        await line.bot.channel.send(parcel())

    assert found.value.retry_after == timedelta(seconds=15)
    assert "test-token" not in str(found.value)


async def test_an_address_that_is_none_of_telegrams_is_gone(line: Line) -> None:
    with pytest.raises(SendError) as found:
        await line.bot.channel.send(parcel(address="Q011"))

    assert found.value.gone


async def test_the_rates_are_kept_before_telegram_has_to_say_so(line: Line) -> None:
    people = [line.server.user(8000 + n) for n in range(40)]
    line.server.rates.on = True

    for person in people:
        await line.bot.channel.send(parcel("早", address=str(person.id)))
    for number in range(3):
        await line.bot.channel.send(parcel(f"{number}", address="8000"))

    assert line.server.refused == []
    assert 3 <= sum(line.seconds.slept) < 5


async def test_a_group_gets_twenty_a_minute_and_the_rest_waits_in_the_outbox(line: Line) -> None:
    line.server.group(-5)
    line.server.rates.on = True
    message = parcel("报", chat="group:-5")

    for _ in range(20):
        await line.bot.channel.send(message)
    with pytest.raises(SendError) as found:
        await line.bot.channel.send(message)

    assert line.server.refused == []
    assert found.value.retry_after is not None


async def test_after_a_flood_the_chat_is_left_alone_for_as_long_as_it_says(line: Line) -> None:
    await refused(line, RefusedError(429, "Too Many Requests: retry after 40", retry_after=40))

    with pytest.raises(SendError) as found:
        await line.bot.channel.send(parcel())
    line.seconds.tick(40)
    await line.bot.channel.send(parcel("现在"))

    assert found.value.retry_after is not None
    assert line.rep.last.text == "现在"


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["确认", "修改", "取消"], [3]),
        (["确认", "修改", "取消", "进度"], [3, 1]),
        (["门头全景", "货架图", "价签", "都不是"], [3, 1]),
        (["湖畔生活超市", "晨光便利"], [2]),
        (["门店位置有误,申请更正", "重新定位"], [1, 1]),
        (["到店 湖畔生活超市", "到店 晨光便利店(河西)", "取消"], [1, 1, 1]),
        (["1", "2", "3", "4", "5", "6"], [3, 3]),
        ([], []),
    ],
)
def test_short_labels_stand_side_by_side(labels: list[str], rows: list[int]) -> None:
    keyboard = inline([(label, f"1-{n}") for n, label in enumerate(labels)])

    assert [len(row) for row in keyboard.inline_keyboard] == rows
    assert [b.text for row in keyboard.inline_keyboard for b in row] == labels


async def test_a_location_is_one_tap_away_as_long_as_it_is_asked_for(line: Line) -> None:
    rep, send = line.rep, line.bot.channel.send
    seen = []

    for more in (
        {},
        {"wants": "location"},
        {"wants": "location", "buttons": [("重新定位", "1-0")]},
        {"buttons": [("确认", "1-0")]},
        {},
        {},
    ):
        await send(parcel("…", **more))
        seen.append(bool(rep.chat.keyboard))

    assert seen == [False, True, True, True, False, False]
    removed = [m.reply_markup is not None for m in line.server.asked("sendMessage")]
    assert removed == [True, True, True, True, True, False]
    assert line.server.asked("sendMessage")[1].reply_markup.one_time_keyboard is True
