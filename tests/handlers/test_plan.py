"""The plan of the day: in which order, what is left, what is skipped and what is put in."""

from datetime import timedelta

from storage.listing import rows
from tests.chat import MANAGER, OTHER_REP, REP, START, STORE, Chat, Heard
from tests.handlers.test_visit import close_visit

DAY = START.date()
BESIDE = (31.3047, 120.7091)
"""百合粮油 SZ105, which is nobody's plan."""
ELSEWHERE = "石湖惠民超市"
"""Of another district."""


def skips(chat: Chat) -> dict[str, tuple[str, str]]:
    rep = chat.person_id(REP)
    return chat.on_database(lambda w: w.skips.of(rep, DAY))


def test_visiting_once_more_does_not_undo_the_stop(chat: Chat) -> None:
    close_visit(chat)
    done = chat.says("今天跑哪几家").text
    chat.at()
    chat.taps("再开一次拜访")

    again = chat.says("今天跑哪几家").text

    assert "已完成 1/3" in done
    assert "1. ☑ 湖畔生活超市 10:02" in done
    assert "已完成 1/3" in again


def test_a_new_location_can_be_asked_for_again_and_again_but_a_store_is_chosen_once(
    chat: Chat,
) -> None:
    (plan,) = chat.says("今天跑哪几家").parcels
    chat.says("到店 湖畔生活超市")

    card = chat.at((31.33, 120.66)).parcels[-1]

    assert all(token in plan.lasting for _, token in plan.buttons)
    assert [label for label, token in card.buttons if token in card.lasting] == ["重新定位"]
    assert len(card.buttons) > 1


def test_a_day_is_seen_by_whom_it_concerns_and_without_a_plan_a_route_stands_in(chat: Chat) -> None:
    lists = "1. ☐ 湖畔生活超市\n2. ☐ 晨光便利店\n3. ☐ 邻里鲜生"

    own, seen = chat.says("我今天要去哪些店"), chat.says("叶小满今天跑哪几家", who=MANAGER)
    team = chat.says("今天跑哪几家", who=MANAGER)
    foreign = chat.says("叶小满今天跑哪几家", who=OTHER_REP)
    unplanned = chat.says("明天跑哪几家")
    routed = chat.taps("按线路跑 园区线A")

    assert own.text == f"今天(11-23)跑3家,已完成 0/3\n{lists}"
    assert seen.text == f"叶小满今天(11-23)跑3家,已完成 0/3\n{lists}"
    assert seen.buttons == []
    assert "叶小满 已完成 0/3" in team.text
    assert "没有这个权限" in foreign.text
    assert "湖畔" not in foreign.text
    assert unplanned.text.startswith("明天(11-24)没有排计划。您的线路:园区线A 3家")
    assert routed.text == f"明天(11-24)跑3家,已完成 0/3\n{lists}"


def test_the_nearest_store_comes_first_when_the_rep_wants_it_so(chat: Chat) -> None:
    nowhere = chat.says("哪家近先跑哪家")
    chat.spoil("update store set lat = null, lon = null where code = 'SZ102'")
    chat.on_database(lambda w: w.company_changed())
    chat.at((31.3160, 120.6829))

    near, following = chat.says("今天跑哪几家"), chat.says("下一家去哪")
    planned = chat.taps("按计划跑")

    assert "还没有您今天的位置" in nowhere.text
    assert [line[5:9] for line in near.text.splitlines()[1:4]] == [
        "邻里鲜生",
        "湖畔生活",
        "晨光便利",
    ]
    assert "1家没有坐标,排在最后" in near.text
    assert following.text.startswith("下一家:湖畔生活超市,离您10:02的位置约")
    assert planned.text.splitlines()[1] == "1. ☐ 湖畔生活超市"


