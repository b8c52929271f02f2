"""S10: abandoned in the evening, gone on with in the morning."""

from domain.visits import VisitState
from tests.chat import MANAGER
from tests.drivers.wire import WireChat
from tests.scenarios.steps import NEXT_STORE, STORE_NAME, finish, half_done, texts_to, until


def left_unfinished(chat: WireChat) -> None:
    """① and ② at 17:50; then the phone dies."""
    until(chat, 0, "17:50")
    half_done(chat)


def test_evening_night_and_morning_of_an_unfinished_visit(chat: WireChat) -> None:
    left_unfinished(chat)
    shown = {i.id: i.at for i in chat.visits()[0].items.values()}
    evening = until(chat, 0, "18:31")
    night = until(chat, 1, "06:00")
    chat.restarts()
    morning = until(chat, 1, "08:31")
    asked = chat.taps("继续")
    there = chat.at()
    done = finish(chat)

    (visit,) = chat.visits()
    (told,) = texts_to(chat, evening, MANAGER)
    assert "闭环率 0.0%(0/6)" in told
    assert f"\n叶小满 {STORE_NAME} 未闭环(缺竞品价格)\n" in told
    assert len(night) == 0
    assert f"昨天 {STORE_NAME} 还差竞品价格" in texts_to(chat, morning, chat.who)[0]
    assert morning.to(chat.person_id(chat.who)).buttons == [
        "继续",
        "补录",
        "放弃并说明",
        "稍后30分钟",
    ]
    assert "昨天的①门头全景、②主推品货架都留着" in asked.text
    assert "请发送您现在的位置" in asked.text
    assert "请拍竞品价格牌" in there.text
    assert "跨天完成(11-23到店)" in done.text
    assert visit.state is VisitState.SUBMITTED
    assert {k: i.at for k, i in visit.items.items() if k in shown} == shown


def test_what_is_given_up_in_the_morning_ends_with_its_reason(chat: WireChat) -> None:
    left_unfinished(chat)
    until(chat, 1, "08:31")

    asked = chat.taps("放弃并说明")
    heard = chat.taps("店家关门")

    assert "什么原因" in asked.text
    assert heard.text.startswith(f"已放弃{STORE_NAME}(原因:店家关门)")
    assert [(v.state, v.closed_reason) for v in chat.visits()] == [
        (VisitState.ABANDONED, "店家关门")
    ]


def test_what_is_made_up_for_from_elsewhere_waits_for_the_manager(chat: WireChat) -> None:
    left_unfinished(chat)
    until(chat, 1, "08:31")

    asked = chat.taps("补录")
    begun = chat.taps("手机没电")
    done = finish(chat)

    assert "为什么现在才补" in asked.text
    assert "不用定位" in begun.text
    assert "补录的部分待主管看" in done.text


def test_another_store_in_between_takes_nothing_from_the_first(chat: WireChat) -> None:
    half_done(chat)
    chat.at(NEXT_STORE)
    chat.says("516 3箱")
    chat.at()
    done = finish(chat)

    stock = {v.store_code: len(v.in_slot("stock")) for v in chat.visits()}
    assert done.text.startswith(f"已提交 {STORE_NAME}")
    assert stock == {"SZ101": 3, "SZ102": 1}


def test_after_three_days_it_expires_and_the_manager_is_told_once(chat: WireChat) -> None:
    left_unfinished(chat)

    heard = chat.waits(days=4)

    told = [t for t in texts_to(chat, heard, MANAGER) if "已过期" in t]
    assert [v.state for v in chat.visits()] == [VisitState.EXPIRED]
    assert len(told) == 1
