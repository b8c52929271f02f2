"""A store that stands elsewhere: asked for by the rep, decided by a manager."""

import pytest

from domain.company.cells import Sheet
from storage.loading import import_sheets
from storage.work import SqlWork
from tests.chat import ADMIN, MANAGER, OTHER_REP, STORE, Chat
from tests.fakes import storefront
from tests.handlers.test_review import DIRECTOR, OTHER_MANAGER, audit

AWAY = (31.3296, 120.6903)
"""About 1.7 km from every store."""
NAME = "湖畔生活超市"
ASK = "门店位置有误,申请更正"


def point(chat: Chat) -> tuple[float, float]:
    found = chat.on_database(lambda work: work.directory.stores["SZ101"].point)
    assert found is not None
    return found.lat, found.lon


def fail(chat: Chat) -> None:
    chat.says(f"到店 {NAME}")
    chat.at(AWAY)


def test_outside_the_fence_of_the_named_store_a_correction_is_offered(chat: Chat) -> None:
    chat.says(f"到店 {NAME}")

    heard = chat.at(AWAY)

    assert heard.buttons[-2:] == ["重新定位", ASK]


def test_the_manager_sees_both_places_and_the_store_moves_when_he_agrees(chat: Chat) -> None:
    fail(chat)

    asked = chat.taps(ASK)
    card = asked.to(chat.person_id(MANAGER))
    done = chat.taps("批准", who=MANAGER)

    assert "已发给苏婉清" in asked.text
    assert card.text.startswith(f"申请更正门店位置:{NAME}\n叶小满 11-23 10:02")
    assert "原位置:31.31960,120.67730" in card.text
    assert "新位置:31.32960,120.69030(相距1.7公里)" in card.text
    assert "当时所在位置,精度约20米" in card.text
    assert card.buttons == ["批准", "不批准"]
    assert "请再发一次位置" in done.to(chat.person_id(chat.who)).text
    assert point(chat) == AWAY
    assert audit(chat, "store_moved") == 1
    assert NAME in chat.at(AWAY).text
    assert chat.visits()[0].presences


def test_photos_sent_meanwhile_are_kept(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)
    chat.sends(storefront())
    chat.taps("批准", who=MANAGER)

    heard = chat.at(AWAY)

    assert "①门头全景已收" in heard.text


def test_earlier_visits_keep_their_distances(chat: Chat) -> None:
    chat.at((31.31965, 120.6774))
    before = chat.visits()[0].presences
    chat.says("放弃 店家关门")
    fail(chat)
    chat.taps(ASK)

    chat.taps("批准", who=MANAGER)

    assert chat.visits()[0].presences == before


def test_the_same_request_twice_is_one(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)

    again = chat.taps(ASK)

    assert "已经发给苏婉清" in again.text
    assert len(again) == 1


def test_a_declined_request_moves_nothing(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)
    chat.restarts()

    heard = chat.taps("不批准", who=MANAGER)
    again = chat.taps("批准", who=MANAGER)
    asked = chat.says("门店位置不对")

    assert "苏婉清已拒绝(10:02)" in asked.text
    assert "没有批准" in heard.to(chat.person_id(chat.who)).text
    assert "已拒绝(10:02)" in again.text
    assert point(chat) == STORE


def test_it_waits_in_the_queue_and_the_first_decision_holds(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)

    card = chat.says("待复核", who=DIRECTOR)
    chat.taps("批准", who=DIRECTOR)
    chat.history = chat.history[:-3]
    late = chat.taps("批准", who=MANAGER)

    assert "申请更正门店位置" in card.text
    assert "陆景行已批准(10:02)" in late.text


def test_typed_agreement_moves_nothing(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)

    heard = chat.says("批准", who=MANAGER)

    assert "打字不算" in heard.text
    assert point(chat) == STORE


