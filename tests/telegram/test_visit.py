"""A visit on Telegram, from the first tap to 提交: the real engine, a real file, Telegram's server."""

from domain.readings import PhotoKind
from tests.chat import STORE
from tests.fakes import Shot
from tests.telegram.office import Office

DOOR = Shot("门头", PhotoKind.STOREFRONT)
SHELF = Shot("货架", PhotoKind.SHELF)


async def test_photos_are_fetched_filed_and_answered_once(desk: Office) -> None:
    rep = desk.rep()
    rep.shares(*STORE, live=True, accuracy=12)
    await desk.settle()
    arrived = rep.last.text

    for shot in (DOOR, SHELF):
        rep.sends_photo(shot.data, album="a1")
    await desk.settle()

    assert "湖畔生活超市" in arrived
    assert len(rep.seen) == 2
    assert desk.server.refused == []


async def test_a_moving_location_is_no_talk(desk: Office) -> None:
    rep = desk.rep()
    shared = rep.shares(*STORE, live=True, accuracy=12)
    await desk.settle()
    before = len(rep.seen)

    for minute in range(3):
        desk.clock.tick(minutes=6)
        rep.moves(shared, STORE[0] + minute * 1e-5, STORE[1], 10)
        await desk.settle()

    assert len(rep.seen) == before
    assert [row.kind for row in desk.inbox()] == ["place"] * 4


async def test_a_location_is_asked_for_with_a_keyboard_that_goes_again(desk: Office) -> None:
    rep = desk.rep()
    rep.sends_photo(DOOR.data)
    await desk.settle()
    asked = rep.chat.keyboard

    rep.shares(*STORE, live=True, accuracy=12)
    await desk.settle()
    rep.says("帮助")
    await desk.settle()
    rep.says("进度")
    await desk.settle()

    assert asked == [[{"text": "📍 发送我的位置", "request_location": True}]]
    assert rep.chat.keyboard == []


async def test_a_forwarded_photo_is_no_evidence(desk: Office) -> None:
    rep = desk.rep()
    rep.shares(*STORE, live=True, accuracy=12)
    await desk.settle()

    rep.sends_photo(DOOR.data, forwarded=True)
    await desk.settle()

    assert "转发" in rep.last.text


async def test_an_edit_of_what_was_typed_changes_it(desk: Office) -> None:
    rep = desk.rep()
    rep.shares(*STORE, live=True, accuracy=12)
    await desk.settle()
    typed = rep.says("516 12箱")
    await desk.settle()

    rep.edits(typed, "516 21箱")
    await desk.settle()

    assert "21箱" in rep.last.text


async def test_a_photo_that_telegram_lost_is_asked_for_again(desk: Office) -> None:
    rep = desk.rep()
    rep.shares(*STORE, live=True, accuracy=12)
    await desk.settle()
    rep.sends_photo(DOOR.data)
    for file in desk.server.world.files.values():
        file.lost = True

    for _ in range(3):
        await desk.settle()
        desk.clock.tick(minutes=1)

    assert "重发" in rep.last.text


async def test_a_sticker_is_answered_clearly(desk: Office) -> None:
    rep = desk.rep()

    rep.sends("sticker")
    await desk.settle()

    assert "贴纸" in rep.last.text


async def test_start_is_answered_with_what_the_bot_can_do(desk: Office) -> None:
    rep = desk.rep()

    rep.starts()
    await desk.settle()

    assert rep.last.text.startswith("叶小满,我能帮您")


async def test_a_stranger_learns_nothing_and_nothing_of_theirs_is_fetched(desk: Office) -> None:
    stranger = desk.server.user(9999, "路人")

    stranger.starts()
    stranger.sends_photo(DOOR.data)
    await desk.settle()

    assert "湖畔" not in "".join(shown.text for shown in stranger.seen)
    assert desk.server.asked("getFile") == []


async def test_who_blocked_the_bot_hears_nothing_until_they_come_back(desk: Office) -> None:
    rep = desk.rep()
    rep.says("进度")
    rep.blocks()
    await desk.settle()
    refused = len(desk.server.asked("sendMessage"))

    rep.unblocks()
    rep.says("进度")
    await desk.settle()

    assert refused <= 1
    assert rep.seen
