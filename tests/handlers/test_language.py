"""Own words: understood, what is unclear asked, what is chosen learnt."""

from datetime import timedelta

import pytest

from domain.understanding import Intent
from tests.chat import ADMIN, MANAGER, REP, Chat
from tests.handlers.asking import KEY_REP, unsure


@pytest.fixture
def veteran(chat: Chat) -> Chat:
    """A key account rep of nine years is writing."""
    chat.who = KEY_REP
    return chat


def test_a_question_in_own_words_gets_the_card(veteran: Chat) -> None:
    heard = veteran.says("渔歌餐饮那边餐饮生抽10L现在什么价")

    assert heard.text.startswith("餐饮生抽10L · 渔歌餐饮管理")
    assert "合同价 61.50" in heard.text


def test_two_contacts_of_a_name_are_asked_and_a_tap_answers_all_that_was_asked(chat: Chat) -> None:
    chat.who = MANAGER

    asked = chat.says("查一下餐饮生抽10L给方总的报价和交期")
    told = chat.taps("方建平")

    assert asked.text == "哪位方总?点一下。"
    assert asked.buttons == ["渔歌餐饮管理 方建平", "金枫团餐服务 方建国", "都不是"]
    assert told.text.startswith("餐饮生抽10L · 渔歌餐饮管理 方建平")
    assert "交期: 86桶内现货" in told.text


def test_what_was_told_is_noted_and_what_was_asked_answered(veteran: Chat) -> None:
    heard = veteran.says("渔歌餐饮方总上周说要换供应商,查下餐饮生抽10L报价和交期")

    texts = [p.text for p in heard.parcels]
    noted = "已记: 渔歌餐饮管理 方建平 · 上周(11-16~11-22) · 意向更换供应商"
    assert len(texts) == 2
    assert noted in texts
    assert any(text.startswith("餐饮生抽10L · 渔歌餐饮管理") for text in texts)


def test_several_products_of_a_name_are_asked(veteran: Chat) -> None:
    asked = veteran.says("生抽多少钱")

    assert asked.text == "「生抽」有2款,要哪一款?"
    assert asked.buttons == ["头道鲜生抽1L", "餐饮生抽10L", "都不是"]
    assert veteran.taps("头道鲜生抽1L").text.startswith("头道鲜生抽1L(单价")


@pytest.mark.parametrize("words", ["生抽多少钱", "查一下餐饮生抽10L给方总的报价"])
def test_none_of_what_is_known_is_no_new_product(chat: Chat, words: str) -> None:
    chat.says(words, who=MANAGER)

    told = chat.taps("都不是", who=MANAGER)

    assert [p.person_id for p in told.parcels] == ["Q004"]
    assert told.text.startswith("没猜中。")


@pytest.mark.parametrize(
    ("words", "answer"),
    [("那交期呢", "交期要问供应链"), ("那库存呢", "库存无记录"), ("还有货吗", "库存无记录")],
)
def test_a_follow_up_is_about_what_was_talked_about(veteran: Chat, words: str, answer: str) -> None:
    veteran.says("减盐老抽多少钱")

    heard = veteran.says(words)

    assert heard.text.startswith("减盐老抽500ml: ")
    assert answer in heard.text


def test_after_half_an_hour_a_follow_up_is_about_nothing(veteran: Chat) -> None:
    veteran.says("减盐老抽多少钱")
    veteran.clock.set(veteran.clock.now() + timedelta(minutes=31))

    assert veteran.says("那交期呢").text.startswith("是哪个产品?")


# what nobody knows


def test_an_unknown_product_is_asked_with_the_nearest(veteran: Chat) -> None:
    asked = veteran.says("查一下B0830的报价")

    assert asked.text == "没找到「B0830」,是不是下面的?点一下。"
    assert asked.buttons[-1] == "都不是,登记新品"
    assert 1 < len(asked.buttons) <= 4


def test_a_product_that_is_none_of_them_is_told_to_the_admin(veteran: Chat) -> None:
    veteran.says("查一下S7-1600的报价")

    told = veteran.taps("都不是,登记新品")

    assert told.to("Q014").text == "已请管理员登记「S7-1600」。登记好就能查。"
    assert "穆青山问起一个商品表里没有的商品:「S7-1600」" in told.to("Q031").text
    assert "原话:查一下S7-1600的报价" in told.to("Q031").text


def _learns(chat: Chat) -> str:
    """The name of the product that B0830 stands for from now on."""
    product = chat.says("查一下B0830的报价").buttons[0]
    chat.taps(product)
    return product