@pytest.mark.parametrize("who", ["叶小满", OTHER_REP, OTHER_MANAGER, ADMIN])
def test_nobody_else_moves_a_store(chat: Chat, who: str) -> None:
    fail(chat)
    chat.taps(ASK)

    chat.taps("批准", who=who)

    assert point(chat) == STORE


@pytest.mark.parametrize(
    "words",
    ["门店位置不对", "店址错了", "这家店的位置不对吧", "系统里的坐标不准", "地址有误", "位置错了,帮我更正",
     f"{NAME}的位置标错了", "店的定位点偏了", "更正门店位置"],
)  # fmt: skip
def test_the_rep_may_say_it_in_words(chat: Chat, words: str) -> None:
    fail(chat)

    assert "已发给苏婉清" in chat.says(words).text


@pytest.mark.parametrize("words", ["这家店搬了", "店搬走了", "他们搬到这边了"])
def test_a_store_that_moved_may_have_closed(chat: Chat, words: str) -> None:
    fail(chat)

    heard = chat.says(words)

    assert heard.buttons == [ASK, "放弃这家"]
    assert "已发给苏婉清" in chat.taps(ASK).text


def test_without_a_location_one_is_asked_for_first(chat: Chat) -> None:
    heard = chat.says(f"{NAME}的位置不对")
    chat.taps(f"到店 {NAME}")
    failed = chat.at(AWAY)

    assert f"请站在{NAME}门口发一次位置" in heard.text
    assert ASK in failed.buttons


def test_a_location_that_is_not_exact_moves_no_store(chat: Chat) -> None:
    chat.says(f"到店 {NAME}")
    chat.at(AWAY, body={"accuracy_m": 900})

    assert "定位还不够准" in chat.says("门店位置不对").text


@pytest.mark.parametrize("words", ["我的位置不对吗?", "客户地址变了", "238换成237", "定位怎么不准"])
def test_other_words_ask_for_no_correction(chat: Chat, words: str) -> None:
    fail(chat)

    assert "已发给" not in chat.says(words).text


def imported(chat: Chat, rows: list[list[object]]) -> list[tuple[int, str]]:
    """Import a store sheet; the remarks of its rows."""
    now = chat.clock.now()

    def load(work: SqlWork) -> list[tuple[int, str]]:
        book = [Sheet("门店", rows)]  # type: ignore[arg-type]
        done = import_sheets(work, book, at=now, by="test", batch_id="b1", file_name="门店")
        return list(done.reports[0].noted)

    return chat.on_database(load)


HEAD: list[object] = ["门店编码", "门店名称", "片区", "业务员", "纬度", "经度", "坐标系"]


def test_an_old_sheet_moves_nothing_back(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)
    chat.taps("批准", who=MANAGER)
    row = ["SZ101", NAME, "苏州园区片区", "叶小满", *STORE, "WGS-84"]

    noted = imported(chat, [HEAD, row])

    assert noted == [(2, "门店位置已由主管批准更正,表里还是旧坐标,没有改")]
    assert point(chat) == AWAY


def test_a_sheet_with_a_third_place_is_news(chat: Chat) -> None:
    fail(chat)
    chat.taps(ASK)
    chat.taps("批准", who=MANAGER)
    row = ["SZ101", NAME, "苏州园区片区", "叶小满", 31.33, 120.7, "WGS-84"]

    noted = imported(chat, [HEAD, row])

    assert noted == []
    assert point(chat) == (31.33, 120.7)


def test_an_old_sheet_hands_nothing_back(chat: Chat) -> None:
    chat.says(f"{NAME}交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    row = ["SZ101", NAME, "苏州园区片区", "叶小满", *STORE, "WGS-84"]

    noted = imported(chat, [HEAD, row])

    assert noted == [(2, "门店已换负责人,表里还是原来的,没有改")]
    store = chat.on_database(lambda work: work.directory.stores["SZ101"])
    assert store.rep_id == chat.person_id(OTHER_REP)
