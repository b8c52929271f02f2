"""Binding: a code makes an account somebody's, once, and everybody concerned hears of it."""

import pytest

from domain.accounts import Account
from tests.chat import ADMIN, MANAGER, OTHER_REP, REP, STORE, Chat
from tests.fakes import storefront
from tests.handlers.joining import STRANGER, accounts, audited, codes, invite, kept

CHANNELS = ("console", "telegram", "wecom")


def test_a_stranger_with_a_code_is_somebody_and_asked_to_agree(chat: Chat) -> None:
    chat.on_database(lambda work: work.consents.withdraw("Q011"))
    chat.channel = "telegram"
    code = invite(chat, REP, MANAGER)

    heard = chat.says(f"绑定 {code}", who=STRANGER)
    agreed = chat.taps("同意并开始", who=STRANGER)
    there = chat.at(STORE, who=STRANGER)

    card = next(p for p in heard.parcels if p.address == STRANGER)
    assert card.text.startswith("叶小满,您好。开始前请看一下:")
    assert [label for label, _ in card.buttons] == ["同意并开始(含定位)", "同意,不用定位"]
    assert heard.to(chat.person_id(MANAGER)).text == "叶小满已用您给的邀请码绑定了Telegram。"
    assert "叶小满,可以开始了" in agreed.parcels[-1].text
    assert {p.address for p in there.parcels} == {STRANGER}
    assert [v.rep_id for v in chat.visits()] == ["Q011"]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "form",
    ["绑定 {}", "{}", "绑定{}", "绑定:{}", "邀请码 {}"],
    ids=["told", "bare", "close", "colon", "code"],
)
def test_a_code_may_be_typed_in_many_ways(chat: Chat, channel: str, form: str) -> None:
    code = invite(chat, REP)
    chat.channel = channel
    typed = code.replace("-", " ").lower() if form == "{}" else code

    chat.says(form.format(typed), who=STRANGER)

    assert (channel, STRANGER) in accounts(chat, REP)


def test_who_agreed_on_another_channel_is_welcomed_back_to_the_same_drafts(chat: Chat) -> None:
    chat.on_database(lambda work: work.addresses.unbind(Account("wecom", "Q011")))
    chat.at()
    chat.sends(storefront())
    code = invite(chat, REP)
    chat.channel = "wecom"

    welcome = chat.says(code, who="ye.xiaoman")
    board = chat.says("进度", who="ye.xiaoman")

    assert "叶小满,欢迎回来,企业微信已绑定" in [p.text.split("。")[0] for p in welcome.parcels]
    assert "湖畔生活超市" in board.parcels[-1].text
    assert "☑①门头全景" in board.parcels[-1].text


@pytest.mark.parametrize(
    "spoil", ["wrong", "used", "expired", "ended", "left"]
)  # fmt: skip
def test_a_code_that_does_not_hold_gets_the_same_answer_as_anything(chat: Chat, spoil: str) -> None:
    chat.channel = "telegram"
    plain = chat.says("你好", who="9999").text
    code = invite(chat, REP)
    if spoil == "wrong":
        code = "K7PM-2QXA"
    elif spoil == "used":
        chat.says(code, who="7777")
    elif spoil == "expired":
        chat.clock.tick(days=7)
    elif spoil == "ended":
        invite(chat, REP)
    else:
        chat.says("停用 叶小满", who=ADMIN)
        chat.taps("确认停用", who=ADMIN)

    heard = chat.says(f"绑定 {code}", who=STRANGER)

    assert heard.text == plain
    assert ("telegram", STRANGER) not in accounts(chat, REP)


def test_after_five_wrong_codes_no_code_is_looked_at_for_an_hour(chat: Chat) -> None:
    chat.channel = "telegram"
    code = invite(chat, REP)
    for number in range(5):
        assert len(chat.says(f"绑定 K7PM-2QX{'ACDEF'[number]}", who=STRANGER)) == 1

    early = chat.says(f"绑定 {code}", who=STRANGER)
    others = chat.says("绑定 K7PM-2QXA", who="8002")
    chat.clock.tick(hours=1)
    late = chat.says(f"绑定 {code}", who=STRANGER)

    assert len(early) == 0
    assert len(others) == 1
    assert ("telegram", STRANGER) in accounts(chat, REP)
    assert "欢迎回来" in next(p.text for p in late.parcels if p.address == STRANGER)
    assert [(line["channel"], line["account"]) for line in audited(chat, "codes_refused")] == [
        ("telegram", STRANGER)
    ]


def test_two_accounts_with_one_code_bind_exactly_one(chat: Chat) -> None:
    code = invite(chat, REP)
    chat.channel = "telegram"

    chat._post("said", {"text": code}, who="8001")
    chat._post("said", {"text": code}, who="8002")
    chat.settle()

    assert [a for c, a in accounts(chat, REP) if c == "telegram"] == ["8001"]
    assert len(audited(chat, "account_bound")) == 1