def test_a_choice_is_learnt_and_said_and_asked_no_more(veteran: Chat) -> None:
    product = veteran.says("查一下B0830的报价").buttons[0]

    learnt = veteran.taps(product)
    again = veteran.says("B0830现在什么价")

    assert f"记住了:以后「B0830」就是 {product}。" in [p.text for p in learnt.parcels]
    assert learnt.text.startswith(product)
    assert again.text.startswith(product)
    assert len(again) == 1


def test_who_chose_takes_it_back(veteran: Chat) -> None:
    _learns(veteran)

    assert veteran.taps("不要记「B0830」").text == "好,「B0830」不再当作别名。"
    assert veteran.says("查一下B0830的报价").text.startswith("没找到「B0830」")


@pytest.mark.parametrize("who", [MANAGER, ADMIN])
def test_those_who_lead_see_what_was_learnt_and_make_it_forgotten(veteran: Chat, who: str) -> None:
    product = _learns(veteran)

    listed = veteran.says("别名", who=who)
    veteran.taps("忘掉「B0830」", who=who)

    assert "学到的别名(共1个)" in listed.text
    assert f"B0830 = {product} · 穆青山" in listed.text
    assert veteran.says("别名", who=who).text.startswith("还没有学到别名")


def test_a_rep_neither_lists_aliases_nor_forgets_those_of_others(veteran: Chat) -> None:
    _learns(veteran)

    assert veteran.says("别名", who=REP).text.startswith("您没有这个权限")
    assert veteran.taps("不要记「B0830」", who=REP).text != "好,「B0830」不再当作别名。"
    veteran.says("B0830现在什么价")
    assert "没找到" not in veteran.history[-1].text


# what is no wish, or not clear


@pytest.mark.parametrize(
    ("words", "answer"),
    [("谢谢", "不客气,有需要随时说。"), ("今天天气真热", "闲话我不太会聊。"), ("哈哈哈", "好嘞。")],
)
def test_small_talk_gets_a_short_answer(chat: Chat, words: str, answer: str) -> None:
    assert chat.says(words).text.startswith(answer)


def test_what_asks_for_nothing_of_ours_is_not_understood(chat: Chat) -> None:
    assert chat.says("讲个笑话").text.startswith("这句我还没听懂。")


def test_what_nobody_can_do_yet_is_said(chat: Chat) -> None:
    heard = chat.says("上个月为什么销量下滑了", who=MANAGER)

    assert heard.text.startswith("我听懂了:您想查销量变化的原因。这个我还不会")


def test_of_an_unclear_wish_at_most_three_readings_are_offered(veteran: Chat) -> None:
    every = (Intent.PLAN, Intent.QUOTE, Intent.PORTRAIT, Intent.HELP)

    asked = unsure(veteran, "减盐老抽", *((intent, 0.25) for intent in every))

    assert asked.text == "您是想做哪件事?点一下。"
    assert asked.buttons == ["看今天跑哪几家", "查报价", "按标签找客户", "都不是"]


def test_nobody_is_offered_what_the_bot_can_not_do_yet(veteran: Chat) -> None:
    some = unsure(veteran, "减盐老抽", (Intent.CONTRACT_SIGN, 0.3), (Intent.QUOTE, 0.28))
    none = unsure(veteran, "减盐老抽", (Intent.CONTRACT_SIGN, 0.3), (Intent.IMPORT, 0.28))

    assert some.buttons == ["查报价", "都不是"]
    assert none.text.startswith("这句我还没听懂。")


def test_the_reading_that_is_tapped_is_done(veteran: Chat) -> None:
    unsure(veteran, "减盐老抽", (Intent.PLAN, 0.3), (Intent.QUOTE, 0.28))

    assert veteran.taps("查报价").text.startswith("减盐老抽500ml")


def test_none_of_the_readings_is_said_to_be_so(veteran: Chat) -> None:
    unsure(veteran, "减盐老抽", (Intent.PLAN, 0.3), (Intent.QUOTE, 0.28))

    assert veteran.taps("都不是").text.startswith("没猜中。")


def test_asking_about_a_visit_opens_none(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市今天拜访了吗")

    assert asked.text == "您是想做哪件事?点一下。"
    assert chat.visits() == []


def test_dropping_it_changes_nothing(chat: Chat) -> None:
    assert chat.says("算了不查了").text == "好,先不弄了。要用随时说。"


# during a visit


@pytest.mark.parametrize("words", ["减盐老抽多少钱", "这个季度哪些客户可能流失"])
def test_a_question_in_a_visit_is_answered_and_leads_back(chat: Chat, words: str) -> None:
    chat.at()
    before = chat.state()

    heard = chat.says(words)

    assert heard.parcels[0].text.startswith(("减盐老抽500ml: 目录价 9", "我听懂了"))
    assert heard.text == "回到 湖畔生活超市 第①步 门头全景。"
    assert chat.state() == before
