"""Conversations on WeCom, as members live them: from the phone to the file and back."""

import pytest

from domain.geo import Datum, Point, to_gcj02
from domain.onsite import Provenance
from storage.work import SqlWork
from tests.chat import STORE
from tests.fakes import price_tag, shelf, storefront
from tests.wecom.office import REP, Office

STOCK = "516 12箱,127 6箱,233 0"
TAG = price_tag("望海牌鲜味生抽1L", "12.80")


def gcj(place: tuple[float, float] = STORE) -> tuple[float, float]:
    """As WeCom's map gives it."""
    shifted = to_gcj02(Point(*place))
    return round(shifted.lat, 6), round(shifted.lon, 6)


async def arrive(desk: Office) -> None:
    await desk.rep().picks(*gcj())
    await desk.settle()


async def test_a_visit_from_the_map_to_its_end(desk: Office) -> None:
    ye = desk.rep()

    await arrive(desk)
    begun = ye.seen[-1].text
    await ye.sends_photo(storefront().data, camera=True)
    await desk.settle()
    await ye.sends_photo(shelf().data)
    await desk.settle()
    grid = next(s for s in ye.seen if s.kind == "image")
    await ye.says(STOCK)
    await ye.sends_photo(TAG.data)
    await desk.settle()
    asked = ye.seen[-1]
    await ye.taps("确认")
    await desk.settle()
    await ye.taps("提交")
    await desk.settle()

    assert "到店:湖畔生活超市(距门店0米)" in begun
    assert grid.picture.startswith(b"\xff\xd8\xff")
    assert asked.text.startswith("望海牌鲜味生抽1L 12.80,对吗?")
    assert ye.seen[-1].text.startswith("已提交 湖畔生活超市")
    assert ye.dropped == 0


async def test_the_camera_menus_picture_is_from_the_camera_and_no_other(desk: Office) -> None:
    ye = desk.rep()
    await arrive(desk)

    await ye.sends_photo(storefront().data, camera=True)
    await ye.sends_photo(shelf().data)
    await desk.settle()

    items = desk.on_database(lambda work: [i for v in work.visits.all() for i in v.items.values()])
    assert {i.slot: i.photo.provenance for i in items if i.photo} == {
        "storefront": Provenance.CAMERA,
        "shelf": Provenance.UNKNOWN,
    }


async def test_ten_minutes_after_the_camera_a_picture_may_be_from_anywhere(desk: Office) -> None:
    ye, data = desk.rep(), storefront().data
    await ye.sends_photo(data, camera=True)
    (photo,) = [row for row in desk.inbox() if row.kind == "photo"]
    media = photo.body["media"]

    fresh = await desk.channel.fetch(media)
    somebody_elses = await desk.channel.fetch({**media, "user": "Q012"})
    desk.clock.tick(minutes=10, seconds=1)
    late = await desk.channel.fetch(media)

    assert (fresh.provenance, somebody_elses.provenance, late.provenance) == ("camera", "", "")


async def test_a_tapped_card_shows_what_was_tapped_and_can_not_be_tapped_again(
    desk: Office,
) -> None:
    ye = desk.rep()
    await ye.says("撤销同意")
    await desk.settle()
    card = ye.seen[-1]

    await ye.taps("不撤销")
    await desk.settle()

    assert (card.replaced, card.buttons) == ("已点:不撤销", [])
    assert desk.server.calls.count("message/update_template_card") == 1


async def test_a_card_with_the_days_stores_stays_to_be_gone_on_with(desk: Office) -> None:
    ye = desk.rep()
    await ye.says("今天跑哪几家")
    await desk.settle()
    (card,) = ye.seen
    offered = list(card.buttons)

    await ye.taps("到店 晨光便利店")
    await desk.settle()
    await ye.taps("到店 湖畔生活超市")
    await desk.settle()

    assert (card.replaced, card.buttons) == ("", offered)
    assert [row.kind for row in desk.inbox()] == ["said", "press", "press"]
    assert ["晨光便利店" in ye.seen[1].text, "湖畔生活超市" in ye.seen[-1].text] == [True, True]
    assert desk.server.calls.count("message/update_template_card") == 0


async def test_a_card_that_was_sent_just_before_a_crash_is_not_shown_twice(desk: Office) -> None:
    ye = desk.rep()
    await ye.says("今天跑哪几家")
    await desk.settle()
    statement = "UPDATE outbox SET state = 'sending', ref = ''"  # sent, and never noted down
    desk.on_database(lambda work: work.connection.exec_driver_sql(statement))

    await desk.restart()
    await desk.settle()

    assert [s.kind for s in ye.seen] == ["template_card"]
    assert desk.server.calls.count("message/send") == 2


async def test_a_tap_that_wecom_repeats_is_one(desk: Office) -> None:
    ye = desk.rep()
    await ye.says("撤销同意")
    await desk.settle()
    card = ye.seen[-1]
    key = card.keys["不撤销"]

    for _ in range(3):
        await ye.presses(key, card)
    await desk.settle()

    assert desk.server.calls.count("message/update_template_card") == 1
    assert len([row for row in desk.inbox() if row.kind == "press"]) == 1


