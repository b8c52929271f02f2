"""我的账号, 解绑: what a person has, and letting go of it."""

from domain.accounts import Account
from tests.chat import ADMIN, MANAGER, OTHER_REP, REP, Chat
from tests.handlers.joining import accounts, audited
from tests.handlers.test_review import OTHER_MANAGER


def test_a_person_sees_his_accounts_and_may_let_go_of_each(chat: Chat) -> None:
    chat.channel = "telegram"

    heard = chat.says("我的账号")

    assert heard.text == (
        "叶小满的账号:\n· 网页:11-23绑定\n· Telegram:11-23绑定(现在用的)\n· 企业微信:11-23绑定\n"
        "定位:已同意\n要加一个账号,请主管或管理员发「邀请 叶小满」。"
    )
    assert heard.buttons == ["解绑Telegram", "解绑企业微信"]
    assert len(heard.parcels[-1].lasting) == 2


def test_the_command_of_the_menu_says_the_same(chat: Chat) -> None:
    assert chat.says("/account").text == chat.says("我的账号").text


def test_an_own_account_is_unbound_by_a_tap_and_then_a_stranger(chat: Chat) -> None:
    chat.channel = "telegram"
    asked = chat.says("解绑 Telegram")
    before = accounts(chat, REP)
    done = chat.taps("解绑")
    later = chat.says("帮助")

    assert "解绑您的Telegram?" in asked.text
    assert ("telegram", "Q011") in before
    assert ("telegram", "Q011") not in accounts(chat, REP)
    assert done.parcels[0].text.startswith("这个账号已解绑")
    assert done.parcels[0].address == "Q011"
    assert later.parcels[0].text.startswith("您好,我还不认识您。")
    assert [(a["by"], a["subject"], a["why"]) for a in audited(chat, "account_unbound")] == [
        ("Q011", "Q011", "unbound")
    ]


def test_a_typed_word_or_a_second_thought_unbinds_nothing(chat: Chat) -> None:
    chat.says("解绑 电报")

    typed = chat.says("解绑")
    kept = chat.taps("不解绑")

    assert typed.buttons == ["解绑", "不解绑"]
    assert "没有解绑" in kept.text
    assert len(accounts(chat, REP)) == 3


def test_from_another_channel_both_are_told(chat: Chat) -> None:
    chat.says("解绑我的企业微信账号")

    done = chat.taps("解绑")

    assert done.to("Q011").text == "已解绑您的企业微信。要再用,请主管或管理员发「邀请 叶小满」。"
    assert any(p.text.startswith("这个账号已解绑") for p in done.parcels)


def test_letting_go_of_the_page_ends_its_links(chat: Chat) -> None:
    chat.says("登录链接 叶小满", who=ADMIN)
    chat.channel = "telegram"
    shown = chat.says("我的账号")
    chat.says("解绑 网页")
    chat.taps("解绑")

    assert "网页登录链接:1个有效" in shown.text
    assert chat.on_database(lambda work: work.links.count("Q011")) == 0
    assert [c for c, _ in accounts(chat, REP)] == ["telegram", "wecom"]
    assert len(audited(chat, "link_revoked")) == 1


def test_a_manager_unbinds_his_own_people_and_nobody_else(chat: Chat) -> None:
    refused = chat.says("解绑 叶小满", who=OTHER_MANAGER)
    peer = chat.says("解绑 叶小满", who=OTHER_REP)
    asked = chat.says("把叶小满的账号解绑", who=MANAGER)
    done = chat.taps("解绑", who=MANAGER)

    assert "您没有这个权限" in refused.text
    assert "您没有这个权限" in peer.text
    assert "解绑叶小满的Telegram、企业微信?" in asked.text
    assert "已解绑叶小满的Telegram、企业微信" in done.text
    assert [c for c, _ in accounts(chat, REP)] == ["console"]


def test_a_card_to_unbind_somebody_is_nobody_elses(chat: Chat) -> None:
    chat.says("解绑 叶小满", who=MANAGER)
    token = chat.history[-1].buttons[0][1]

    chat.presses(token, who=OTHER_REP)

    assert len(accounts(chat, REP)) == 3


def test_what_is_not_bound_is_said(chat: Chat) -> None:
    chat.on_database(lambda work: work.addresses.unbind(Account("wecom", "Q011")))

    assert chat.says("解绑 企微").text == "您没有绑定企业微信。"
    assert chat.says("解绑 叶小满 企业微信", who=MANAGER).text == "叶小满没有绑定企业微信。"
    assert "叶小满的账号" in chat.says("解绑").text
    assert "没找到「张三」" in chat.says("解绑 张三", who=MANAGER).text


def test_the_first_of_two_taps_is_the_one(chat: Chat) -> None:
    chat.says("解绑 企业微信")
    chat.taps("解绑")

    assert chat.taps("解绑").text == "您没有绑定企业微信。"


def test_pushes_go_to_where_the_person_wrote_last(chat: Chat) -> None:
    chat.channel = "telegram"
    chat.says("帮助")
    chat.channel = "wecom"
    chat.says("把湖畔生活超市交给白一鸣", who=MANAGER)

    heard = chat.taps("确认", who=MANAGER)

    told = [p for p in heard.parcels if p.person_id == "Q011"]
    assert chat.on_database(lambda work: work.addresses.of("Q011")) == ("telegram", "Q011")
    assert "白一鸣" in told[0].text


def test_one_of_several_of_a_name_is_chosen_by_a_tap(chat: Chat) -> None:
    chat.spoil("update person set name = '叶小满' where id = 'Q012'")
    chat.on_database(lambda work: work.company_changed())

    asked = chat.says("解绑 叶小满", who=MANAGER)
    shown = chat.taps("Q012", who=MANAGER)

    assert "有2位" in asked.text
    assert "解绑叶小满的Telegram、企业微信?" in shown.text


def test_a_button_under_the_own_accounts_asks_first(chat: Chat) -> None:
    chat.says("我的账号")

    shown = chat.taps("解绑企业微信")

    assert "解绑您的企业微信?" in shown.text
    assert len(accounts(chat, REP)) == 3


def test_a_channel_that_blocked_the_bot_is_marked_and_hears_nothing(chat: Chat) -> None:
    chat.run(chat.app.engine.reachable("wecom", "Q011", yes=False))
    shown = chat.says("我的账号")
    chat.says("解绑 企业微信")
    done = chat.taps("解绑")

    assert "企业微信:11-23绑定(已停收)" in shown.text
    assert len(done) == 1