def test_a_stop_is_skipped_when_a_manager_agrees_and_never_called_done(chat: Chat) -> None:
    chat.says("今天跑哪几家")
    chat.taps("跳过一家")
    why = chat.taps("晨光便利店")
    asked = chat.says("关门装修")
    waiting = chat.says("今天跑哪几家")
    queue = chat.says("待复核", who=MANAGER)
    typed = chat.says("同意", who=MANAGER)
    agreed = chat.taps("同意", who=MANAGER)
    plan = chat.says("今天跑哪几家")
    again = chat.taps("同意", who=MANAGER)

    assert why.buttons == ["关门装修", "老板不在", "今天来不及", "店家改约"]
    assert "已发给苏婉清:今天跳过晨光便利店(关门装修)" in asked.text
    assert "2. ☐ 晨光便利店 申请跳过(关门装修),等主管" in waiting.text
    assert "叶小满申请今天(11-23)跳过晨光便利店" in queue.text
    assert "请点按钮" in typed.text
    assert "不用去晨光便利店" in agreed.to(chat.person_id(REP)).text
    assert plan.text.startswith("今天(11-23)跑3家,已完成 0/2(跳过1家)")
    assert "2. ⊘ 晨光便利店 跳过(关门装修)" in plan.text
    assert "已经同意过了" in again.text
    assert skips(chat) == {"SZ102": ("approved", "关门装修")}


def test_several_stores_of_another_day_may_be_skipped_and_a_command_is_no_reason(
    chat: Chat,
) -> None:
    rep = chat.person_id(REP)
    chat.on_database(lambda w: w.plans.add(rep, DAY + timedelta(days=1), ["SZ102"]))
    asked = chat.says("明天不去晨光便利店了,店家盘点")
    chat.says("邻里鲜生不去了")
    plan = chat.says("附近有哪些店")
    rest = chat.says("剩下的都不去了 车坏了")
    back = chat.taps("撤回跳过")
    unplanned = chat.says("百合粮油今天不去了,没时间")

    assert "已发给苏婉清:明天(11-24)跳过晨光便利店(店家盘点)" in asked.text
    assert (
        "叶小满申请明天(11-24)跳过晨光便利店\n原因:店家盘点"
        in asked.to(chat.person_id(MANAGER)).text
    )
    assert "3. ☐ 邻里鲜生" in plan.text
    assert "今天跳过湖畔生活超市、晨光便利店、邻里鲜生(车坏了)" in rest.text
    assert len(rest.to(chat.person_id(MANAGER))) == 3
    assert back.parcels[0].text == "湖畔生活超市又在今天的计划里了。"
    assert unplanned.text.startswith("百合粮油不在今天的计划里,不用跳过。")


def test_where_somebody_is_shows_in_the_plan_and_what_was_waived_is_not_begun_again_unasked(
    chat: Chat,
) -> None:
    chat.at(BESIDE)
    beside = chat.says("今天跑哪几家")
    chat.at(STORE)
    chat.says("豁免 叶小满 湖畔生活超市 路封了", who=MANAGER)
    chat.taps("豁免", who=MANAGER)
    waived, following = chat.says("今天跑哪几家"), chat.says("下一家去哪")
    there = chat.at(STORE)
    again = chat.taps("再开一次拜访")

    assert beside.text.startswith("今天(11-23)跑4家,已完成 0/4")
    assert "4. ☐ 百合粮油(临时) 进行中" in beside.text
    assert "1. ☐ 湖畔生活超市 已豁免(路封了)" in waived.text
    assert "湖畔生活超市" not in following.text
    assert "湖畔生活超市今天已豁免(路封了)" in there.text
    assert "到店:湖畔生活超市" in again.text


def test_skipping_is_declined_taken_back_or_undone_by_going_there(chat: Chat) -> None:
    chat.says("邻里今天不去了,老板出差")
    declined = chat.taps("不同意", who=MANAGER)
    again = chat.says("跳过 邻里鲜生 还是没人")
    back = chat.says("撤回跳过")
    over = chat.taps("同意", who=MANAGER)
    chat.says("湖畔生活超市今天去不了,堵车")
    close_visit(chat)
    gone = chat.taps("同意", who=MANAGER)
    done = chat.says("跳过 湖畔生活超市 算了吧")

    assert "没有同意跳过邻里鲜生" in declined.to(chat.person_id(REP)).text
    assert "已发给苏婉清" in again.text
    assert back.text == "邻里鲜生又在今天的计划里了。"
    assert "这条已经处理过了" in over.text
    assert "已到店,不用批" in gone.text
    assert "已经完成,不用跳过" in done.text
    assert skips(chat)["SZ103"][0] == "taken_back"


