"""日报, 周报, 月报: one message with a picture, and every number of it opens what it counts."""

import re

from bot.channels.base import Parcel
from tests.chat import MANAGER, Chat, Heard
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_next_morning import said_to, until
from tests.handlers.test_visit import RIVAL, THREE, close_visit

NEXT_DOOR = (31.3214, 120.6801)
"""晨光便利店 SZ102."""
_NUMBER = re.compile(r"(\d+)$")
_LINE = re.compile(r"^\d+\. .*?(?: ×(\d+))?$", re.MULTILINE)


def a_day(chat: Chat) -> None:
    """One visit closed with a price far from the last one; one with a blurred front, left open."""
    close_visit(chat)
    chat.at(NEXT_DOOR)
    chat.sends(storefront("糊门头", score=30), shelf("另一张货架"))
    chat.says("516 12箱")


def alone(chat: Chat) -> None:
    """Of those who lead only one manager can be reached."""
    chat.spoil("update address set off = 1 where person_id in ('Q001', 'Q003', 'Q005')")


def to(chat: Chat, heard: Heard, name: str) -> Parcel:
    (parcel,) = (p for p in heard.parcels if p.person_id == chat.person_id(name))
    return parcel


def pressed(chat: Chat, parcel: Parcel, label: str) -> Parcel:
    token = next(t for shown, t in parcel.buttons if shown == label)
    return chat.presses(token, who=MANAGER).parcels[-1]


def listed(chat: Chat, page: Parcel) -> int:
    """How much all pages of a drill list, by their lines."""
    count = sum(int(times or 1) for times in _LINE.findall(page.text))
    if any(label == "更多" for label, _ in page.buttons):
        return count + listed(chat, pressed(chat, page, "更多"))
    return count


def test_every_number_of_a_digest_opens_exactly_what_it_counts(chat: Chat) -> None:
    a_day(chat)

    heard = until(chat, 0, "18:31")

    digest, above = to(chat, heard, MANAGER), to(chat, heard, "陆景行").text
    assert "闭环率 10.0%(1/10)" in above
    assert "最好 苏州园区片区 16.7%(1/6),最弱 苏州吴中片区 0.0%(0/4)" in above
    assert said_to(chat, heard, "顾远帆")
    assert said_to(chat, heard, "沈知秋") == said_to(chat, heard, "卫宁") == []
    assert digest.text.startswith(
        "日报 11-23 截至18:30 苏州园区片区\n闭环率 16.7%(1/6)\n未闭环5家:\n"
        "叶小满 晨光便利店 未闭环(缺主推品库存、竞品价格)\n"
    )
    assert "拍照糊1 · SKU漏1 · 价格空1(n=2)\n价差异常1 · 待复核0 · 豁免0 · 计划未去4" in digest.text
    assert "最好 园区线A 33.3%(1/3),最弱 园区线C 0.0%(0/1)" in digest.text
    assert len(digest.text) <= 600
    assert digest.image
    assert all(token in digest.lasting for _, token in digest.buttons)
    numbers = {label: m for label, _ in digest.buttons if (m := _NUMBER.search(label))}
    assert {"未闭环 5", "拍照糊 1", "SKU漏 1", "价格空 1", "价差异常 1"} < numbers.keys()
    for label, number in numbers.items():
        page = pressed(chat, digest, label)
        assert listed(chat, page) == int(number[1]), page.text


def test_a_drill_goes_from_the_route_to_the_visit_and_its_picture(chat: Chat) -> None:
    a_day(chat)

    table = chat.says("三类失真", who=MANAGER)
    one = chat.taps("园区线A·拍照糊 1", who=MANAGER)
    seen = chat.taps("1 叶小满 晨光便利店", who=MANAGER)
    alarms = chat.says("价差异常", who=MANAGER)

    assert "园区线A 拍照糊1(n=2) · SKU漏1(n=2) · 价格空1(n=2)" in table.text
    assert one.text == "拍照糊1 11-23 园区线A\n1. 叶小满 晨光便利店 拍照糊"
    assert seen.text.startswith("叶小满 · 晨光便利店 · 11-23 到店10:0")
    assert "未提交,还差主推品库存、竞品价格" in seen.text
    assert "门头全景 清晰度30 偏糊" in seen.text
    assert seen.parcels[-1].image
    assert f"{RIVAL} 12.80元,较上次-14.1%" in alarms.text
    assert "上次14.90元(11-16)" in chat.taps("1 叶小满 湖畔生活超市", who=MANAGER).text
    (token,) = (t for p in chat.history for label, t in p.buttons if label == "1 叶小满 晨光便利店")
    assert chat.presses(token, who="程子墨").text == "这个按钮不是给您的。"


def test_what_has_no_route_opens_too_and_nothing_opens_for_who_lost_the_district(
    chat: Chat,
) -> None:
    a_day(chat)
    chat.spoil("update store set route = '' where code = 'SZ102'")
    chat.on_database(lambda work: work.company_changed())

    chat.says("三类失真", who=MANAGER)
    one = chat.taps("未分·拍照糊 1", who=MANAGER)
    chat.says("三类失真", who=MANAGER)
    chat.spoil("update person set district = '苏州吴中片区' where name = '苏婉清'")
    chat.on_database(lambda work: work.company_changed())
    lost = chat.taps("未分·拍照糊 1", who=MANAGER)

    assert one.text == "拍照糊1 11-23 未分\n1. 叶小满 晨光便利店 拍照糊"
    assert "没有这个权限" in lost.text


def test_days_weeks_and_months_go_by(chat: Chat) -> None:
    alone(chat)
    a_day(chat)
    chat.clock.tick(hours=9)

    tuesday = until(chat, 1, "18:31")
    chat.clock.tick(hours=90)  # nobody runs until Saturday
    chat.restarts()
    chat.waits(minutes=1)
    weekend = until(chat, 7, "06:00")
    week = until(chat, 7, "09:01")
    chat.clock.tick(hours=20)
    month = until(chat, 8, "09:01")

    assert said_to(chat, tuesday, MANAGER)[-1] == (
        "日报 11-24 截至18:30 苏州园区片区\n没有计划,也没有拜访。\n"
        "之前留下1家:\n叶小满 11-23 晨光便利店 未闭环(缺主推品库存、竞品价格)"
    )
    assert said_to(chat, weekend, MANAGER) == []
    weekly = to(chat, week, MANAGER)
    assert weekly.text.startswith("周报 11-23~11-29 苏州园区片区\n闭环率 16.7%(1/6)")
    assert weekly.image
    monthly = said_to(chat, month, MANAGER)[-1]
    assert monthly.startswith("月报 11-01~11-30 苏州园区片区\n闭环率 16.7%")
    assert "动销准确率 无法计算:这个月没有复查过库存\n有效率 上线前缺数据,这个月71.4%" in monthly
    assert len(monthly) <= 600


def test_a_better_day_is_compared_with_the_last_one_that_had_any(chat: Chat) -> None:
    alone(chat)
    a_day(chat)
    until(chat, 2, "10:00")
    chat.at()
    chat.sends(shelf("新货架"), storefront("新门头"))
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.90"))
    chat.taps("确认")
    chat.says("提交")

    digest = chat.says("日报", who=MANAGER)
    chat.clock.tick(days=1)
    later = chat.says("昨天的日报", who=MANAGER)

    assert "闭环率 100.0%(1/1),比前天 +83.3个百分点(16.7%(1/6))" in digest.text
    assert "闭环率 100.0%(1/1),比11-23 +83.3个百分点" in later.text
