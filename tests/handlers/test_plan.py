"""The plan of the day: in which order, what is left, what is skipped and what is put in."""

from storage.listing import rows
from tests.chat import ADMIN, MANAGER, OTHER_REP, REP, START, STORE, Chat
from tests.handlers.test_visit import close_visit

DAY = START.date()


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
    nowhere = chat.says("按距离排")
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
    assert "不用审批了" in gone.text
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
    there = chat.says("到店 湖畔便民超市")

    assert "已把百合粮油加到今天(11-23)的计划,共4家,已完成 0/4。这家平时是白一鸣跑的" in added.text
    assert "已经在今天(11-23)的计划里了" in twice.text
    assert "是不是湖畔生活超市(离您0米)" in offered.text
    assert offered.buttons[-1] == "都不是,申请加新店"
    assert "100米内已有:湖畔生活超市(0米)" in card.text
    assert "已加新店:湖畔便民超市(N-0001),归叶小满" in agreed.text
    assert "已完成 0/5" in plan.text
    assert "湖畔便民超市" in there.text
    assert chat.on_database(lambda w: w.directory.stores["N-0001"].district) == "苏州园区片区"


def test_on_leave_nobody_is_pushed_the_stops_are_excused_and_somebody_else_runs_them(
    chat: Chat,
) -> None:
    chat.spoil("update plan set day = '2026-11-24'")
    asked = chat.says("明天请假 家里有事")
    chat.taps("同意", who=MANAGER)
    runs = chat.says("让白一鸣代跑", who=MANAGER)
    listed = chat.says("谁请假", who=MANAGER)
    morning = chat.waits(hours=23)
    away, instead = chat.says("今天跑哪几家"), chat.says("今天跑哪几家", who=OTHER_REP)
    cancelled = chat.says("取消请假")
    back, again = chat.says("今天跑哪几家"), chat.says("今天跑哪几家", who=OTHER_REP)

    assert "已发给苏婉清:请假明天(11-24)(家里有事)" in asked.text
    assert "3家已加到白一鸣的计划" in runs.text
    assert listed.text == "叶小满 明天(11-24) 家里有事,白一鸣代"
    assert len(morning.to(chat.person_id(REP))) == 0
    assert "跑5家" in morning.to(chat.person_id(OTHER_REP)).text
    assert away.text.startswith("今天(11-24)请假(家里有事),白一鸣代跑。\n原来排的3家都不用跑:")
    assert "5. ☐ 邻里鲜生" in instead.text
    assert "白一鸣" in cancelled.to(chat.person_id(OTHER_REP)).text or cancelled.text
    assert "已完成 0/3" in back.text
    assert "已完成 0/2" in again.text


def test_who_leads_needs_no_consent_and_names_who_stands_in(chat: Chat) -> None:
    said = chat.says("我明天请假,程子墨代管", who=MANAGER)
    chat.says("请假")
    dayed = chat.says("周五")
    half = chat.says("明天上午请假")
    for_a_rep = chat.says("白一鸣周五请假", who=MANAGER)
    foreign = chat.says("白一鸣周五请假")

    told = {p.person_id for p in said.parcels}
    assert "程子墨代管复核和申请" in said.text
    assert told == {chat.person_id(n) for n in (MANAGER, "程子墨", "陆景行")}
    assert "已发给苏婉清:请假11-27(周五)" in dayed.text
    assert "跳过 店名 原因" in half.text
    assert "已记下白一鸣请假:11-27(周五)" in for_a_rep.text
    assert "没有这个权限" in foreign.text


def test_the_companys_own_days_off_are_confirmed_and_bring_no_plan(chat: Chat) -> None:
    chat.spoil("update plan set day = '2026-11-24'")
    card = chat.says("11月24日放假 盘点", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    asked, saturday = chat.says("明天上班吗"), chat.says("周六上班吗")
    unknown = chat.says("2027年1月4日上班吗", who=ADMIN)
    morning = chat.waits(hours=23)

    assert "全公司 明天(11-24) 改为放假(盘点)?现在是上班" in card.text
    assert "明天(11-24)休息(盘点),按公司定的" in asked.text
    assert "休息,按国家节假日安排" in saturday.text
    assert "按周末算:那一年的节假日未接入" in unknown.text
    assert len(morning.to(chat.person_id(REP))) == 0


def test_a_rep_gets_three_messages_a_day_unasked_and_loses_none(chat: Chat) -> None:
    chat.spoil("update plan set day = '2026-11-24'")
    pushed = [len(chat.waits(hours=23).to(chat.person_id(REP)))]
    later = chat.says("稍后5分钟")
    again = chat.waits(minutes=6).to(chat.person_id(REP))
    told = []
    for store in ("晨光便利店", "邻里鲜生", "湖畔生活超市"):
        chat.says(f"跳过 {store} 关门装修")
        told.append(chat.taps("不同意", who=MANAGER).to(chat.person_id(REP)))
    chat.restarts()
    behind = chat.says("进度")
    chat.says("跳过 晨光便利店 关门装修了")
    held = chat.taps("不同意", who=MANAGER).to(chat.person_id(REP))
    morning = chat.waits(hours=24).to(chat.person_id(REP))

    assert pushed == [1]
    assert "再把没跑完的发给您" in later.text
    assert "跑3家" in again.text
    assert [len(one) for one in told] == [1, 1, 0]
    assert "今天主动发给您的就到这条" in told[1].text
    assert "没有同意跳过湖畔生活超市" in behind.parcels[-1].text
    assert len(behind) == 2
    assert len(held) == 0
    assert "没有同意跳过晨光便利店" in morning.parcels[0].text


def test_a_plan_that_was_changed_is_in_the_audit(chat: Chat) -> None:
    chat.says("加一家 百合粮油")
    chat.says("跳过 晨光便利店 关门装修")
    chat.taps("同意", who=MANAGER)

    noted = chat.on_database(lambda w: [r["what"] for r in rows(w.connection, "audit")])

    assert {"plan_added", "skip_asked", "skip_approved"} <= set(noted)
