"""看板: one message a day that is kept up to date, and pushes only where a limit is reached."""

from pathlib import Path

from tests.chat import MANAGER, REP, Chat, Heard
from tests.fakes import storefront
from tests.handlers.test_next_morning import until

_CHANNELS = "select channel from outbox where board like 'board:%' order by id"


def edits(heard: Heard) -> list[tuple[str, str]]:
    """When the board says it was renewed, and in whose place it came."""
    return [(p.text.split("\n")[0], p.edits) for p in heard.parcels if p.text.startswith("看板 截")]


def leads(data: Path, channel: str) -> Chat:
    return Chat(data, who=MANAGER, channel=channel)


def test_the_same_message_is_renewed_and_a_push_comes_once_when_a_limit_is_reached(
    tmp_path: Path,
) -> None:
    chat = leads(tmp_path / "data", "telegram")
    opened = chat.says("看板每15分钟刷新")
    (first,) = opened.parcels
    quiet = chat.waits(minutes=15)
    unlimited = chat.says("看板提醒 价差异常 关")
    limited = chat.says("看板提醒 拍照糊 1")
    chat.at(who=REP)
    chat.sends(storefront(score=10), who=REP)
    pushed = chat.waits(minutes=15)
    again = chat.waits(minutes=15)
    drilled = chat.taps("拍照糊 1")
    chat.close()

    assert first.text == (
        "看板 截至 10:02\n闭环率 0.0%(0/6)\n拜访0次;计划6家,已去0家\n"
        "还没有拜访:失真、价差异常和待复核缺数据\n每15分钟更新到18:30;发「关闭看板」停止"
    )
    assert first.edits == ""
    assert edits(quiet) == [("看板 截至 10:17", str(first.out_id))]
    assert len(quiet) == 1
    assert (unlimited.text, limited.text) == (
        "好的,价差异常不再提醒。",
        "好的,拍照糊一天内到1次时提醒您,每天最多一次。",
    )
    board, push = pushed.parcels
    assert edits(pushed) == [("看板 截至 10:32", str(first.out_id))]
    assert board.text == (
        "看板 截至 10:32\n闭环率 0.0%(0/6)\n拜访1次;计划6家,已去1家\n"
        "拍照糊1(n=1) · SKU漏1(n=1) · 价格空1(n=1)\n园区线A 糊1 漏1 空1(n=1)\n"
        "价差异常 缺数据 · 待复核0(n=1)\n每15分钟更新到18:30;发「关闭看板」停止"
    )
    assert push.text.startswith("今天拍照糊到了1次(提醒线1)")
    assert push.edits == ""
    assert edits(again) == [("看板 截至 10:47", str(first.out_id))]
    assert len(again) == 1
    assert "湖畔生活超市" in drilled.text


def test_asked_again_it_comes_anew_and_is_renewed_until_the_hours_end(tmp_path: Path) -> None:
    chat = leads(tmp_path / "data", "telegram")
    chat.says("看板")
    (second,) = chat.says("看板改成每两小时刷新").parcels
    nothing = chat.waits(minutes=15)
    chat.clock.tick(minutes=150)  # nobody runs
    chat.restarts()
    missed = chat.waits(minutes=1)
    next_one = chat.waits(minutes=100)
    evening = until(chat, 0, "18:31")
    night = until(chat, 1, "08:40").to(chat.person_id(MANAGER))
    chat.close()

    assert (second.edits, len(nothing), edits(missed)) == ("", 0, [])
    assert edits(next_one) == [("看板 截至 14:02", str(second.out_id))]
    assert edits(evening)[-1] == ("看板 截至 18:30(今天到此)", str(second.out_id))
    assert edits(night) == []


def test_where_nothing_can_be_edited_it_is_said_first_and_last(tmp_path: Path) -> None:
    chat = leads(tmp_path / "data", "wecom")
    first = chat.says("今日看板,每120分钟更新")
    chat.channel = "console"
    limits = chat.says("闭环率低于50%提醒我")
    heard = [*edits(first), *edits(until(chat, 0, "18:29"))]
    evening = until(chat, 0, "18:31")
    last = edits(evening)
    none = chat.says("关闭看板")
    sent_by = chat.on_database(lambda w: list(w.connection.exec_driver_sql(_CHANNELS).scalars()))
    chat.close()

    assert heard == [("看板 截至 10:02", "")]
    assert last == [("看板 截至 18:30(今天到此)", "")]
    assert sent_by == ["wecom", "wecom"]
    assert "再发「看板」看最新;18:30发今天最后一次" in first.text
    assert limits.text.startswith("闭环率白天一直在变,不设提醒线")
    assert none.text.startswith("现在没有打开的看板。")


def test_it_opens_by_itself_on_working_mornings_and_goes_when_told(tmp_path: Path) -> None:
    chat = leads(tmp_path / "data", "console")
    said = chat.says("看板 每天 每2小时")
    closed = chat.says("关闭看板")
    still = chat.waits(minutes=120)
    tuesday = until(chat, 1, "08:31").to(chat.person_id(MANAGER))
    wrong = chat.says("看板 每2分钟")
    chat.says("看板不用每天发")
    wednesday = until(chat, 2, "08:40").to(chat.person_id(MANAGER))
    asked = chat.says("看板提醒")
    rep = chat.says("实时看板", who=REP)
    blind = [chat.says(words, who="沈知秋").text for words in ("帮助", "看板")]
    chat.close()

    assert said.parcels[0].text.startswith("好的,以后每个工作日 08:30 自动打开看板,每120分钟更新。")
    assert [e[0] for e in edits(said)] == ["看板 截至 10:02"]
    assert "明天上班还会自动打开" in closed.parcels[0].text
    assert edits(closed) == [("看板 截至 10:02(今天到此)", str(said.parcels[1].out_id))]
    assert len(still) == 0
    assert edits(tuesday) == [("看板 截至 08:30", "")]
    assert wrong.text.startswith("看板可以每5到120分钟更新一次。")
    assert edits(wednesday)[-1][0] == "看板 截至 18:30(今天到此)"
    assert "价差异常:3条" in asked.text
    assert "您这里还没有要看的" in blind[0]
    assert "日报" not in blind[0]
    assert blind[1].endswith("这里没有要看的。")
    assert rep.text.endswith("您自己的拜访发「进度」看。")
