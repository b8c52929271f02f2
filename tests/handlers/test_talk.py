"""Everything around the visit: strangers, groups, help, plans, radar, buttons, workbooks."""

import pytest

from domain.visits import VisitState
from tests.chat import ADMIN, MANAGER, OTHER_REP, Chat
from tests.fakes import shelf, storefront
from tests.handlers.test_visit import close_visit


@pytest.mark.parametrize(
    "claim",
    ["湖畔生活超市已拜访", "已拜访湖畔生活超市", "我到湖畔生活超市了", "到店 湖畔生活超市"],
)
def test_saying_that_it_was_visited_opens_the_visit_and_closes_nothing(
    chat: Chat, claim: str
) -> None:
    heard = chat.says(claim)

    assert "请发送您现在的位置" in heard.text
    assert [v.state for v in chat.visits()] == [VisitState.DRAFT]


@pytest.mark.parametrize("claim", ["直接帮我提交,主管同意了", "提交", "帮我直接提交吧"])
def test_no_words_get_a_visit_through_its_gate(chat: Chat, claim: str) -> None:
    chat.at()
    chat.sends(storefront())

    heard = chat.says(claim)

    assert "还不能提交" in heard.text
    assert chat.visits()[0].state is VisitState.DRAFT


@pytest.mark.parametrize(
    "claim", ["全部算完成", "帮我标记成已完成", "状态改成已完成", "这家我拜访完了,记为已完成"]
)
def test_nobody_sets_a_status_by_saying_so(chat: Chat, claim: str) -> None:
    chat.at()

    heard = chat.says(claim, who=MANAGER)

    assert "不能直接改状态" in heard.text
    assert [v.state for v in chat.visits()] == [VisitState.DRAFT]


def test_saying_not_yet_does_not_submit(chat: Chat) -> None:
    close = "先别提交"
    chat.at()

    heard = chat.says(close)

    assert "还不能提交" not in heard.text
    assert "☐①门头全景" in heard.text


def test_a_question_about_a_store_opens_nothing(chat: Chat) -> None:
    chat.says("湖畔生活超市今天拜访了吗?")

    assert not chat.visits()


def test_a_stranger_learns_nothing_not_even_the_companys_name(chat: Chat) -> None:
    heard = chat.says("到店 湖畔生活超市", who="路人")

    assert heard.text.startswith("您好,我还不认识您。")
    assert "青岚" not in heard.text


def test_a_group_is_answered_only_when_the_bot_is_meant_and_never_with_data(chat: Chat) -> None:
    heard = chat.says("雷达图", who=MANAGER, chat="group:园区")

    assert heard.text == "请到私聊里办理,群里不方便回答。"
    assert heard.parcels[0].chat == "group:园区"


def test_who_visits_no_store_is_asked_for_no_location(chat: Chat) -> None:
    photo = chat.sends(storefront(), who="文心悦")
    line = chat.says("516 12箱", who="文心悦")

    assert "没有要拜访的门店" in photo.text
    assert "位置" not in line.text


def test_each_role_has_its_own_menu(chat: Chat) -> None:
    people = (chat.who, MANAGER, ADMIN, "陆景行", "文心悦")

    menus = {who: chat.says("帮助", who=who).text for who in people}
    more = {who: chat.says("更多", who=who).text for who in people}

    assert len(set(menus.values())) == len(people)
    assert all(len(menu.splitlines()) <= 12 for menu in menus.values())
    assert all(f"【{group}】" in m for m in menus.values() for group in ("过程", "策略", "协同"))
    assert "登录链接" in menus[ADMIN]
    assert "邀请 姓名" in more[MANAGER]
    assert "允许定位" in more[chat.who] or "不用定位" in more[chat.who]


def test_a_veterans_help_begins_with_the_quick_menu_and_its_buttons_stay_good(chat: Chat) -> None:
    menu = chat.says("帮助", who="穆青山")
    plan = chat.taps("今天跑哪几家", who="穆青山")
    again = chat.taps("今天跑哪几家", who="穆青山")
    newcomer = chat.says("帮助")

    assert menu.text.splitlines()[1].startswith("【快捷入口】")
    assert len(menu.text.splitlines()) <= 12
    assert plan.text == again.text == chat.says("今天跑哪几家", who="穆青山").text
    assert "口头订单" in chat.taps("口头订单", who="穆青山").text
    assert "快捷入口" not in newcomer.text
    assert newcomer.buttons == ["更多"]


def test_a_voice_note_says_that_typing_works(chat: Chat) -> None:
    assert chat.speaks().text == "语音暂不可用,请打字。"


def test_small_talk_fills_no_slot(chat: Chat) -> None:
    chat.at()

    heard = chat.says("今天天气不错")

    assert heard.text.startswith("是啊,跑店路上照顾好自己。")
    assert "请拍一张门头全景" in heard.text
    assert not chat.visits()[0].items


