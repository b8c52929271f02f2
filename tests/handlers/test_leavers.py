"""停用, 恢复: who leaves is a stranger everywhere at once, and comes back only by somebody's word."""

import pytest

from bot.channels.base import Parcel
from bot.demo.company import demo_sheets
from domain.visits import VisitState
from storage.loading import import_sheets
from tests.chat import ADMIN, MANAGER, OTHER_REP, REP, START, Chat
from tests.fakes import storefront
from tests.handlers.joining import STRANGER, accounts, audited, invite
from tests.handlers.test_review import DIRECTOR, OTHER_MANAGER

ID = "Q011"


def gone(chat: Chat) -> bool:
    directory = chat.on_database(lambda work: work.directory)
    return not directory.organisation.people[ID].active


def disable(chat: Chat, who: str = ADMIN) -> None:
    chat.says("停用 叶小满", who=who)
    chat.taps("确认停用", who=who)


def test_a_preview_says_what_ends_and_what_stays(chat: Chat) -> None:
    chat.at()
    chat.says("登录链接 叶小满", who=ADMIN)

    shown = chat.says("停用 叶小满", who=ADMIN)

    assert shown.text == (
        "停用叶小满(苏州园区片区)?停用后:\n"
        "· 账号:网页、Telegram、企业微信解绑,网页登录链接1个作废\n"
        "· 没做完的拜访:湖畔生活超市,留着,到期自动结束\n"
        "· 名下门店:湖畔生活超市、晨光便利店、邻里鲜生。请接着说「把叶小满的店交给 姓名」\n"
        "写过的拜访和记录都保留。点「确认停用」才生效。"
    )
    assert shown.buttons == ["确认停用", "取消"]
    assert not gone(chat)


def test_the_next_step_that_is_named_works_afterwards(chat: Chat) -> None:
    disable(chat)

    shown = chat.says("把叶小满的店交给白一鸣", who=ADMIN)

    assert "把3家门店交给白一鸣" in shown.text


