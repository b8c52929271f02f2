"""Stores change hands: by whose word, what is shown before, and what is true afterwards."""

import pytest

from tests.chat import ADMIN, MANAGER, OTHER_REP, PROMOTER, REP, STORE, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_review import DIRECTOR, OTHER_MANAGER, audit
from tests.handlers.test_visit import RIVAL, THREE

NAME = "湖畔生活超市"


def owners(chat: Chat) -> dict[str, str]:
    directory = chat.on_database(lambda work: work.directory)
    people = directory.organisation.people
    return {s.code: people[s.rep_id].name for s in directory.stores.values() if s.rep_id}


def of(chat: Chat, name: str) -> list[str]:
    return [code for code, owner in owners(chat).items() if owner == name]


def test_a_route_changes_hands_after_a_preview(chat: Chat) -> None:
    shown = chat.says("把园区线A换给白一鸣", who=MANAGER)
    before = owners(chat)
    done = chat.taps("确认", who=MANAGER)

    assert "今天起把3家门店交给白一鸣:\n湖畔生活超市、晨光便利店、邻里鲜生" in shown.text
    assert "现在是:叶小满3家" in shown.text
    assert "计划:3条一起转过去" in shown.text
    assert shown.buttons == ["确认", "取消"]
    assert before["SZ101"] == REP
    assert of(chat, OTHER_REP) == ["SZ101", "SZ102", "SZ103", "SZ104", "SZ105"]
    assert "已换:3家门店现在是白一鸣的" in done.text
    old, new = done.to(chat.person_id(REP)), done.to(chat.person_id(OTHER_REP))
    assert (len(old), len(new)) == (1, 1)
    assert "苏婉清把您的3家门店交给了白一鸣" in old.text
    assert "3条计划也转给您了" in new.text
    assert audit(chat, "stores_handed_over") == 1
    chat.says("撤销刚才的换人", who=MANAGER)
    undone = chat.taps("确认撤销", who=MANAGER)
    assert undone.text.startswith("已撤销:3家门店又是叶小满的了")
    assert owners(chat) == before
    assert "已完成 0/3" in chat.says("今天跑哪几家").text
    assert "人员表" in chat.says("园区片区主管换成程子墨", who=MANAGER).text
    assert "没有可以撤销的换人" in chat.says("换错人了", who=MANAGER).text


def test_the_new_reps_plan_has_the_stores_and_the_old_one_is_told_when_he_goes_there(
    chat: Chat,
) -> None:
    chat.says(f"{NAME}交给白一鸣", who=MANAGER)
    typed = chat.says("确认", who=MANAGER)
    chat.taps("确认", who=MANAGER)

    plan = chat.says("今天跑哪几家", who=OTHER_REP)
    there = chat.at(STORE)
    named = chat.says(f"到店 {NAME}")
    new = chat.at(STORE, who=OTHER_REP)

    assert "打字不算" in typed.text
    assert NAME in plan.text
    assert f"{NAME}已经交给白一鸣了" in there.text
    assert f"{NAME}已经交给白一鸣了" in named.text
    assert NAME in new.text
    assert [v.rep_id for v in chat.visits()] == [chat.person_id(OTHER_REP)]


