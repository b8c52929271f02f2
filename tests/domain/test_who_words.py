"""邀请, 解绑, 停用, 恢复 and 我的账号 in people's own words."""

import pytest

from domain.who_words import Ask, parse


@pytest.mark.parametrize(
    ("said", "ask", "who"),
    [
        ("邀请 叶小满", Ask.INVITE, "叶小满"), ("邀请叶小满", Ask.INVITE, "叶小满"),
        ("邀请码 叶小满", Ask.INVITE, "叶小满"), ("邀请 Q011", Ask.INVITE, "Q011"),
        ("给叶小满发邀请码", Ask.INVITE, "叶小满"), ("给叶小满发个邀请码", Ask.INVITE, "叶小满"),
        ("帮我给叶小满发一个邀请码", Ask.INVITE, "叶小满"), ("给叶小满发邀请函", Ask.INVITE, "叶小满"),
        ("再给叶小满发一个新的邀请码", Ask.INVITE, "叶小满"), ("重新邀请叶小满", Ask.INVITE, "叶小满"),
        ("邀请叶小满加入", Ask.INVITE, "叶小满"), ("叶小满的邀请码", Ask.INVITE, "叶小满"),
        ("请邀请一下叶小满吧", Ask.INVITE, "叶小满"), ("邀请 全部", Ask.INVITE, "全部"),
        ("邀请河东片区", Ask.INVITE, "河东片区"), ("邀请", Ask.INVITE, ""), ("邀请码", Ask.INVITE, ""),
        ("邀请同事", Ask.INVITE, ""),
        ("邀请记录", Ask.INVITED, ""), ("查看邀请情况", Ask.INVITED, ""), ("谁还没绑定", Ask.INVITED, ""),
        ("我的账号", Ask.ACCOUNTS, ""), ("账号", Ask.ACCOUNTS, ""), ("绑定情况", Ask.ACCOUNTS, ""),
        ("解绑", Ask.UNBIND, ""), ("解绑 Telegram", Ask.UNBIND, "Telegram"),
        ("解绑我的企业微信账号", Ask.UNBIND, "我的企业微信"), ("解绑 叶小满", Ask.UNBIND, "叶小满"),
        ("把叶小满的账号解绑", Ask.UNBIND, "叶小满"), ("取消绑定 电报", Ask.UNBIND, "电报"),
        ("停用 叶小满", Ask.DISABLE, "叶小满"), ("停用叶小满的账号", Ask.DISABLE, "叶小满"),
        ("把叶小满停用了", Ask.DISABLE, "叶小满"), ("叶小满离职了", Ask.DISABLE, "叶小满"),
        ("叶小满已经离职", Ask.DISABLE, "叶小满"), ("禁用 Q011", Ask.DISABLE, "Q011"),
        ("恢复 叶小满", Ask.RESTORE, "叶小满"), ("重新启用叶小满", Ask.RESTORE, "叶小满"),
        ("叶小满回来上班了", Ask.RESTORE, "叶小满"),
    ],
)  # fmt: skip
def test_it_is_said_in_many_words(said: str, ask: Ask, who: str) -> None:
    found = parse(said)

    assert found is not None
    assert (found.ask, found.who) == (ask, who)


@pytest.mark.parametrize(
    "said",
    ["你好", "", "到店 湖畔生活超市", "叶小满离职了,他的店全部转给小白", "怎么邀请", "邀请函发了吗",
     "停用价签识别可以吗", "谁离职了", "516 12箱", "把园区线A交给白一鸣", "x" * 100 + "邀请"],
)  # fmt: skip
def test_other_sentences_are_left_alone(said: str) -> None:
    assert parse(said) is None


def test_an_order_is_told_from_talk() -> None:
    order, talk = parse("停用 叶小满"), parse("叶小满离职了")

    assert order is not None
    assert talk is not None
    assert (order.order, talk.order) == (True, False)
