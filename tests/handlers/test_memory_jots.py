"""Orders and stock by word of mouth: a draft first, kept when confirmed, taken back."""

import pytest

from domain.ports.memory import Jotted
from storage.work import SqlWork
from tests.chat import MANAGER, OTHER_REP, START, Chat
from tests.handlers.remembering import understood

SELLER = "穆青山"


def kept(chat: Chat) -> list[Jotted]:
    """What was confirmed and is in force."""

    def look(work: SqlWork) -> list[Jotted]:
        return list(work.memory.jotted_between(START.replace(hour=0), START.replace(hour=23)))

    return chat.on_database(look)


def test_an_order_is_a_draft_until_it_is_confirmed(chat: Chat) -> None:
    asked = chat.says("李姐要10箱生抽")
    assert asked.buttons == ["湖畔生活超市", "晨光便利店", "邻里鲜生", "不记"]

    draft = chat.taps("晨光便利店")
    assert draft.text.startswith("订单草稿: 晨光便利店 · 头道鲜生抽1L ×10箱\n李姐说的。")
    assert draft.buttons == ["确认", "修改", "不记"]
    assert kept(chat) == []

    done = chat.says("确认")
    assert "已记口头订单: 晨光便利店 · 头道鲜生抽1L ×10箱" in done.text
    assert "今天第1笔口头订单" in done.text
    assert [(j.subject.code, j.contact) for j in kept(chat)] == [("SZ102", "李姐")]
    assert "已经处理过了" in chat.taps("修改").text


def test_a_named_store_needs_no_question(chat: Chat) -> None:
    draft = chat.says("邻里鲜生 椒麻补5箱,头道鲜3箱")

    assert "订单草稿: 邻里鲜生 · 藤香椒麻酱油500ml ×5箱、头道鲜生抽1L ×3箱" in draft.text


def test_stock_outside_of_a_visit_is_no_evidence(chat: Chat) -> None:
    draft = chat.says("邻里鲜生 516还剩4箱,补5箱")
    assert "订单草稿: 邻里鲜生 · 藤香椒麻酱油500ml ×5箱" in draft.text
    assert "库存草稿: 邻里鲜生 · 藤香椒麻酱油500ml ×4箱" in draft.text

    done = chat.says("1")

    assert "(不算拜访证据)" in done.text
    assert done.buttons == ["撤回订单", "撤回库存"]
    assert not chat.visits()
    assert "已撤回口头库存" in chat.taps("撤回库存").text
    assert [j.what.value for j in kept(chat)] == ["order"]


