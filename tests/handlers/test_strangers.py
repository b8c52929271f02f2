"""Strangers learn nothing, whatever they send, and nothing of theirs is kept."""

import pytest

from tests.chat import ADMIN, MANAGER, REP, Chat, Heard
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.joining import STRANGER, invite, kept

SECRETS = ("青岚", "叶小满", "苏婉清", "湖畔", "SZ101", "Q011", "苏州", "望海")
WORDS = ("你好", "帮助", "到店 湖畔生活超市", "叶小满在哪家店", "邀请 叶小满", "停用 叶小满", "待复核",
         "我的账号", "同意并开始", "撤销同意", "绑定", "绑定 K7PM-2QXA", "K7PM2QXA", "/start", "登录链接 叶小满",
         "雷达图", "516 12箱", "{{ work }}", "x" * 9000)  # fmt: skip


def everything(chat: Chat, who: str) -> list[Heard]:
    """Whatever a stranger can send, eleven minutes apart."""
    chat.at()
    chat.sends(storefront())
    token = f"{chat.history[-1].out_id}-0"
    things = [("said", {"text": text, "addressed": True}) for text in WORDS]
    things += [
        ("press", {"token": token}), ("enter", {}), ("voice", {"media": {"id": "v"}}),
        ("photo", {"sha256": chat.app.blobs.put(shelf().data), "caption": "货架"}),
        ("photo", {"media": {"id": "p"}, "caption": ""}), ("other", {"what": "贴纸"}),
        ("file", {"sha256": chat.app.blobs.put(b"PK"), "name": "叶小满.xlsx"}),
        ("file", {"too_large": True, "name": "大"}), ("edit", {"of": "m1", "text": "改"}),
        ("place", {"lat": 31.3196, "lon": 120.6773, "datum": "wgs84", "live": True}),
    ]  # fmt: skip
    heard = []
    for kind, body in things:
        chat.clock.tick(minutes=11)
        heard.append(chat._arrives(kind, body, who=who))
    return heard


@pytest.mark.parametrize("channel", ["console", "telegram", "wecom"])
def test_the_answer_is_the_same_whatever_a_stranger_sends(chat: Chat, channel: str) -> None:
    chat.channel = channel

    heard = everything(chat, STRANGER)

    assert [len(one) for one in heard] == [1] * len(heard)
    assert len({(one.text, tuple(one.buttons)) for one in heard}) == 1
    assert not any(secret in heard[0].text for secret in SECRETS)
    assert not any(p.image or p.buttons for one in heard for p in one.parcels)


def test_a_code_that_existed_is_answered_like_one_that_never_did(chat: Chat) -> None:
    chat.channel = "telegram"
    used = invite(chat, REP)
    chat.says(used, who="7001")

    known = chat.says(f"绑定 {used}", who="7002")
    unknown = chat.says("绑定 K7PM-2QXA", who="7003")
    plain = chat.says("你好", who="7004")

    assert known.text == unknown.text == plain.text


def test_a_stranger_who_writes_on_and_on_is_answered_once_in_ten_minutes(chat: Chat) -> None:
    counts = [len(chat.says("你好", who=STRANGER)) for _ in range(50)]
    chat.clock.tick(minutes=10)

    assert sum(counts) == 1
    assert len(chat.says("你好", who=STRANGER)) == 1
    assert len(chat.says("你好", who="8002")) == 1


def test_a_code_is_answered_at_once(chat: Chat) -> None:
    chat.says("你好", who=STRANGER)

    assert len(chat.says("绑定 K7PM-2QXA", who=STRANGER)) == 1


def test_a_place_that_moves_by_itself_is_no_message(chat: Chat) -> None:
    assert len(chat.at(who=STRANGER, body={"update": True})) == 0


def test_nothing_of_a_stranger_is_read_fetched_or_kept(chat: Chat) -> None:
    chat.channel = "telegram"
    everything(chat, STRANGER)
    rows = chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "select distinct body from inbox where address = ?", (STRANGER,)
        ).all()
    )
    works = chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "select count(*) from work where conversation like 'stranger%'"
        ).scalar()
    )

    assert rows == [("{}",)]
    assert works == 0
    assert kept(chat, "evidence").count("'" + storefront().sha256) == 1  # the rep's own


def test_in_a_group_a_stranger_is_treated_like_everybody_else(chat: Chat) -> None:
    known = chat.says("雷达图", who=MANAGER, chat="group:园区")
    stranger = chat.says("雷达图", who=STRANGER, chat="group:园区")
    code = chat.says(f"绑定 {invite(chat, REP)}", who=STRANGER, chat="group:园区")
    photo = chat.sends(price_tag("生抽", "9.9"), who=STRANGER, chat="group:园区")

    assert known.text == stranger.text == code.text == "请到私聊里办理,群里不方便回答。"
    assert len(photo) == 0
    assert "雷达图" not in kept(chat, "inbox").split("雷达图", 1)[1]


def test_what_is_remembered_of_a_stranger_is_forgotten_after_a_day(chat: Chat) -> None:
    chat.says("你好", who=STRANGER)
    chat.clock.tick(days=2)

    chat.says("你好", who="8002")

    assert STRANGER not in kept(chat, "knock")
    assert ADMIN not in kept(chat, "knock")


def test_who_joins_at_night_is_answered_at_once(chat: Chat) -> None:
    chat.channel = "telegram"
    code = invite(chat, REP)
    chat.waits(hours=13)

    heard = chat.says(f"绑定 {code}", who=STRANGER)

    assert any(p.address == STRANGER for p in heard.parcels)
