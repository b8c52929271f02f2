"""A live location moves on by itself: it keeps a visit fresh and bothers nobody."""

from typing import Any

from tests.chat import STORE, Chat, Heard
from tests.fakes import storefront

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


def test_outside_working_hours_updates_are_not_looked_at(chat: Chat) -> None:
    chat.at()
    chat.waits(hours=11)

    heard = moves_on(chat)

    assert len(heard) == 0
    assert len(chat.visits()[0].presences) == 1