def test_what_may_be_two_products_is_asked(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市要6箱酱油")

    assert "「酱油」有2款" in asked.text
    assert "清蒸鱼汁450ml ×6箱" in chat.taps("清蒸鱼汁").text


def test_what_nobody_sells_is_asked_in_words(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市要5箱生抽,2箱花生油")

    assert "没找到「花生油」(2箱)" in asked.text
    assert "减盐老抽500ml ×2箱" in chat.says("减盐老抽").text


def test_a_vague_number_is_asked(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市要十几箱头道鲜")

    assert "要记多少?" in asked.text
    assert "头道鲜生抽1L ×12箱" in chat.says("12箱").text


def test_order_or_stock_is_asked_where_nothing_says_it(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市 生抽3箱")

    assert asked.buttons == ["是订单", "是库存", "不记"]
    assert "库存草稿" in chat.taps("是库存").text


def test_a_draft_is_amended_in_words(chat: Chat) -> None:
    chat.says("湖畔生活超市要10箱生抽")
    chat.taps("修改")
    assert "×8箱、减盐老抽500ml ×2箱" in chat.says("8箱,再加2箱老抽").text

    chat.taps("修改")
    assert "订单草稿: 晨光便利店" in chat.says("是晨光便利店的").text
    chat.taps("不记")

    assert kept(chat) == []


def test_the_answers_may_be_typed(chat: Chat) -> None:
    chat.says("李姐要10箱生抽")

    assert "订单草稿: 邻里鲜生" in chat.says("邻里鲜生的").text


def test_a_contact_of_one_customer_is_known(chat: Chat) -> None:
    draft = chat.says("高店长要20桶大桶生抽", who=SELLER)

    assert "订单草稿: 小巷里连锁面馆 · 餐饮生抽10L ×20桶" in draft.text


def test_the_manager_sees_what_his_people_took(chat: Chat) -> None:
    chat.says("湖畔生活超市要10箱生抽")
    chat.says("是")

    listed = chat.says("口头订单", who=MANAGER)

    assert listed.text.startswith("11-23 口头订单1笔、口头库存0笔")
    assert "湖畔生活超市 · 头道鲜生抽1L ×10箱 · 叶小满" in listed.text
    assert "还没有口头订单" in chat.says("口头订单", who="程子墨").text
    assert "11-22还没有口头订单" in chat.says("昨天的口头订单").text


def test_a_typed_undo_drops_the_draft_that_is_open(chat: Chat) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")
    chat.says("湖畔生活超市要10箱生抽")

    assert chat.says("撤回").text == "好,没有记。"
    assert kept(chat) == []
    assert "口味偏好=辣" in chat.says("湖畔生活超市的标签").text


def test_a_question_or_another_sentence_is_no_answer_to_whose_it_is(chat: Chat) -> None:
    chat.says("李姐要10箱生抽")

    heard = chat.says("湖畔生活超市的店要关门了,老板打算转让")

    assert "订单草稿" not in heard.text
    assert "意向=转让歇业" in heard.text


def test_a_typed_undo_takes_the_order_back(chat: Chat) -> None:
    chat.says("湖畔生活超市要10箱生抽")
    chat.says("确认")

    assert chat.says("撤回").text == "已撤回口头订单: 湖畔生活超市 · 头道鲜生抽1L ×10箱"
    assert kept(chat) == []


@pytest.mark.parametrize("text", ["邻里鲜生 椒麻还剩4箱", "湖畔生活超市 椒麻补5箱,头道鲜3箱"])
def test_in_a_visit_orders_and_other_stores_fill_no_slot(chat: Chat, text: str) -> None:
    chat.at()

    heard = chat.says(text)

    assert "草稿" in heard.text
    assert [i for v in chat.visits() for i in v.items.values() if i.stock] == []


def test_a_bare_line_stays_the_visits(chat: Chat) -> None:
    chat.at()

    assert "00516=12箱" in chat.says("516 12箱").text


def test_a_spoken_order_shows_what_was_heard(chat: Chat) -> None:
    heard = understood(chat, "湖畔生活超市要10箱生抽", spoken=True)

    assert heard.parcels[0].text == "我听到:湖畔生活超市要10箱生抽"
    assert "订单草稿" in heard.text


@pytest.mark.parametrize("typed", ["2", "第二个"])
def test_the_number_of_a_choice_is_its_tap(chat: Chat, typed: str) -> None:
    chat.says("李姐要10箱生抽")

    assert "订单草稿: 晨光便利店" in chat.says(typed).text


@pytest.mark.parametrize(
    "text", ["李姐没要10箱生抽", "李姐要不要10箱生抽啊", "湖畔生活超市上周要了10箱生抽"]
)
def test_what_nobody_orders_is_no_draft(chat: Chat, text: str) -> None:
    heard = chat.says(text)

    assert "确认" not in heard.buttons
    assert "记给哪一家" not in heard.text


def test_an_order_for_a_colleagues_store_asks_first(chat: Chat) -> None:
    draft = chat.says("湖畔生活超市要10箱生抽", who=OTHER_REP)

    assert "湖畔生活超市由叶小满负责,片区同事都看得到。记下吗?" in draft.text
    assert draft.buttons == ["确认", "修改", "不记"]
