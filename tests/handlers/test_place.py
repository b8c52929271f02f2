"""Locations: fences, datums, doubts and windows."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.geo import Point, to_gcj02
from domain.visits import VisitState
from tests.chat import REP, STORE, Chat
from tests.fakes import shelf, storefront

FAR = (31.3466, 120.6773)
"""3.0 km north of the store."""


def test_a_location_far_from_every_store_names_the_nearest_and_opens_nothing(chat: Chat) -> None:
    heard = chat.at(FAR)

    assert "最近的是" in heard.text
    assert "公里" in heard.text
    assert not chat.visits()


def test_a_named_store_that_is_far_gets_the_distance_and_three_ways_on(chat: Chat) -> None:
    chat.says("到店 星湖大卖场")

    heard = chat.at()

    assert "您离星湖大卖场还有2.9公里" in heard.text
    assert "湖畔生活超市" in heard.text
    assert heard.buttons == ["改为湖畔生活超市", "重新定位", "门店位置有误,申请更正"]
    assert not chat.visits()[0].presences


def test_taking_the_nearest_store_instead_leaves_no_empty_draft(chat: Chat) -> None:
    chat.says("到店 星湖大卖场")
    chat.at()

    chat.taps("改为湖畔生活超市")

    states = {v.store_code: v.state for v in chat.visits()}
    assert states == {"SZ104": VisitState.ABANDONED, "SZ101": VisitState.DRAFT}


def test_a_vague_location_is_asked_again_without_blame(chat: Chat) -> None:
    heard = chat.at(body={"accuracy_m": 900})

    assert heard.text.startswith("定位不准(误差900米,要200米以内)")
    assert not chat.visits()


def test_a_location_of_the_other_datum_is_brought_home_first(chat: Chat) -> None:
    shifted = to_gcj02(Point(*STORE))

    as_sent = chat.at((shifted.lat, shifted.lon), body={"datum": "gcj02"})

    assert "到店:湖畔生活超市(距门店0米)" in as_sent.text


def test_two_stores_too_close_to_tell_are_asked_about(chat: Chat) -> None:
    heard = chat.at((31.3205, 120.6787))

    assert "您在哪一家" in heard.text
    assert set(heard.buttons) == {"湖畔生活超市", "晨光便利店"}

    chat.taps("晨光便利店")
    assert [v.store_code for v in chat.visits()] == ["SZ102"]


def test_a_photo_before_the_location_is_kept_and_bound(chat: Chat) -> None:
    waiting = chat.sends(storefront())
    chat.waits(minutes=3)

    heard = chat.at()

    assert "请发送您现在的位置" in waiting.text
    assert "①门头全景已收" in heard.text
    assert "请拍主推品货架" in heard.text


def test_a_photo_more_than_fifteen_minutes_before_is_not_bound(chat: Chat) -> None:
    chat.sends(storefront())
    chat.waits(minutes=16)

    heard = chat.at()

    assert "☐①门头全景" in heard.text
    assert "拍的照片比到店早太多" in heard.text


def test_a_photo_long_after_its_location_is_marked(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=20)

    heard = chat.sends(storefront())

    assert "定位较早" in heard.text
    assert chat.visits()[0].in_slot("storefront")[0].photo.early_fix  # type: ignore[union-attr]


def test_a_photo_after_the_window_asks_for_a_new_location_and_is_then_bound(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=61)

    late = chat.sends(storefront())
    again = chat.at()

    assert "上次定位已过期" in late.text
    assert "①门头全景已收" in again.text
    assert len(chat.visits()) == 1


def test_a_late_delivery_keeps_both_times(chat: Chat) -> None:
    chat.at()
    taken = chat.clock.now() + timedelta(minutes=1)
    chat.waits(minutes=30)

    chat.sends(storefront(), sent_at=taken)

    item = chat.visits()[0].in_slot("storefront")[0]
    assert item.at == taken
    assert item.received_at - item.at > timedelta(minutes=25)


def test_submitting_half_an_hour_after_the_location_asks_for_a_fresh_one(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.waits(minutes=31)

    heard = chat.says("提交")

    assert "上次定位已超过30分钟" in heard.text


def test_a_location_at_the_open_visit_continues_it(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())

    heard = chat.at()

    assert "定位已更新" in heard.text
    assert len(chat.visits()) == 1


def test_a_location_after_the_submission_opens_no_second_visit_by_itself(chat: Chat) -> None:
    from tests.handlers.test_visit import close_visit  # noqa: PLC0415 - the whole story once more

    close_visit(chat)
    heard = chat.at()
    assert "今天10:02已提交" in heard.text

    chat.taps("再开一次拜访")
    assert [v.state for v in chat.visits()] == [VisitState.SUBMITTED, VisitState.DRAFT]


def test_a_store_of_another_district_is_not_opened(chat: Chat) -> None:
    heard = chat.at((31.2617, 120.6172))

    assert "石湖惠民超市" not in heard.text
    assert not chat.visits()


@pytest.mark.parametrize("place", [(0.0, 0.0), (95.0, 200.0)], ids=["null island", "no globe"])
def test_impossible_degrees_are_answered_and_open_nothing(
    chat: Chat, place: tuple[float, float]
) -> None:
    heard = chat.at(place)

    assert "没有能对上的门店" in heard.text
    assert not chat.visits()


def test_a_draft_that_nobody_comes_back_to_expires_after_three_days(chat: Chat) -> None:
    chat.at()

    chat.waits(days=3, minutes=1)

    assert [v.state for v in chat.visits()] == [VisitState.EXPIRED]
    assert chat.says("提交").text == "现在没有进行中的拜访。到店后发送位置就开始。"


def test_a_b2b_customer_is_visited_without_a_fence(chat: Chat) -> None:
    chat.who = "穆青山"
    chat.says("拜访渔歌餐饮管理")
    chat.at(FAR)
    chat.sends(storefront("公司门口"))
    chat.says("见了方总,想换大桶装")

    ready = chat.says("下周三送样品")
    done = chat.says("提交")

    assert ready.buttons == ["提交"]
    assert done.text.startswith("已提交 渔歌餐饮管理")
    texts = [i.text for i in chat.visits()[0].items.values() if i.text]
    assert texts == ["见了方总,想换大桶装", "下周三送样品"]
    assert REP not in done.text


def test_a_place_in_the_other_coordinate_system_is_noticed(chat: Chat) -> None:
    shifted = to_gcj02(Point(31.3158, 120.6829))

    heard = [chat.at((shifted.lat, shifted.lon), body={"datum": None}) for _ in range(3)][-1]

    assert "换一种坐标系算,您就在邻里鲜生" in heard.text
    assert not chat.visits()
    assert chat.on_database(lambda work: work.audit.count("datum_suspect")) == {"console": 3}


def test_a_channel_that_says_its_coordinate_system_is_believed(chat: Chat) -> None:
    shifted = to_gcj02(Point(*STORE))

    heard = chat.at((shifted.lat, shifted.lon))

    assert "坐标系" not in heard.text


def test_wecom_places_are_taken_for_chinese_coordinates_unless_it_says_so(tmp_path: Path) -> None:
    shifted = to_gcj02(Point(*STORE))
    chat = Chat(tmp_path, channel="wecom")

    heard = chat.at((shifted.lat, shifted.lon), body={"datum": None})
    chat.close()

    assert "到店:湖畔生活超市" in heard.text
