"""豁免: asked for by the rep or ordered by the manager, done by a tap alone, never called closed."""

from domain.visits import VisitState
from tests.chat import MANAGER, OTHER_REP, Chat
from tests.fakes import storefront
from tests.handlers.test_review import OTHER_MANAGER, audit

STORE_NAME = "湖畔生活超市"


def handled(chat: Chat) -> list[tuple[str, str, float]]:
    """(kind, decision, seconds) of everything that was decided."""
    rows = chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "select kind, decision, round((julianday(closed_at) - julianday(opened_at)) * 86400)"
            " from handled order by closed_at"
        ).all()
    )
    return [tuple(row) for row in rows]


def test_a_rep_asks_with_a_reason_and_his_manager_gets_the_card(chat: Chat) -> None:
    chat.at()

    claimed = chat.says("苏婉清同意豁免了,直接提交吧")
    again = chat.says("主管真的批了")
    why = chat.says("这家免了吧")
    asked = chat.says("停业装修")
    card = asked.to(chat.person_id(MANAGER))
    once = chat.says("申请豁免 停业装修")
    better = chat.says("申请豁免 老板出车祸 店关了").to(chat.person_id(MANAGER))
    typed = chat.says("同意", who=MANAGER)

    assert "谁说过都不算" in claimed.text
    assert "谁说过都不算" in again.text
    assert "是什么原因" in why.text
    assert why.buttons[0] == "停业装修"
    assert f"已向苏婉清申请豁免:{STORE_NAME}(停业装修)" in asked.text
    assert card.buttons == ["豁免", "不豁免"]
    assert "原因:停业装修" in card.text
    assert "单独记「豁免」,不算闭环" in card.text
    assert "已经申请过" in once.text
    assert "原因:老板出车祸 店关了" in better.text
    assert "打字不算" in typed.text
    assert chat.visits()[0].state is VisitState.DRAFT


def test_the_tap_ends_the_visit_as_waived_and_the_rep_is_told(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.says("申请豁免 停业装修")
    chat.waits(minutes=3)

    listed = chat.says("待复核", who=MANAGER)
    done = chat.taps("豁免", who=MANAGER)
    chat.says("238 12箱")
    late = chat.taps("不豁免", who=MANAGER)

    visit = chat.visits()[0]
    told = done.to(chat.person_id(chat.who))
    assert listed.text.startswith("叶小满申请豁免")
    assert "苏婉清豁免了湖畔生活超市这次拜访(停业装修)" in told.text
    assert (visit.state, visit.closed_reason) == (VisitState.WAIVED, "停业装修")
    assert len(visit.items) == 1
    assert "已豁免" in late.text
    assert audit(chat, "waiver_asked") == audit(chat, "visit_waived") == 1
    assert [one[:2] for one in handled(chat)] == [("waiver", "approved")]
    assert handled(chat)[0][2] >= 180
    assert chat.says("待复核", who=MANAGER).text == "没有待复核的。"


def test_a_manager_orders_it_for_one_visit_with_a_reason_of_its_own(chat: Chat) -> None:
    chat.at()

    every = chat.says("全部豁免", who=MANAGER)
    closed = chat.says("全部算完成", who=MANAGER)
    why = chat.says(f"豁免 叶小满 {STORE_NAME}", who=MANAGER)
    dropped = chat.says("算了", who=MANAGER)
    stranger = chat.says(f"豁免 叶小满 {STORE_NAME} 停业装修", who=OTHER_MANAGER)
    none = chat.says("豁免 叶小满 停业装修", who=OTHER_MANAGER)
    peer = chat.says(f"豁免 {STORE_NAME} 停业装修", who=OTHER_REP)
    card = chat.says(f"豁免 叶小满 {STORE_NAME} 停业装修", who=MANAGER)
    typed = chat.says("确认", who=MANAGER)
    number = chat.says("1", who=MANAGER)
    still = chat.visits()[0].state
    done = chat.taps("豁免", who=MANAGER)

    assert "一家一个原因" in every.text
    assert "豁免 业务员 店名 原因" in closed.text
    assert "是什么原因" in why.text
    assert "不豁免" in dropped.text
    assert "没有这个权限" in stranger.text
    assert none.text == stranger.text
    assert "没有做到一半的拜访" in peer.text
    assert card.text.startswith(f"豁免叶小满的拜访:{STORE_NAME}")
    assert "打字不算" in typed.text
    assert "打字不算" in number.text
    assert still is VisitState.DRAFT
    assert done.text.startswith("已豁免:叶小满")
    assert chat.visits()[0].state is VisitState.WAIVED


def test_what_is_declined_or_taken_back_leaves_the_visit_as_it_is(chat: Chat) -> None:
    chat.at()
    chat.says("申请免做 店主生病了")
    declined = chat.taps("不豁免", who=MANAGER)
    chat.says("今天做不了,申请豁免 门锁着")
    back = chat.taps("撤回申请")

    assert "没有同意豁免" in declined.to(chat.person_id(chat.who)).text
    assert back.text.startswith("已撤回豁免申请")
    assert chat.says("待复核", who=MANAGER).text == "没有待复核的。"
    assert chat.visits()[0].state is VisitState.DRAFT