def test_the_code_of_ones_own_account_is_not_used_up(chat: Chat) -> None:
    chat.channel = "telegram"
    code = invite(chat, REP)

    heard = chat.says(code)
    chat.channel = "wecom"
    chat.says(code, who="new-phone")

    assert "这个账号已经是叶小满的" in heard.text
    assert ("wecom", "new-phone") in accounts(chat, REP)


def test_a_known_account_is_asked_before_it_is_somebody_elses(chat: Chat) -> None:
    chat.channel = "telegram"
    code = invite(chat, OTHER_REP, MANAGER)

    asked = chat.says(f"绑定 {code}")
    before = accounts(chat, OTHER_REP)
    chat.taps("不改")
    heard = chat.taps("改绑")

    assert asked.text == "这个账号现在是叶小满,改绑为白一鸣?"
    assert asked.buttons == ["改绑", "不改"]
    assert ("telegram", "Q011") not in before
    assert ("telegram", "Q011") in accounts(chat, OTHER_REP)
    assert ("telegram", "Q011") not in accounts(chat, REP)
    assert any("白一鸣,欢迎回来" in p.text for p in heard.parcels)
    assert "改绑给了别人" in heard.to("Q011").text
    assert [(u["subject"], u["why"]) for u in audited(chat, "account_unbound")] == [
        ("Q012", "moved"), ("Q011", "rebound")
    ]  # fmt: skip


def test_a_question_about_rebinding_does_not_outlive_the_code(chat: Chat) -> None:
    chat.channel = "telegram"
    chat.says(invite(chat, OTHER_REP))
    invite(chat, OTHER_REP)

    assert "这个邀请码用不了" in chat.taps("改绑").text
    assert ("telegram", "Q011") in accounts(chat, REP)


def test_who_is_known_and_types_a_wrong_code_is_told_and_counted(chat: Chat) -> None:
    heard = [chat.says("绑定 K7PM-2QXA").text for _ in range(5)]
    code = invite(chat, OTHER_REP)

    assert all("这个邀请码用不了" in text for text in heard)
    assert "这个邀请码用不了" in chat.says(f"绑定 {code}").text
    assert "没听懂" in chat.says(code).text


def test_words_that_only_look_like_a_code_go_on_to_the_conversation(chat: Chat) -> None:
    chat.at()

    assert "☐①门头全景" in chat.says("23456789").text


def test_a_new_phone_takes_the_place_of_the_old_one(chat: Chat) -> None:
    chat.channel = "telegram"
    code = invite(chat, REP)

    heard = chat.says(code, who="8001")
    old = [p for p in heard.parcels if p.address == "Q011"]
    silent = chat.says("帮助", who="Q011")

    assert [a for c, a in accounts(chat, REP) if c == "telegram"] == ["8001"]
    assert any("换到了另一个Telegram账号,这里不再收到消息" in p.text for p in old)
    assert any("如果不是您本人" in p.text for p in old)
    assert silent.parcels[-1].text.startswith("您好,我还不认识您。")


def test_another_channel_of_the_person_hears_of_a_new_account(chat: Chat) -> None:
    chat.channel = "telegram"

    heard = chat.says(invite(chat, REP), who="8001")

    assert [p.text for p in heard.parcels if "又绑定了一个Telegram账号" in p.text]


def test_what_was_written_for_an_account_never_reaches_its_next_owner(chat: Chat) -> None:
    chat.channel = "telegram"
    chat.says("帮助")
    chat.clock.tick(hours=12)  # 22:02: pushes wait for the morning
    chat.says("把晨光便利店交给白一鸣", who=MANAGER)
    chat.taps("确认", who=MANAGER)
    chat.says(f"绑定 {invite(chat, OTHER_REP)}")
    chat.taps("改绑")

    morning = chat.waits(hours=10)

    given = [p for p in morning.parcels if "您的1家门店交给了白一鸣" in p.text]
    assert [p.person_id for p in given] == ["Q011"]
    assert given[0] not in [p for p in morning.parcels if p.person_id == "Q012"]


def test_a_code_that_was_handed_in_is_kept_nowhere(chat: Chat) -> None:
    chat.channel = "telegram"
    code = invite(chat, REP)
    chat.says(f"绑定 {code}", who=STRANGER)
    other = invite(chat, OTHER_REP)
    chat.says(f"绑定 {other}", who=STRANGER)
    chat.says("绑定 K7PM-2QXA", who="8003")

    stored = kept(chat, "inbox", "outbox", "audit", "thread", "invitation", "knock")
    for secret in (code, other, "K7PM-2QXA"):
        assert secret not in stored
        assert secret.replace("-", "") not in stored


def test_the_inviter_is_not_told_what_he_does_himself(chat: Chat) -> None:
    chat.channel = "telegram"
    code = codes(chat.says("邀请 卫宁", who=ADMIN).text)[0]

    heard = chat.says(code, who="8009")

    assert not [p for p in heard.parcels if "已用您给的邀请码" in p.text]