def test_a_known_store_is_put_in_and_a_new_one_only_after_the_known_ones_were_offered(
    chat: Chat,
) -> None:
    added, twice = chat.says("加一家 百合粮油"), chat.says("把百合粮油加到今天的计划")
    chat.at(STORE)
    offered = chat.says("新店 湖畔便民超市")
    asked = chat.taps("都不是")
    card = asked.to(chat.person_id(MANAGER))
    agreed = chat.taps("同意", who=MANAGER)
    plan = chat.says("今天跑哪几家")
    chat.says("新店 老王烟酒行")
    placed = chat.at((31.40, 120.75))
    settled = chat.says("都不是,是新店")
    chat.says("新店")
    named = chat.says("叶家粮油店")
    dropped = (chat.says("新店"), chat.says("算了"))[1]
    elsewhere = chat.says(f"加一家 {ELSEWHERE}")
    there = chat.says("到店 湖畔便民超市")

    assert "已把百合粮油加到今天(11-23)的计划,共4家,已完成 0/4。这家平时是白一鸣跑的" in added.text
    assert "已经在今天(11-23)的计划里了" in twice.text
    assert "是不是湖畔生活超市(离您0米)" in offered.text
    assert offered.buttons[-1] == "都不是,申请加新店"
    assert "100米内已有:湖畔生活超市[SZ101 苏州园区片区 叶小满](0米)" in card.text
    assert "申请里会带上您现在的位置" in placed.text
    assert "带上了您刚才的位置" in settled.text
    assert "位置:31.40" in settled.to(chat.person_id(MANAGER)).text
    assert "「叶家粮油店」" in named.text
    assert dropped.text == "好,先不加。"
    assert f"也有一家「{ELSEWHERE}」" in elsewhere.text
    assert "已加新店:湖畔便民超市(N-0001),归叶小满" in agreed.text
    assert "已完成 0/5" in plan.text
    assert "湖畔便民超市" in there.text
    assert chat.on_database(lambda w: w.directory.stores["N-0001"].district) == "苏州园区片区"


def test_a_rep_gets_three_messages_a_day_unasked_and_loses_none(chat: Chat) -> None:
    chat.spoil("update plan set day = '2026-11-24'")
    pushed = [len(chat.waits(hours=23).to(chat.person_id(REP)))]
    chat.says("稍后5分钟")
    later = chat.says("稍后6分钟")
    again = chat.waits(minutes=7).to(chat.person_id(REP))
    chat.says("跳过 湖畔生活超市 关门装修")
    answered = chat.taps("不同意", who=MANAGER).to(chat.person_id(REP))
    told = [given(chat, store) for store in ("晨光便利店", "邻里鲜生", "湖畔生活超市")]
    chat.restarts()
    behind = chat.says("进度")
    held = given(chat, "晨光便利店", to=REP)
    chat.waits(hours=9)
    evening = chat.says("稍后半小时")

    assert pushed == [1]
    assert "再把没跑完的发给您" in later.text
    assert [p.text[:16] for p in again.parcels] == ["今天(11-24)跑3家,已完成"]
    assert "没有同意跳过湖畔生活超市" in answered.text
    assert [len(one) for one in told] == [1, 1, 0]
    assert "今天主动发给您的就到这条" in told[1].text
    assert "湖畔生活超市" in behind.parcels[-1].text
    assert len(behind) == 2
    assert len(held) == 0
    assert "不在上班时间" in evening.parcels[0].text
    assert "苏婉清把1家门店交给您" in evening.text


def given(chat: Chat, store: str, to: str = OTHER_REP) -> Heard:
    """What the rep hears when a store changes hands."""
    chat.says(f"把{store}交给{to}", who=MANAGER)
    return chat.taps("确认", who=MANAGER).to(chat.person_id(REP))


def test_a_plan_that_was_changed_is_in_the_audit(chat: Chat) -> None:
    chat.says("加一家 百合粮油")
    chat.says("跳过 晨光便利店 关门装修")
    chat.taps("同意", who=MANAGER)

    noted = chat.on_database(lambda w: [r["what"] for r in rows(w.connection, "audit")])

    assert {"plan_added", "skip_asked", "skip_approved"} <= set(noted)
