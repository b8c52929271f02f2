"""Who is away, on whose word, who stands in, and which days the whole company has off."""

from datetime import date

from storage.figures.stops import stops_on
from tests.chat import ADMIN, MANAGER, OTHER_REP, PROMOTER, REP, Chat
from tests.handlers.test_review import DIRECTOR


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
    changed = chat.says("改成江雨桐代跑", who=MANAGER)
    cancelled = chat.says("我好了,今天照常上班")
    back, again = chat.says("今天跑哪几家"), chat.says("今天跑哪几家", who=OTHER_REP)

    assert "已发给苏婉清:请假明天(11-24)(家里有事)" in asked.text
    assert "3家已加到白一鸣的计划" in runs.text
    assert listed.text == "叶小满 明天(11-24) 家里有事,白一鸣代"
    assert len(morning.to(chat.person_id(REP))) == 0
    assert "跑5家" in morning.to(chat.person_id(OTHER_REP)).text
    assert away.text.startswith("今天(11-24)请假(家里有事),白一鸣代跑。\n原来排的3家都不用跑:")
    assert "5. ☐ 邻里鲜生" in instead.text
    assert "3家已从您的计划拿掉" in changed.to(chat.person_id(OTHER_REP)).text
    assert "代跑的3家已从您的计划拿掉" in cancelled.to(chat.person_id(PROMOTER)).text
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


def test_who_stands_in_for_a_manager_arranges_the_leaves_of_his_people(chat: Chat) -> None:
    chat.spoil("update plan set day = '2026-11-24'")
    chat.says("我今天请假,程子墨代管", who=MANAGER)
    chat.says("明天请假 家里有事")
    chat.taps("同意", who="程子墨")

    runs = chat.says("让白一鸣代跑", who="程子墨")

    assert "3家已加到白一鸣的计划" in runs.text


def test_the_companys_own_days_off_are_confirmed_and_bring_no_plan(chat: Chat) -> None:
    chat.spoil("update plan set day = '2026-11-24'")
    refused = chat.says("11月24日放假 盘点", who=MANAGER)
    card = chat.says("11月24日放假 盘点", who=DIRECTOR)
    told = chat.taps("确认", who=DIRECTOR)
    plan, listed = chat.says("明天跑哪几家"), chat.says("公司日历", who=MANAGER)
    team = chat.says("明天跑哪几家", who=MANAGER)
    counted = chat.on_database(lambda w: stops_on(w.connection, date(2026, 11, 24)))
    asked, saturday = chat.says("明天上班吗"), chat.says("周六上班吗")
    unknown = chat.says("2027年1月4日上班吗", who=ADMIN)
    morning = chat.waits(hours=23)

    assert "全公司的放假安排由" in refused.text
    assert "全公司 明天(11-24) 改为放假(盘点)?现在是上班" in card.text
    assert "已排的10家不用跑" in card.text
    assert "陆景行改了公司的上班安排" in told.to(chat.person_id(MANAGER)).text
    assert plan.text.startswith("明天(11-24)公司放假。\n原来排的3家都不用跑:")
    assert listed.text.startswith("明天(11-24)放假(盘点),公司定的")
    assert team.text.startswith("明天(11-24)公司放假")
    assert {stop.excused for stop in counted} == {"放假"}
    assert "明天(11-24)休息(盘点),按公司定的" in asked.text
    assert "休息,按国家节假日安排" in saturday.text
    assert "按周末算:那一年的节假日未接入" in unknown.text
    assert len(morning.to(chat.person_id(REP))) == 0
    undo = chat.says("今天不放假了", who=DIRECTOR)
    undone = chat.taps("确认", who=DIRECTOR)
    again = chat.says("取消11月24日放假", who=ADMIN)
    assert "取消公司定的 今天(11-24) 安排" in undo.text
    assert "已取消:今天(11-24)上班" in undone.text
    assert again.text == "今天(11-24)上班,按国家节假日安排。"
    assert "已完成 0/3" in chat.says("今天跑哪几家").text


def test_a_leave_is_said_explained_and_taken_back_one_by_one(chat: Chat) -> None:
    early = chat.says("明早家里有事来不了", who=OTHER_REP)
    whole = chat.taps("请一整天", who=OTHER_REP)
    why = [chat.says(words, who=PROMOTER) for words in ("明天休息一天", "孩子发烧")]
    chat.says("江雨桐下周一开始请三天", who=MANAGER)
    which = chat.says("销假", who=PROMOTER)
    one = chat.taps("明天", who=PROMOTER)
    asked = [chat.says(w, who=MANAGER).text for w in ("江雨桐请假了吗", "取消江雨桐12月1日的请假")]
    left = chat.says("江雨桐请假了吗", who=MANAGER)
    same = chat.says("让江雨桐代跑", who=MANAGER)
    other = chat.says("程子墨不请假了", who=MANAGER)
    mine = [
        chat.says(w, who=PROMOTER).text
        for w in ("取消苏婉清的请假", "苏婉清请假了吗", "今天照常上班")
    ]

    assert early.buttons == ["请一整天"]
    assert "请假明天(11-24)(家里有事)" in whole.text
    assert "原因可以再补一句" in why[0].text
    assert "孩子发烧" in why[1].text
    assert "孩子发烧" in why[1].to(chat.person_id(MANAGER)).text
    assert which.buttons[1:] == ["11-30(周一)到12-02(周三)共3天", "全部取消"]
    assert one.text.startswith("已取消请假:明天(11-24)。")
    assert asked[0] == "江雨桐 11-30(周一)到12-02(周三)共3天"
    assert asked[1].startswith("已取消江雨桐的请假:12-01(周二)。")
    assert left.text == "江雨桐 11-30(周一)\n江雨桐 12-02(周三)"
    assert "没有找到要人代的请假" in same.text
    assert "没有这个权限" in other.text
    assert ["没有这个权限" in text for text in mine] == [True, True, False]