def test_a_stop_that_is_done_today_stays_with_who_did_it(chat: Chat) -> None:
    before = chat.says("今天跑哪几家").text
    chat.at()
    chat.sends(storefront(), shelf(), price_tag(RIVAL, "12.80"))
    chat.says(THREE)
    chat.taps("确认")
    chat.says("提交")

    chat.says("把湖畔生活超市交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)

    after = chat.says("今天跑哪几家").text
    assert "湖畔生活超市" in before
    assert "湖畔生活超市" in after
    assert "湖畔生活超市" not in chat.says("今天跑哪几家", who=OTHER_REP).text


def test_an_open_draft_stays_the_old_reps_until_it_is_done(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    shown = chat.says(f"把{NAME}交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    chat.waits(hours=1)

    chat.at()
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    done = chat.says("提交")
    again = chat.at()

    assert "1个没做完的拜访留给原来的人" in shown.text
    assert done.text.startswith("已提交")
    assert "已经交给白一鸣了" in again.text


def test_handing_back_undoes_it(chat: Chat) -> None:
    for to in (OTHER_REP, REP):
        chat.says(f"把{NAME}交给{to}", who=MANAGER)
        chat.taps("确认", who=MANAGER)

    heard = chat.at()

    assert owners(chat)["SZ101"] == REP
    assert NAME in heard.text
    assert chat.visits()


@pytest.mark.parametrize(
    ("words", "to", "codes"),
    [
        ("把园区线A换给白一鸣", "白一鸣", 3),
        ("园区A线以后归白一鸣负责", "白一鸣", 3),
        ("麻烦把园区线B交给江雨桐吧", "江雨桐", 2),
        ("叶小满的店都给白一鸣", "白一鸣", 3),
        ("叶小满离职了,他的店全部转给小白", "白一鸣", 3),
        ("让白一鸣接手叶小满的门店", "白一鸣", 3),
        ("白一鸣接替叶小满", "白一鸣", 3),
        ("把叶小满换成白一鸣", "白一鸣", 3),
        ("湖畔生活超市和邻里鲜生交给江雨桐", "江雨桐", 2),
        ("SZ101转给江雨桐", "江雨桐", 1),
        ("把园区片区换给小穆", "穆青山", 6),
        ("苏州园区片区全部移交给穆青山", "穆青山", 6),
        ("园区线A的业务员改为白一鸣", "白一鸣", 3),
        ("园区线A换人,换成白一鸣", "白一鸣", 3),
        ("以后湖畔生活超市由白一鸣跑", "白一鸣", 1),
        ("湖畔生活超市以后就归白一鸣管了", "白一鸣", 1),
        ("麻烦将叶小满手上的门店统一移交小白", "白一鸣", 3),
        ("叶小满请产假了,她的店先给白一鸣", "白一鸣", 3),
    ],
)
def test_it_is_said_in_many_words(chat: Chat, words: str, to: str, codes: int) -> None:
    had = len(of(chat, to))

    shown = chat.says(words, who=MANAGER)
    chat.taps("确认", who=MANAGER)

    assert f"把{codes}家门店交给{to}" in shown.text
    assert len(of(chat, to)) == had + codes


@pytest.mark.parametrize(
    "words",
    ["把237换成238", "238改成21箱", f"把{NAME}的照片发给白一鸣", "把价格改成13.8", f"{NAME}改成明天去",
     "把报价发给白一鸣", "白一鸣负责什么", f"{NAME}的老板换成白一鸣了吗", "换一下", "登录链接 叶小满"],
)  # fmt: skip
def test_other_sentences_are_left_alone(chat: Chat, words: str) -> None:
    heard = chat.says(words, who=MANAGER)

    assert "交给" not in heard.text
    assert "没有找到" not in heard.text


@pytest.mark.parametrize(
    ("who", "words", "allowed"),
    [
        (MANAGER, "把园区线A交给白一鸣", True),
        (DIRECTOR, "把园区线A交给白一鸣", True),
        (ADMIN, "把园区线A交给白一鸣", True),
        (OTHER_MANAGER, "把园区线A交给白一鸣", False),
        (OTHER_MANAGER, "把园区线A交给纪晓棠", False),
        (MANAGER, "把园区线A交给纪晓棠", False),
        (DIRECTOR, "把园区线A交给纪晓棠", True),
        (REP, "把园区线A交给白一鸣", False),
        (REP, f"{NAME}交给白一鸣", False),
        ("文心悦", "把园区线A交给白一鸣", False),
    ],
)
def test_who_may_hand_over(chat: Chat, who: str, words: str, allowed: bool) -> None:
    heard = chat.says(words, who=who)

    assert ("确认" in heard.buttons) is allowed
    assert allowed or "您没有这个权限" in heard.text


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("把园区线A交给小张", "没有找到「小张」"),
        ("把苏州片区交给白一鸣", "是哪个片区"),
        ("2月30日起把园区线A交给白一鸣", "没有这一天"),
        ("11月20日起把园区线A交给白一鸣", "已经过了"),
        ("把园区线B交给白一鸣", "本来就是白一鸣的"),
        ("穆青山的店都给白一鸣", "穆青山名下没有门店"),
    ],
)
def test_what_is_not_clear_is_asked(chat: Chat, words: str, asked: str) -> None:
    assert asked in chat.says(words, who=DIRECTOR).text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("明天起把园区线A交给白一鸣", "明天(11-24)"),
        ("12月1日起园区线A归白一鸣", "12-01(周二)"),
        ("把园区线A交给白一鸣,十二月一号开始", "12-01(周二)"),
        ("从下周一开始把园区线A换给白一鸣", "11-30(周一)"),
        ("下个月起园区线A给白一鸣", "12-01(周二)"),
        ("园区线A移交给小白,12月1号生效", "12-01(周二)"),
    ],
)
def test_a_later_day_is_waited_for(chat: Chat, words: str, day: str) -> None:
    shown = chat.says(words, who=MANAGER)
    set_ = chat.taps("确认", who=MANAGER)
    chat.restarts()
    before = owners(chat)["SZ101"]
    heard = chat.waits(days=9)

    assert f"{day}起把3家门店交给白一鸣" in shown.text
    assert f"已定:{day}起" in set_.text
    assert before == REP
    assert owners(chat)["SZ101"] == OTHER_REP
    assert any("把3家门店交给您" in p.text for p in heard.to(chat.person_id(OTHER_REP)).parcels)
    assert any("已换:3家" in p.text for p in heard.to(chat.person_id(MANAGER)).parcels)


