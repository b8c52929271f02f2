"""邀请: by whose word, what the card says, and that its code is kept nowhere."""

from functools import partial

import pytest

from domain.accounts import Account
from domain.company.cells import Cell, Sheet
from storage.loading import import_sheets
from tests.chat import ADMIN, MANAGER, OTHER_REP, REP, Chat
from tests.handlers.joining import audited, codes, invite, kept
from tests.handlers.test_review import DIRECTOR, OTHER_MANAGER


def leaves_messengers(chat: Chat, *names: str) -> None:
    """These people have no account on a messenger any more."""
    for name in names:
        for channel in ("telegram", "wecom"):
            gone = Account(channel, chat.person_id(name))
            chat.on_database(partial(lambda account, work: work.addresses.unbind(account), gone))


def test_an_invitation_shows_a_code_and_how_to_use_it(chat: Chat) -> None:
    heard = chat.says("邀请 叶小满", who=ADMIN)
    code = codes(heard.text)[0]

    assert heard.text == (
        f"叶小满的邀请码:{code}\n"
        "11-30 10:02前有效,只能用一次。\n"
        "只转给本人,三选一:\n"
        f"· Telegram:给机器人发:绑定 {code}\n"
        f"· 企业微信:打开应用,发:绑定 {code}\n"
        "· 网页:发「登录链接 叶小满」另给一个链接"
    )
    assert heard.parcels[-1].image


def test_where_the_telegram_bot_is_known_there_is_a_link(chat: Chat) -> None:
    chat.run(chat.app.engine.mark("telegram_bot", "qinglan_bot"))

    heard = chat.says("邀请 叶小满", who=ADMIN)

    code = codes(heard.text)[0].replace("-", "")
    assert f"https://t.me/qinglan_bot?start={code}" in heard.text


@pytest.mark.parametrize(
    ("who", "name", "allowed"),
    [
        (ADMIN, REP, True), (ADMIN, "顾远帆", True), (MANAGER, REP, True), (MANAGER, "纪晓棠", False),
        (MANAGER, DIRECTOR, False), (OTHER_MANAGER, REP, False), (DIRECTOR, REP, True),
        (DIRECTOR, MANAGER, True), (REP, OTHER_REP, False), ("文心悦", REP, False),
    ],
)  # fmt: skip
def test_who_may_invite_whom(chat: Chat, who: str, name: str, allowed: bool) -> None:
    heard = chat.says(f"邀请 {name}", who=who)

    assert bool(codes(heard.text)) is allowed
    assert allowed or "您没有这个权限" in heard.text
    assert len(audited(chat, "invitation_made")) == int(allowed)


@pytest.mark.parametrize(
    "words",
    [
        "邀请叶小满",
        "邀请码 叶小满",
        "给叶小满发邀请码",
        "给叶小满发个邀请码",
        "邀请 Q011",
        "邀请 q011",
        "叶小满的邀请码",
    ],
)
def test_it_is_said_in_many_words(chat: Chat, words: str) -> None:
    assert chat.says(words, who=MANAGER).text.startswith("叶小满的邀请码:")


def test_a_name_that_nobody_has_is_asked_about_and_near_ones_offered(chat: Chat) -> None:
    unknown = chat.says("邀请 张三", who=MANAGER)
    near = chat.says("邀请 小满", who=MANAGER)
    taken = chat.taps("叶小满", who=MANAGER)
    bare = chat.says("邀请", who=MANAGER)

    assert unknown.text == "没找到「张三」。请核对姓名或工号。"
    assert near.buttons == ["叶小满"]
    assert taken.text.startswith("叶小满的邀请码:")
    assert "邀请谁" in bare.text


def test_a_button_to_invite_is_nobody_elses(chat: Chat) -> None:
    chat.says("邀请 小满", who=MANAGER)
    token = chat.history[-1].buttons[0][1]

    assert not codes(chat.presses(token, who=REP).text)


def test_two_of_one_name_are_told_apart(chat: Chat) -> None:
    chat.spoil("update person set name = '叶小满' where id = 'Q012'")
    chat.on_database(lambda work: work.company_changed())

    asked = chat.says("邀请 叶小满", who=MANAGER)

    assert "叫「叶小满」的有2位" in asked.text
    assert asked.buttons == ["叶小满 苏州园区片区 Q011", "叶小满 苏州园区片区 Q012"]