def test_who_was_disabled_is_a_stranger_everywhere_at_once(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    invite(chat, REP)
    chat.says("登录链接 叶小满", who=ADMIN)
    before = chat.state()

    chat.says("停用 叶小满", who=ADMIN)
    done = chat.taps("确认停用", who=ADMIN)
    heard: list[Parcel] = []
    for channel in ("console", "telegram", "wecom"):
        chat.channel = channel
        heard += chat._arrives("said", {"text": "进度"}, who=ID).parcels

    assert "叶小满已停用:账号解绑3个,登录链接作废1个" in done.text
    assert accounts(chat, ID) == []
    assert chat.on_database(lambda work: work.links.count(ID)) == 0
    assert [p.text[:10] for p in heard] == ["您好,我还不认识您。"] * 3
    assert {p.person_id for p in heard} == {None}
    assert chat.state() == before
    assert len(audited(chat, "person_disabled")) == 1


def test_nothing_is_said_to_who_left(chat: Chat) -> None:
    chat.at()
    disable(chat)

    heard = chat.waits(days=5)

    assert not [p for p in heard.parcels if p.address == ID]
    assert [v.state for v in chat.visits()] == [VisitState.EXPIRED]


def test_what_waited_for_the_morning_is_not_sent_to_who_left(chat: Chat) -> None:
    chat.clock.tick(hours=12)
    chat.says("把湖畔生活超市交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    disable(chat)

    heard = chat.waits(hours=12)

    assert not [p for p in heard.parcels if p.address == ID]


def test_an_old_invitation_does_not_let_him_in_again(chat: Chat) -> None:
    code = invite(chat, REP)
    disable(chat)
    chat.channel = "telegram"

    chat.says(code, who=STRANGER)
    invited = chat.says("邀请 叶小满", who=ADMIN)

    assert accounts(chat, ID) == []
    assert "叶小满已经停用了" in invited.text


@pytest.mark.parametrize(
    ("who", "allowed"),
    [(ADMIN, True), (MANAGER, True), (DIRECTOR, True), (OTHER_MANAGER, False), (OTHER_REP, False), ("文心悦", False)],
)  # fmt: skip
def test_who_may_disable(chat: Chat, who: str, allowed: bool) -> None:
    heard = chat.says("停用 叶小满", who=who)

    assert ("确认停用" in heard.buttons) is allowed
    assert allowed or "您没有这个权限" in heard.text


def test_a_code_that_he_made_for_somebody_else_does_not_let_him_in(chat: Chat) -> None:
    code = invite(chat, REP, MANAGER)
    chat.says("停用 苏婉清", who=ADMIN)
    chat.taps("确认停用", who=ADMIN)
    chat.channel = "telegram"

    chat.says(code, who=STRANGER)

    assert ("telegram", STRANGER) not in accounts(chat, REP)


@pytest.mark.parametrize(
    "words",
    [
        "停用叶小满",
        "停用叶小满的账号",
        "叶小满离职了",
        "叶小满已经离职。",
        "把叶小满停用",
        "禁用 Q011",
    ],
)
def test_it_is_said_in_many_words(chat: Chat, words: str) -> None:
    assert "停用叶小满" in chat.says(words, who=MANAGER).text


def test_talk_between_colleagues_is_no_order(chat: Chat) -> None:
    told = [chat.says("白一鸣离职了"), chat.says("白一鸣回来了", who=MANAGER)]

    assert not any("停用" in heard.text or "恢复" in heard.text for heard in told)


def test_a_typed_word_or_a_second_thought_disables_nobody(chat: Chat) -> None:
    chat.says("停用 叶小满", who=ADMIN)

    typed = chat.says("确认停用", who=ADMIN)
    kept = chat.taps("取消", who=ADMIN)

    assert typed.buttons == ["确认停用", "取消"]
    assert kept.text == "没有停用叶小满。"
    assert not gone(chat)


def test_nobody_locks_himself_out(chat: Chat) -> None:
    assert "不能停用自己" in chat.says("停用 卫宁", who=ADMIN).text


def test_a_card_to_disable_somebody_is_nobody_elses_and_good_once(chat: Chat) -> None:
    chat.says("停用 叶小满", who=ADMIN)
    card = chat.history[-1]
    chat.presses(card.buttons[0][1], who=OTHER_REP)
    before = gone(chat)
    chat.presses(card.buttons[0][1], who=ADMIN)

    again = chat.presses(card.buttons[0][1], who=ADMIN)

    assert not before
    assert "已经停用了" in again.text
    assert len(audited(chat, "person_disabled")) == 1


def test_a_name_that_nobody_has_is_asked_about(chat: Chat) -> None:
    near = chat.says("停用 小满", who=ADMIN)
    shown = chat.taps("叶小满", who=ADMIN)

    assert near.buttons == ["叶小满"]
    assert "停用叶小满" in shown.text
    assert "没找到「张三」" in chat.says("停用 张三", who=ADMIN).text


def test_a_later_workbook_brings_nobody_back_unsaid(chat: Chat) -> None:
    disable(chat)
    people = next(s for s in demo_sheets(START.date()) if s.name == "人员")

    reports = chat.on_database(
        lambda work: (
            import_sheets(
                work, [people], at=START, by="test", batch_id="b2", file_name="again"
            ).reports
        )
    )

    assert gone(chat)
    assert [words for _, words in reports[0].noted] == [
        "叶小满已停用,表里还有,没有恢复;要恢复请在聊天里发「恢复 叶小满」"
    ]


def test_who_comes_back_needs_a_new_invitation_and_has_all_he_wrote(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    disable(chat)
    chat.channel = "telegram"

    back = chat.says("恢复 叶小满", who=MANAGER)
    twice = chat.says("恢复 叶小满", who=MANAGER)
    stranger = chat.says("进度", who=STRANGER)
    chat.says(invite(chat, REP), who=STRANGER)
    board = chat.says("进度", who=STRANGER)

    assert back.text.startswith("叶小满已恢复。")
    assert "没有停用" in twice.text
    assert "我还不认识您" in stranger.text
    assert "☑①门头全景" in board.parcels[-1].text
    assert [a["subject"] for a in audited(chat, "person_restored")] == [ID]


def test_only_who_may_disable_may_bring_back(chat: Chat) -> None:
    disable(chat)

    assert "您没有这个权限" in chat.says("恢复 叶小满", who=OTHER_MANAGER).text
    assert gone(chat)


def test_one_of_several_of_a_name_is_chosen_by_a_tap(chat: Chat) -> None:
    chat.spoil("update person set name = '叶小满' where id = 'Q012'")
    chat.on_database(lambda work: work.company_changed())
    asked = chat.says("停用 叶小满", who=ADMIN)
    chat.taps("Q012", who=ADMIN)
    chat.taps("确认停用", who=ADMIN)

    back = chat.says("恢复 小满", who=ADMIN)
    chat.taps("叶小满", who=ADMIN)

    assert "有2位" in asked.text
    assert "下属" not in asked.text
    assert not gone(chat)
    assert [a["subject"] for a in audited(chat, "person_restored")] == ["Q012"]
    assert back.text


def test_whose_people_have_no_superior_left_is_said(chat: Chat) -> None:
    shown = chat.says("停用 苏婉清", who=ADMIN)

    assert "下属4位的直属上级还是苏婉清" in shown.text
