"""What can be done with a card: forward it, rate it, open its numbers, and count what helped."""

import io

from PIL import Image

from domain.understanding import Intent
from tests.chat import ADMIN, MANAGER, Chat, Heard
from tests.handlers.asking import KEY_REP, OTHER_KEY_REP, SOY, asks

NOT_FOR_CUSTOMERS = ("竞品", "百川", "别承诺", "话术", "65", "68", "上次报价", "成本", "47")


def given(chat: Chat, who: str = KEY_REP, customer: str = "C101") -> Heard:
    return asks(chat, Intent.QUOTE, product=SOY, customer=customer, who=who)


def test_the_picture_is_for_the_customer(chat: Chat) -> None:
    given(chat)

    heard = chat.taps("图片版", who=KEY_REP)

    assert heard.text == (
        "青岚食品(演示) 报价\n餐饮生抽10L · 渔歌餐饮管理\n单价 61.50元/桶 含税\n穆青山 2026-11-23 10:02"
    )
    assert heard.parcels[0].image
    sent = chat.on_database(lambda work: work.outbox.get(heard.parcels[0].out_id))
    assert sent is not None
    facts = str(sent.draw)
    assert not any(word in heard.text + facts for word in NOT_FOR_CUSTOMERS)
    with Image.open(io.BytesIO(chat.app.blobs.read(heard.parcels[0].image))) as image:
        assert image.width == 1080


def test_the_picture_has_the_numbers_of_now(chat: Chat) -> None:
    given(chat)
    chat.spoil("update contract_price set price_fen = 6100 where price_fen = 6150")

    assert "单价 61元/桶" in chat.taps("图片版", who=KEY_REP).text


def test_who_lost_the_customer_loses_its_prices(chat: Chat) -> None:
    given(chat)
    other = chat.person_id(OTHER_KEY_REP)
    chat.spoil(f"update customer set owner_id = '{other}' where code = 'C101'")  # noqa: S608
    chat.on_database(lambda work: work.company_changed())

    assert "没有能给客户看的价格,价格请负责人夏知了来发" in chat.taps("图片版", who=KEY_REP).text
    assert "仅客户负责人和上级可见" in chat.taps("数字出处", who=KEY_REP).text
    assert "没有这个权限" in chat.taps("申请特价", who=KEY_REP).text


def test_every_number_can_be_opened_as_it_was(chat: Chat) -> None:
    given(chat)
    chat.spoil("update contract_price set price_fen = 6100 where price_fen = 6150")

    heard = chat.taps("数字出处", who=KEY_REP)

    lines = heard.text.splitlines()
    assert lines[0] == "餐饮生抽10L · 渔歌餐饮管理这张卡(11-23 10:02)的数字出处:"
    assert lines[1] == "合同价 61.50:[合同价表 11-23 10:02] C101/B0810 2026-01-01~2026-12-31"
    assert lines[2] == "−9.6% = 61.50 ÷ 68 − 1"
    assert lines[-2:] == [
        "库存 86桶:库存表 苏州仓 截至11-23 08:00",
        "在途 120桶:[在途表 11-23 10:02] QL-T032 预计2026-12-02",
    ]


def test_one_tap_rates_a_card_and_the_last_one_counts(chat: Chat) -> None:
    given(chat)

    first = chat.taps("没用", who=KEY_REP)
    again = chat.taps("没用", who=KEY_REP)
    other = chat.taps("有用", who=KEY_REP)

    assert first.text.startswith("记下了:餐饮生抽10L这张卡没用。")
    assert again.text == "已经记着「没用」了。"
    assert other.text == "记下了:餐饮生抽10L这张卡有用。"
    assert "有用1 没用0 没点0" in chat.says("卡片反馈", who=KEY_REP).text


def test_the_manager_counts_the_cards_of_his_people(chat: Chat) -> None:
    given(chat)
    chat.taps("有用", who=KEY_REP)
    given(chat, customer="C102")
    given(chat, who=OTHER_KEY_REP, customer="C103")

    report = chat.says("卡片反馈", who=MANAGER)
    lines = chat.taps("餐饮生抽10L", who=MANAGER).text.splitlines()

    assert report.text == (
        "卡片反馈 近90天(n=2)\n有用1 没用0 没点1\n餐饮生抽10L(n=2) 有用1 没用0 没点1\n"
        "毛利变化(点):缺数据,成交结果未接入"
    )
    assert lines == [
        "餐饮生抽10L(n=2) 有用1 没用0 没点1",
        "11-23 10:02 穆青山 小巷里连锁面馆 没点",
        "11-23 10:02 穆青山 渔歌餐饮管理 有用",
    ]


def test_without_cards_nothing_is_counted(chat: Chat) -> None:
    assert "缺数据" in chat.says("卡片反馈", who=ADMIN).text
    assert "(您的)" not in chat.says("卡片效果怎么样?", who=MANAGER).text