def test_a_newer_code_ends_the_older_one(chat: Chat) -> None:
    first = invite(chat, REP)
    heard = chat.says("邀请 叶小满", who=ADMIN)
    old = chat.on_database(lambda work: work.invitations.of_code(first.replace("-", "")))

    assert "之前给叶小满的已作废" in heard.text
    assert [line["ended"] for line in audited(chat, "invitation_made")] == [0, 1]
    assert old is not None
    assert old.state == "ended"


def test_the_code_is_shown_once_and_kept_nowhere(chat: Chat) -> None:
    code = invite(chat, REP)
    picture = chat.history[-1].image

    stored = kept(chat, "outbox", "inbox", "audit", "invitation", "thread", "work", "timer")
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert picture not in stored
    assert not chat.app.blobs.path(picture).exists()
    assert "邀请码已发出,只显示一次" in stored


def test_a_code_that_was_never_delivered_is_not_kept_either(chat: Chat) -> None:
    chat.network.failures = 99
    chat.says("邀请 叶小满", who=ADMIN)
    chat.waits(hours=6)

    stored = kept(chat, "outbox")
    assert "'dead'" in stored
    assert not codes(stored)


def test_everybody_without_an_account_gets_a_line(chat: Chat) -> None:
    leaves_messengers(chat, REP, OTHER_REP, "纪晓棠")

    mine = chat.says("邀请 全部", who=MANAGER)
    area = chat.says("邀请 吴中片区", who=ADMIN)

    assert mine.text.startswith("2位还没绑定")
    assert [line[:3] for line in mine.text.splitlines()[1:3]] == [REP, OTHER_REP]
    assert len(codes(mine.text)) == 2
    assert area.text.startswith("1位还没绑定")
    assert "纪晓棠" in area.text
    assert not codes(kept(chat, "outbox"))


def test_when_everybody_is_bound_nobody_is_invited(chat: Chat) -> None:
    assert "都绑定过了" in chat.says("邀请 全部", who=ADMIN).text
    assert "您没有这个权限" in chat.says("邀请 全部", who=REP).text
    assert "您没有这个权限" in chat.says("邀请 吴中片区", who=MANAGER).text


def test_very_many_are_invited_by_the_hundred_whoever_has_no_code_first(chat: Chat) -> None:
    rows: list[list[Cell]] = [["工号", "姓名", "角色"]]
    rows += [[f"X{number:03d}", f"新人{number:03d}", "业务员"] for number in range(120)]
    now = chat.clock.now()
    chat.on_database(
        lambda work: import_sheets(
            work, [Sheet("人员", rows)], at=now, by="test", batch_id="b1", file_name="more"
        )
    )

    first = "".join(p.text for p in chat.says("邀请 全部", who=ADMIN).parcels)
    second = "".join(p.text for p in chat.says("邀请 全部", who=ADMIN).parcels)

    assert len(codes(first)) == len(codes(second)) == 100
    assert "还有20位" in first
    assert all(f"新人{n}" in second for n in range(100, 120))


def test_the_record_names_who_has_not_used_theirs(chat: Chat) -> None:
    leaves_messengers(chat, OTHER_REP)
    invite(chat, REP, MANAGER)
    invite(chat, "纪晓棠")
    chat.clock.tick(days=8)
    invite(chat, OTHER_REP, MANAGER)

    heard = chat.says("邀请记录", who=MANAGER)

    assert heard.text == (
        "还没用的邀请码2个:\n叶小满 11-23发,已过期\n白一鸣 12-01发,12-08前有效\n"
        "要重发,请说「邀请 姓名」。\n还没绑定任何账号的有1位,发「邀请 全部」一次给齐。"
    )
    assert "您没有这个权限" in chat.says("邀请记录", who=REP).text


def test_a_record_without_open_codes_says_so(chat: Chat) -> None:
    assert chat.says("邀请记录", who=ADMIN).text == "没有还没用的邀请码。"


def test_an_invitation_is_no_answer_to_an_open_question(chat: Chat) -> None:
    chat.at()
    chat.says("放弃")  # asks why

    assert "您没有这个权限" in chat.says("邀请 白一鸣").text