def test_nobody_is_woken_by_a_hand_over_at_midnight(chat: Chat) -> None:
    chat.says("明天起把园区线A交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)

    night = chat.waits(hours=20)

    assert owners(chat)["SZ101"] == OTHER_REP
    assert not [p for p in night.parcels if "门店交给" in p.text]
    assert [p for p in chat.waits(hours=3).parcels if "门店交给" in p.text]


def test_what_is_set_for_later_may_be_taken_back(chat: Chat) -> None:
    chat.says("明天起把园区线A交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)

    chat.taps("撤销", who=MANAGER)
    chat.waits(days=2)

    assert owners(chat)["SZ101"] == REP


def test_what_changed_meanwhile_is_not_changed_again(chat: Chat) -> None:
    chat.says("明天起把园区线A交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    chat.says(f"把{NAME}交给江雨桐", who=MANAGER)
    chat.taps("确认", who=MANAGER)

    heard = chat.waits(days=1)

    assert owners(chat)["SZ101"] == PROMOTER
    assert owners(chat)["SZ102"] == OTHER_REP
    assert any("1家已经另外换过人" in p.text for p in heard.parcels)


def test_a_card_is_answered_once_and_survives_a_kill(chat: Chat) -> None:
    chat.says("把园区线A交给白一鸣", who=MANAGER)
    chat.restarts()

    chat.taps("确认", who=MANAGER)
    again = chat.taps("确认", who=MANAGER)
    cancelled = chat.taps("取消", who=MANAGER)

    assert "已经处理过" in again.text
    assert "已经处理过" in cancelled.text
    assert audit(chat, "stores_handed_over") == 1


def test_cancelling_changes_nothing(chat: Chat) -> None:
    chat.says("把园区线A交给白一鸣", who=MANAGER)

    heard = chat.says("取消", who=MANAGER)

    assert "没有换" in heard.text
    assert owners(chat)["SZ101"] == REP


def test_a_preview_that_is_out_of_date_is_not_carried_out(chat: Chat) -> None:
    chat.says("把园区线A交给白一鸣", who=MANAGER)
    first = chat.history[-1]
    chat.says(f"把{NAME}交给江雨桐", who=DIRECTOR)
    chat.taps("确认", who=DIRECTOR)
    chat.history.append(first)

    heard = chat.taps("确认", who=MANAGER)

    assert "后来变过" in heard.text
    assert owners(chat)["SZ102"] == REP