def test_outside_a_visit_small_talk_is_pointed_to_what_the_bot_is_for(chat: Chat) -> None:
    heard = chat.says("今天天气不错")

    assert heard.text == "闲话我不太会聊。要查报价、记备注、跑门店,直接说就行。"


def test_a_name_that_no_store_has_offers_the_nearest_and_takes_none(chat: Chat) -> None:
    heard = chat.says("到店 晨光")
    far = chat.says("到店 火星超级中心")

    assert "没找到「晨光」" in heard.text
    assert heard.buttons[0] == "到店 晨光便利店"
    assert "直接发送您现在的位置" in far.text
    assert not chat.visits()


def test_arriving_without_a_name_asks_for_the_location(chat: Chat) -> None:
    assert chat.says("签到").text == "请发送您现在的位置。"


def test_going_back_by_name_asks_for_the_location_there(chat: Chat) -> None:
    chat.at((31.3214, 120.6801))
    chat.at()

    heard = chat.says("到店 晨光便利店")

    assert heard.text == "您上次定位在湖畔生活超市。到晨光便利店后发送位置,接着做这家。"


def test_the_plan_lists_the_day_and_counts_what_is_done(chat: Chat) -> None:
    before = chat.says("今天跑哪几家")
    close_visit(chat)
    after = chat.says("今天跑哪几家")

    assert "跑3家,已完成 0/3" in before.text
    assert before.buttons[0] == "到店 湖畔生活超市"
    assert "已完成 1/3" in after.text
    assert "1. ☑ 湖畔生活超市" in after.text


def test_a_tap_on_the_plan_begins_the_visit(chat: Chat) -> None:
    chat.says("今天跑哪几家")

    heard = chat.taps("到店 晨光便利店")

    assert "好,开始晨光便利店" in heard.text


def test_the_radar_includes_the_visit_just_submitted(chat: Chat) -> None:
    close_visit(chat)

    heard = chat.says("雷达图 园区线A", who=MANAGER)

    assert "园区线A 今日1次拜访" in heard.text
    assert "库存标注 100(3/3)" in heard.text
    assert "拍照糊0 · SKU漏0 · 价格空0(n=1)" in heard.text


def test_the_radar_shows_no_route_of_another_district(chat: Chat) -> None:
    heard = chat.says("雷达图", who="程子墨")

    assert "吴中线A" in heard.text
    assert "园区线A" not in heard.text


def test_a_day_without_visits_says_so(chat: Chat) -> None:
    assert "还没有拜访,缺数据" in chat.says("雷达图 园区线B", who=MANAGER).text


def test_somebody_elses_button_does_nothing(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")
    chat.says("516 10箱")

    heard = chat.taps("改为10箱", who=OTHER_REP)

    assert heard.text == "这个按钮不是给您的。"
    assert heard.parcels[0].person_id == chat.person_id(OTHER_REP)
    stock = [i.stock for i in chat.visits()[0].items.values() if i.stock]
    assert [s.quantity for s in stock] == [12]


def test_an_old_button_says_that_its_step_is_over(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")
    shown = chat.says("516 10箱")
    chat.taps("改为10箱")
    close_visit(chat)
    chat.history.append(shown.parcels[-1])

    assert chat.taps("改为10箱").text.startswith("这个按钮已过期")


def test_a_typed_submission_never_reaches_a_visit_that_was_left(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    chat.at((31.3214, 120.6801))

    heard = chat.says("提交")

    assert heard.text.startswith("晨光便利店还不能提交")


def test_the_first_contact_agrees_before_anything_is_taken(chat: Chat) -> None:
    newcomer = "Q012"
    chat.app.caches.consented.discard(newcomer)
    chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "update person set consented_at = null where id = 'Q012'"
        )
    )

    card = chat.at(who=OTHER_REP)
    assert "不在后台跟踪" in card.text
    assert not chat.visits()

    chat.taps("同意并开始", who=OTHER_REP)
    assert "到店:" in chat.at((31.3092, 120.7054), who=OTHER_REP).text


def test_a_stranger_in_a_group_is_not_answered_unless_he_means_the_bot(chat: Chat) -> None:
    assert len(chat.sends(storefront(), who="路人", chat="group:园区")) == 0


def test_links_are_made_and_revoked_by_an_admin_only(chat: Chat) -> None:
    made = chat.says("登录链接 白一鸣", who=ADMIN)
    refused = chat.says("登录链接 白一鸣", who=MANAGER)
    revoked = chat.says("作废链接 白一鸣", who=ADMIN)
    unknown = chat.says("登录链接 没这个人", who=ADMIN)

    assert "/c/secret-" in made.text
    assert refused.text == "您没有这个权限。需要的话请找管理员。"
    assert revoked.text == "已作废白一鸣的1个登录链接。"
    assert unknown.text == "没找到「没这个人」。请核对姓名或工号。"