@pytest.mark.parametrize("code", [40058, -1, 503])
async def test_a_card_that_can_not_be_updated_any_more_does_no_harm(
    desk: Office, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ye = desk.rep()
    await ye.says("撤销同意")
    await desk.settle()
    card = ye.seen[-1]
    desk.server.fails("message/update_template_card", code)

    await ye.taps("不撤销")
    await desk.settle()

    assert card.buttons
    assert len(ye.seen) == 3
    assert capsys.readouterr().err == ""


async def test_a_button_that_nobody_made_is_answered(desk: Office) -> None:
    ye = desk.rep()

    await ye.presses("rubbish@@@")
    await desk.settle()

    assert len(ye.seen) == 1


async def test_a_sent_place_is_chinese_and_a_reported_one_is_not(desk: Office) -> None:
    ye = desk.rep()
    await arrive(desk)
    desk.clock.tick(minutes=20)

    await ye.reports_location(*STORE, precision=30)
    await desk.settle()

    visit = desk.on_database(lambda work: next(iter(work.visits.all())))
    assert [p.provenance for p in visit.presences] == [Provenance.PIN, Provenance.LIVE]
    assert all(p.distance_m is not None and p.distance_m < 2 for p in visit.presences)
    assert len(ye.seen) == 1


async def test_the_company_may_say_that_reported_places_are_chinese_too(desk: Office) -> None:
    def say(work: SqlWork) -> None:
        work.rules.change("坐标系(企业微信上报)", "GCJ-02", by="test", at=desk.clock.now())

    desk.on_database(say)
    ye = desk.rep()
    await arrive(desk)
    desk.clock.tick(minutes=20)

    await ye.reports_location(*gcj(), precision=30)
    await desk.settle()

    visit = desk.on_database(lambda work: next(iter(work.visits.all())))
    settings = desk.on_database(lambda work: work.rules.settings())
    assert settings.datum_of("wecom", reported=True) is Datum.GCJ02
    assert [p.provenance for p in visit.presences] == [Provenance.PIN, Provenance.LIVE]


async def test_a_picture_that_wecom_has_no_more_is_asked_for_again(desk: Office) -> None:
    ye = desk.rep()
    await arrive(desk)
    desk.server.fails("media/get", 40007)

    await ye.sends_photo(storefront().data)
    await desk.settle()

    assert len(ye.seen) == 2
    assert ye.seen[-1].text.startswith("这张照片已经取不到了,请重发一张。")


@pytest.mark.parametrize("do", ["sends_video", "sends_link"])
async def test_what_nobody_can_use_is_answered(desk: Office, do: str) -> None:
    ye = desk.rep()

    await getattr(ye, do)()
    await desk.settle()

    assert "我用不上" in ye.seen[-1].text


async def test_a_voice_note_and_a_file_are_answered(desk: Office) -> None:
    ye = desk.rep()

    await ye.sends_voice(b"#!AMR\n" + bytes(32))
    await ye.sends_file("订单.xlsx", b"PK\3\4" + bytes(64))
    await desk.settle()

    document, voice = ye.seen  # a note is answered once somebody has tried to hear it
    assert ["语音" in voice.text, "订单.xlsx" in document.text] == [True, True]


async def test_opening_the_app_disturbs_nobody_who_is_known(desk: Office) -> None:
    ye = desk.rep()

    await ye.enters()
    await ye.joins()
    await desk.settle()

    assert ye.seen == []


async def test_a_stranger_learns_nothing_and_none_of_their_files_is_fetched(desk: Office) -> None:
    stranger = desk.server.member("nobody.else")

    await stranger.sends_photo(storefront().data)
    await stranger.says("雷达图")
    await desk.settle()

    assert all(REP not in s.text and "叶小满" not in s.text for s in stranger.seen)
    assert "media/get" not in desk.server.calls


async def test_a_member_out_of_reach_is_written_to_no_more(desk: Office) -> None:
    ye = desk.rep()
    desk.server.hides(REP)
    await ye.says("进度")
    await desk.settle()
    calls = desk.server.calls.count("message/send")

    await desk.settle()

    assert calls == 1
    assert desk.server.calls.count("message/send") == 1


async def test_nothing_secret_is_said_on_a_bad_day(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    ye, server = desk.rep(), desk.server
    for path in ("message/send", "media/get", "menu/get", "gettoken"):
        for code in (500, 60020, 40001, 45009, 40014):
            server.fails(path, code)
    await desk.start()
    for _ in range(12):
        await ye.sends_photo(storefront().data)
        await ye.says("进度")
        desk.clock.tick(minutes=11)
        server.tokens.revoke()
        await desk.app.engine.settle()

    said = capsys.readouterr().err
    assert said
    for secret in (server.secret, server.token, server.aes_key, "token-0"):
        assert secret not in said
