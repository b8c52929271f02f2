"""A live location moves on by itself: it keeps a visit fresh and bothers nobody."""

from typing import Any

from tests.chat import STORE, Chat, Heard
from tests.fakes import shelf, storefront
from tests.handlers.test_binding import NEXT_DOOR

AWAY = (31.3500, 120.7000)


def moves_on(chat: Chat, place: tuple[float, float] = STORE, **more: Any) -> Heard:
    return chat.at(place, body={"update": True, **more})


def test_an_update_at_the_store_refreshes_the_visit_and_says_nothing(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=40)

    heard = moves_on(chat)

    assert len(heard) == 0
    assert len(chat.visits()[0].presences) == 2


def test_updates_in_quick_succession_add_nothing(chat: Chat) -> None:
    chat.at()

    moves_on(chat)
    moves_on(chat)

    assert len(chat.visits()[0].presences) == 1


def test_driving_past_a_store_opens_no_visit(chat: Chat) -> None:
    heard = moves_on(chat)

    assert len(heard) == 0
    assert chat.visits() == []


def test_an_update_from_elsewhere_says_nothing_and_proves_nothing(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=40)

    heard = moves_on(chat, AWAY)

    assert len(heard) == 0
    assert len(chat.visits()[0].presences) == 1


def test_a_visit_begun_by_name_gets_its_location_by_walking_in(chat: Chat) -> None:
    chat.says("到店 湖畔生活超市")

    on_the_way = moves_on(chat, AWAY)
    heard = moves_on(chat)

    assert len(on_the_way) == 0
    assert "到店:湖畔生活超市" in heard.text


def test_a_photo_that_waits_for_a_location_is_filed_by_an_update(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=70)
    chat.sends(storefront())

    heard = moves_on(chat)

    assert "①门头全景已收" in heard.text


def test_a_photo_from_where_the_phone_went_is_not_of_the_store_that_was_left(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=10)
    moves_on(chat, AWAY)

    heard = chat.sends(storefront())

    assert "位置" in heard.text
    assert not chat.visits()[0].items


def test_words_about_the_store_may_still_be_written_on_the_way(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf())
    moves_on(chat, AWAY)

    heard = chat.says("516 12箱")

    assert "00516=12箱" in heard.text


def test_the_photo_of_the_next_store_opens_the_next_visit(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=10)
    moves_on(chat, NEXT_DOOR)
    chat.sends(storefront())

    heard = moves_on(chat, NEXT_DOOR)

    assert "到店:晨光便利店" in heard.text
    assert "①门头全景已收" in heard.text
    assert [v.store_code for v in chat.visits() if v.items] == ["SZ102"]


def test_who_comes_back_goes_on(chat: Chat) -> None:
    chat.at()
    chat.waits(minutes=10)
    moves_on(chat, AWAY)
    moves_on(chat)

    heard = chat.sends(storefront())

    assert "①门头全景已收" in heard.text


def test_an_inexact_place_takes_nothing_away(chat: Chat) -> None:
    chat.at()
    moves_on(chat, AWAY, accuracy_m=900)

    heard = chat.sends(storefront())

    assert "①门头全景已收" in heard.text


def test_where_the_phone_was_is_not_kept_beside_what_a_visit_used(chat: Chat) -> None:
    chat.at()
    moves_on(chat, AWAY)
    moves_on(chat)

    kept = chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "select body from inbox where kind = 'place' order by id"
        ).all()
    )

    assert ["31." in row[0] for row in kept] == [True, False, False]


def test_outside_working_hours_updates_are_not_looked_at(chat: Chat) -> None:
    chat.at()
    chat.waits(hours=11)

    heard = moves_on(chat)

    assert len(heard) == 0
    assert len(chat.visits()[0].presences) == 1
