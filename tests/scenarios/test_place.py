"""S03: the wrong store, a place that is not exact, a store that stands elsewhere."""

from domain.visits import VisitState
from tests.chat import MANAGER, STORE
from tests.drivers.wire import WireChat
from tests.fakes import storefront
from tests.scenarios.steps import FAR_NAME, NEXT_NAME, STORE_NAME

AWAY = (31.3296, 120.6903)
"""About 1.7 km from every store."""
ASK = "门店位置有误,申请更正"


def point(chat: WireChat) -> tuple[float, float]:
    found = chat.on_database(lambda work: work.directory.stores["SZ101"].point)
    assert found is not None
    return round(found.lat, 4), round(found.lon, 4)


def states(chat: WireChat) -> dict[str, VisitState]:
    return {v.store_code: v.state for v in chat.visits()}


def test_a_store_three_kilometres_away_gets_the_distance_and_three_ways_on(chat: WireChat) -> None:
    chat.says(f"到店 {FAR_NAME}")
    failed = chat.at()
    again = chat.taps("重新定位")
    chat.sends(storefront())
    chat.at()
    taken = chat.taps(f"改为{STORE_NAME}")

    assert f"您离{FAR_NAME}还有2.9公里,不在300米范围内" in failed.text
    assert failed.buttons == [f"改为{STORE_NAME}", "重新定位", ASK]
    assert "位置" in again.text
    assert "①门头全景已收" in taken.text
    assert states(chat) == {"SZ104": VisitState.ABANDONED, "SZ101": VisitState.DRAFT}


def test_the_manager_moves_a_store_that_stands_elsewhere(chat: WireChat) -> None:
    chat.says(f"到店 {STORE_NAME}")
    chat.at(AWAY)
    asked = chat.taps(ASK)
    chat.sends(storefront())
    typed = chat.says("批准", who=MANAGER)
    before = point(chat)
    decided = chat.taps("批准", who=MANAGER)
    there = chat.at(AWAY)

    card = asked.to(chat.person_id(MANAGER))
    assert "已发给苏婉清" in asked.text
    assert f"申请更正门店位置:{STORE_NAME}" in card.text
    assert "相距1.7公里" in card.text
    assert card.buttons == ["批准", "不批准"]
    assert "打字不算" in typed.text
    assert before == STORE
    assert "请再发一次位置" in decided.to(chat.person_id(chat.who)).text
    assert point(chat) == AWAY
    assert "①门头全景已收" in there.text


def test_what_the_manager_declines_moves_nothing(chat: WireChat) -> None:
    chat.says(f"到店 {STORE_NAME}")
    chat.at(AWAY)
    chat.taps(ASK)

    heard = chat.taps("不批准", who=MANAGER)

    assert "没有批准" in heard.to(chat.person_id(chat.who)).text
    assert point(chat) == STORE


def test_far_from_every_store_the_nearest_is_named_and_nothing_opened(chat: WireChat) -> None:
    heard = chat.at((31.3466, 120.6773))

    assert "附近没有您的门店。最近的是" in heard.text
    assert not chat.visits()


def test_between_two_stores_it_is_asked_in_which(chat: WireChat) -> None:
    heard = chat.at((31.3205, 120.6787))
    chat.taps(NEXT_NAME)

    assert "您在哪一家" in heard.text
    assert set(heard.buttons) == {STORE_NAME, NEXT_NAME}
    assert [v.store_code for v in chat.visits()] == ["SZ102"]


def test_a_place_that_is_not_exact_is_asked_again_without_blame(chat: WireChat) -> None:
    """WeCom's map says nothing of how exact a place is: there it is taken as it comes."""
    heard = chat.at(body={"accuracy_m": 900})

    vague = "定位不准(误差900米,要200米以内)" in heard.text
    assert vague is chat.can("accuracy")
    assert bool(chat.visits()) is not vague
