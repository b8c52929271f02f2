"""What only needs eyes: soft blur, price alarms, marks; how long it takes; who stands in."""

from datetime import date

from domain.absences import Absence
from domain.evidence import ItemState
from domain.visits import VisitState
from storage.work import SqlWork
from tests.chat import MANAGER, OTHER_REP, STORE, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_review import DIRECTOR, audit, explain_front
from tests.handlers.test_visit import RIVAL, THREE
from tests.handlers.test_waivers import handled


def soft_visit(chat: Chat) -> None:
    """Closed, with a storefront that is a little blurred and a price that fell."""
    chat.at()
    chat.sends(storefront(score=30, reasons=("blurred",)), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    chat.says("提交")


def away(chat: Chat, who: str, stands_in: str | None) -> None:
    absence = Absence(
        id=f"away-{who}",
        person_id=chat.person_id(who),
        first=date(2026, 11, 23),
        last=date(2026, 11, 23),
        reason="调休",
        by=chat.person_id(who),
        at=chat.clock.now(),
        substitute_id=chat.person_id(stands_in) if stands_in else None,
        state="approved",
    )

    def write(work: SqlWork) -> None:
        work.absences.add(absence)

    chat.on_database(write)


def test_soft_things_hold_nothing_up_and_leave_the_queue_once_looked_at(chat: Chat) -> None:
    soft_visit(chat)

    queue = chat.says("待复核", who=MANAGER)
    blur = chat.says("1", who=MANAGER)
    seen = chat.taps("看过", who=MANAGER)
    alarm = chat.taps("下一条", who=MANAGER)
    marked = chat.taps("标记", who=MANAGER)
    noted = chat.says("下周去店里看看", who=MANAGER)
    empty = chat.says("待复核", who=MANAGER)
    listed = chat.says("标记的", who=MANAGER)
    chat.taps("退回", who=MANAGER)
    told = chat.taps("重拍", who=MANAGER).to(chat.person_id(chat.who))

    assert queue.text.startswith("待复核2条(照片偏糊1、价差异常1)")
    assert "望海牌鲜味生抽1L 12.80,较上次−14.1%" in queue.text
    assert blur.buttons == ["看过", "退回", "标记"]
    assert "清晰度30分" in blur.text
    assert "还有1条" in seen.text
    assert "较上次−14.1%" in alarm.text
    assert "我品头道鲜生抽1L 14.50元" in alarm.text
    assert "这家店以前:11-16 14.90、11-09 15.90、11-02 15.90" in alarm.text
    assert "要备注就写一句" in marked.text
    assert noted.text == "备注已记下:下周去店里看看"
    assert empty.text == "没有待复核的。"
    assert listed.text.startswith("价差异常:叶小满")
    assert "已标记(苏婉清 11-23 10:02):下周去店里看看" in listed.text
    assert "只补竞品价格这一步" in told.text
    assert chat.visits()[0].reopened == "price"
    assert [one[:2] for one in handled(chat)] == [
        ("blur", "seen"), ("alarm", "returned")
    ]  # fmt: skip
    assert [one[2] for one in handled(chat)] == [1, 6]


def test_a_marked_item_still_waits_and_its_time_begins_with_the_push(chat: Chat) -> None:
    explain_front(chat)
    chat.waits(minutes=5)
    chat.taps("标记", who=MANAGER)
    chat.says("问问店主", who=MANAGER)
    card = chat.says("待复核", who=MANAGER)
    chat.taps("通过", who=MANAGER)

    assert "已标记(苏婉清 11-23 10:07):问问店主" in card.text
    assert "没有标记的" in chat.says("标记的", who=MANAGER).text
    assert [one[:2] for one in handled(chat)] == [("cannot", "approved")]
    assert handled(chat)[0][2] >= 300
    assert audit(chat, "review_marked") == audit(chat, "review_noted") == 1


def test_who_stands_in_decides_on_those_days_in_the_managers_name(chat: Chat) -> None:
    away(chat, MANAGER, OTHER_REP)

    explain_front(chat)
    card = next(p for p in reversed(chat.history) if p.person_id == chat.person_id(OTHER_REP))
    own = chat.says("待复核", who=OTHER_REP)
    done = chat.taps("通过", who=OTHER_REP)
    chat.waits(days=1)
    later = chat.says("待复核", who=OTHER_REP)

    assert "代 苏婉清\n待复核:叶小满" in card.text
    assert "代 苏婉清\n待复核:叶小满" in own.text
    assert f"{OTHER_REP}(代{MANAGER})已通过" in done.to(chat.person_id(chat.who)).text
    assert later.text == "您没有待复核的。"
    assert next(iter(chat.visits()[0].items.values())).state is not ItemState.PENDING


def test_without_a_substitute_the_director_is_asked_and_nobody_about_himself(chat: Chat) -> None:
    away(chat, MANAGER, OTHER_REP)
    chat.who = OTHER_REP
    chat.at(STORE)
    chat.says("申请豁免 停业装修")
    asked = {p.person_id for p in chat.history if "申请豁免:" in p.text and "原因" in p.text}
    refused = chat.taps("豁免", who=OTHER_REP)
    away(chat, DIRECTOR, None)

    assert asked == {chat.person_id(MANAGER), chat.person_id(DIRECTOR)}
    assert chat.visits()[0].state is VisitState.DRAFT
    assert refused is not None
