"""S21: digressions, 撤回, corrections before and after the submission."""

import re

from domain.visits import VisitState
from tests.chat import MANAGER, Heard
from tests.drivers.wire import WireChat
from tests.fakes import storefront
from tests.scenarios.steps import (
    STORE_NAME,
    THREE,
    arrive_and_show,
    close_visit,
    counts,
    finish,
    texts_to,
)


def reword(chat: WireChat, key: str, whole: str, short: str) -> Heard:
    """Edit the earlier message; where nothing can be edited, type what changes."""
    return chat.edits(key, whole) if chat.can("edit") else chat.says(short)


def test_an_edited_line_corrects_its_count(chat: WireChat) -> None:
    arrive_and_show(chat)
    chat.says("516 12箱,127 6箱", key="line")

    heard = reword(chat, "line", "516 21箱,127 6箱", "516改成21箱")

    assert heard.text.startswith("00516 更正为21箱(原12箱)\n")
    assert counts(chat) == {"00516": 21, "00127": 6}


def test_undo_takes_back_the_last_and_what_is_named(chat: WireChat) -> None:
    arrive_and_show(chat)
    chat.says(THREE)

    last = chat.says("撤回")
    named = chat.says("撤回516")
    door = chat.says("把门头照片删掉")

    assert last.text.startswith("已撤回:00233 0箱")
    assert named.text.startswith("已撤回:00516 12箱")
    assert door.text.startswith("已撤回:门头全景")
    assert "请拍一张门头全景" in door.text
    assert counts(chat) == {"00127": 6}


def test_talk_beside_the_matter_fills_nothing_and_leads_back(chat: WireChat) -> None:
    chat.at()
    chat.sends(storefront())

    weather = chat.says("今天天气不错")
    voice = chat.speaks()

    assert weather.text.startswith("是啊,跑店路上照顾好自己。")
    assert "请拍主推品货架" in weather.text
    assert "语音" in voice.text
    assert "打字" in voice.text
    assert [i.slot for i in chat.visits()[0].items.values()] == ["storefront"]


def test_after_the_submission_a_reason_is_asked_and_the_manager_told(chat: WireChat) -> None:
    close_visit(chat)

    asked = chat.says("516改成8箱")
    told = chat.says("后排是空箱,看错了")

    (visit,) = chat.visits()
    item = next(i for i in visit.items.values() if i.corrections)
    assert re.search(f"{STORE_NAME}10:0.已提交。要更正:\n00516:12箱 → 8箱", asked.text)
    assert asked.buttons == ["数错了", "不改"]
    assert f"{STORE_NAME} 00516 更正为8箱(原12箱)" in told.text
    (manager,) = texts_to(chat, told, MANAGER)
    assert "12箱 → 8箱" in manager
    assert "后排是空箱,看错了" in manager
    assert visit.state is VisitState.SUBMITTED
    assert [(c.before, c.after) for c in item.corrections] == [("12箱", "8箱")]


def test_what_is_edited_after_the_submission_is_asked_for_its_reason_too(chat: WireChat) -> None:
    arrive_and_show(chat)
    chat.says(THREE, key="line")
    finish(chat)

    asked = reword(chat, "line", THREE.replace("127 6箱", "127 5箱"), "127改成5箱")
    chat.taps("数错了")

    assert "00127:6箱 → 5箱" in asked.text
    assert counts(chat) == {"00516": 12, "00127": 5, "00233": 0}
