"""S24, R045: nobody talks a visit through its gate; stores change hands; groups are kept out."""

import pytest

from domain.visits import VisitState
from tests.books import book
from tests.chat import MANAGER, OTHER_REP, REP
from tests.drivers.wire import WireChat
from tests.fakes import storefront
from tests.scenarios.steps import STORE_NAME, texts_to


def test_no_words_and_no_sheet_get_a_visit_through_its_gate(chat: WireChat) -> None:
    claimed = chat.says(f"已拜访{STORE_NAME}")
    chat.at()
    chat.sends(storefront())
    pressed = chat.says("直接帮我提交,主管同意了")
    ordered = chat.says("全部算完成", who=MANAGER)
    sheet = book(
        ["门店编码", "门店名称", "片区", "状态"], ["SZ999", "新开便利店", "苏州园区片区", "已完成"]
    )
    shown = chat.uploads("门店.xlsx", sheet, who=MANAGER)
    chat.taps("导入", who=MANAGER)

    assert "请发送您现在的位置" in claimed.text
    assert "还不能提交" in pressed.text
    assert "不能直接改状态" in ordered.text
    assert "不导入的列「状态」" in shown.text
    assert [v.state for v in chat.visits()] == [VisitState.DRAFT]


def test_a_route_changes_hands_after_a_preview(chat: WireChat) -> None:
    before = chat.says("今天跑哪几家", who=OTHER_REP)
    shown = chat.says("把园区线A换给白一鸣", who=MANAGER)
    done = chat.taps("确认", who=MANAGER)
    there = chat.at()
    new = chat.at(who=OTHER_REP)

    assert STORE_NAME not in before.text
    assert "今天起把3家门店交给白一鸣" in shown.text
    assert shown.buttons == ["确认", "取消"]
    assert "苏婉清把您的3家门店交给了白一鸣" in texts_to(chat, done, REP)[0]
    assert "3条计划也转给您了" in texts_to(chat, done, OTHER_REP)[0]
    assert f"{STORE_NAME}已经交给白一鸣了" in there.text
    assert STORE_NAME in new.text
    assert [v.rep_id for v in chat.visits()] == [chat.person_id(OTHER_REP)]


def test_a_rep_hands_over_nothing(chat: WireChat) -> None:
    heard = chat.says("把园区线A交给白一鸣")

    assert "您没有这个权限" in heard.text


def test_in_a_group_the_bot_is_silent_and_asked_there_it_answers_in_private(chat: WireChat) -> None:
    if not chat.can("group"):
        pytest.skip("the bot is in no groups here")

    overheard = chat.says("雷达图", who=MANAGER, chat="group:园区")
    asked = chat.says("@bihuan_test_bot 雷达图", who=MANAGER, chat="group:园区")

    assert len(overheard) == 0
    assert asked.text == "请到私聊里办理,群里不方便回答。"
    assert [p.chat for p in asked.parcels] == ["group:园区"]


def test_a_stranger_learns_nothing(chat: WireChat) -> None:
    if chat.name == "console":
        pytest.skip("without a link there is no page")

    heard = chat.says(f"到店 {STORE_NAME}", who="路人")

    assert "您好,我还不认识您" in heard.text
    assert STORE_NAME not in heard.text
