"""申请特价: asked for by the rep, decided by his manager's tap, told to the rep."""

import pytest

from domain.understanding import Intent
from tests.chat import MANAGER, Chat, Heard
from tests.handlers.asking import KEY_REP, SOY, asks
from tests.handlers.test_review import audit

ASKED = "59 客户一次要200桶"


def begin(chat: Chat) -> Heard:
    asks(chat, Intent.QUOTE, product=SOY, customer="C101")
    return chat.taps("申请特价", who=KEY_REP)


def request(chat: Chat) -> Heard:
    begin(chat)
    return chat.says(ASKED, who=KEY_REP)


def test_price_and_reason_go_to_the_manager(chat: Chat) -> None:
    question = begin(chat)
    heard = chat.says(ASKED, who=KEY_REP)

    card = heard.to(chat.person_id(MANAGER))
    assert "现在合同价61.50。想申请多少?" in question.text
    assert heard.text.startswith("已发给苏婉清:渔歌餐饮管理 餐饮生抽10L 特价59(客户一次要200桶)。")
    assert card.text == (
        "穆青山申请特价\n渔歌餐饮管理 · 餐饮生抽10L\n"
        "申请 59元/桶,比合同价61.50低2.50(−4.1%),目录价68\n原因:客户一次要200桶\n11-23 10:02"
    )
    assert card.buttons == ["同意", "不同意"]
    assert audit(chat, "special_asked") == 1


def test_the_rep_is_told_that_it_was_agreed_and_can_forward_it(chat: Chat) -> None:
    request(chat)

    done = chat.taps("同意", who=MANAGER)
    told = done.to(chat.person_id(KEY_REP))
    picture = chat.taps("图片版", who=KEY_REP)
    card = asks(chat, Intent.QUOTE, product=SOY, customer="C101")

    assert done.text.startswith("已同意:穆青山 渔歌餐饮管理 餐饮生抽10L 特价59")
    assert told.text.startswith("苏婉清同意了:渔歌餐饮管理 餐饮生抽10L 特价59元/桶")
    assert "单价 59元/桶" in picture.text
    assert "特价 59 苏婉清11-23同意,有效期未注明" in card.text
    assert "· 低于特价59的价(先申请特价)" in card.text
    assert audit(chat, "special_approved") == 1


def test_a_declined_request_leaves_the_price(chat: Chat) -> None:
    request(chat)

    told = chat.taps("不同意", who=MANAGER).to(chat.person_id(KEY_REP))

    assert "没有同意" in told.text
    assert "还按合同价61.50谈" in told.text
    assert "特价 59" not in asks(chat, Intent.QUOTE, product=SOY, customer="C101").text


def test_typed_agreement_shows_the_card_again(chat: Chat) -> None:
    request(chat)

    heard = chat.says("同意", who=MANAGER)

    assert heard.text.startswith("请在这张卡片上点「同意」或「不同意」,打字不算。")
    assert audit(chat, "special_approved") == 0


def test_it_is_decided_once(chat: Chat) -> None:
    request(chat)
    token = next(t for p in chat.history for label, t in p.buttons if label == "同意")
    chat.presses(token, who=MANAGER)

    again = chat.presses(token, who=MANAGER)

    assert again.text.startswith("渔歌餐饮管理 餐饮生抽10L 特价59已同意(11-23 10:02)")
    assert "不是给您的" in chat.presses(token, who=KEY_REP).text
    assert audit(chat, "special_approved") == 1


def test_the_queue_shows_it_to_who_decides(chat: Chat) -> None:
    request(chat)

    mine, directors = chat.says("待复核", who=MANAGER), chat.says("待复核", who="陆景行")

    assert mine.text.startswith("穆青山申请特价")
    assert directors.text == "没有待复核的。"


def test_a_new_manager_decides_what_the_old_one_left(chat: Chat) -> None:
    request(chat)
    other = chat.person_id("程子墨")
    rep = chat.person_id(KEY_REP)
    chat.spoil(f"update person set manager_id = '{other}' where id = '{rep}'")  # noqa: S608
    chat.on_database(lambda work: work.company_changed())

    assert "没有这个权限" in chat.taps("同意", who=MANAGER).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("62 量大", "这个价不低于现在的合同价61.50"),
        ("6 量大", "这个价不到现在的一半"),
        ("客户嫌贵", "没看到价格"),
    ],
)
def test_what_is_no_special_price_is_asked_again(chat: Chat, said: str, answer: str) -> None:
    begin(chat)

    heard = chat.says(said, who=KEY_REP)

    assert heard.text.startswith(answer)
    assert "已发给苏婉清" in chat.says(ASKED, who=KEY_REP).text


def test_a_price_without_a_reason_is_asked_for_one(chat: Chat) -> None:
    begin(chat)

    asked = chat.says("59", who=KEY_REP)
    sent = chat.says("对手在打价格战", who=KEY_REP)

    assert asked.text == "申请59,一句话说说原因?"
    assert "特价59(对手在打价格战)" in sent.text


def test_the_rep_may_think_better_of_it(chat: Chat) -> None:
    begin(chat)

    assert chat.says("算了", who=KEY_REP).text == "好,不申请了。"
    assert audit(chat, "special_asked") == 0


def test_a_request_can_be_taken_back_until_it_is_decided(chat: Chat) -> None:
    request(chat)

    again = chat.taps("申请特价", who=KEY_REP)
    back = chat.taps("撤回申请", who=KEY_REP)
    late = chat.taps("同意", who=MANAGER)

    assert "已经申请过" in again.text
    assert back.text == "已撤回:渔歌餐饮管理 餐饮生抽10L 特价59。"
    assert "撤回了特价申请" in back.to(chat.person_id(MANAGER)).text
    assert "特价59已撤回" in late.text
    assert "特价59已撤回" in chat.taps("撤回申请", who=KEY_REP).text


def test_who_has_no_superior_asks_nobody(chat: Chat) -> None:
    rep = chat.person_id(KEY_REP)
    chat.spoil(f"update person set manager_id = null where id = '{rep}'")  # noqa: S608
    chat.on_database(lambda work: work.company_changed())

    assert "您没有直属上级" in begin(chat).text


def test_words_that_ask_something_else_are_no_price(chat: Chat) -> None:
    begin(chat)
    chat.says("进度", who=KEY_REP)

    assert "已发给苏婉清" in chat.says(ASKED, who=KEY_REP).text


@pytest.mark.parametrize("words", ["渔歌餐饮方总说要换供应商", "减盐老抽还有货吗"])
def test_while_the_price_is_asked_other_words_are_not_swallowed(chat: Chat, words: str) -> None:
    chat.who = KEY_REP
    chat.says("渔歌餐饮那边餐饮生抽10L现在什么价")
    chat.taps("申请特价")

    heard = chat.says(words)

    assert "没看到价格" not in heard.text
    assert "没听懂" not in heard.text


@pytest.mark.parametrize(
    "words",
    [
        "有用",
        "图片版",
        "数字出处",
        "方总说要换酱油品牌",
        "金枫要B-1200 5箱",
        "记一下 方总嫌贵",
    ],
)
def test_other_words_leave_the_form_and_it_stays_open(chat: Chat, words: str) -> None:
    begin(chat)

    heard = chat.says(words, who=KEY_REP)

    assert "没看到价格" not in heard.text
    assert "已发给苏婉清" in chat.says(ASKED, who=KEY_REP).text


def test_a_buttons_label_is_no_reason(chat: Chat) -> None:
    begin(chat)
    chat.says("59", who=KEY_REP)

    chat.says("有用", who=KEY_REP)

    assert audit(chat, "special_asked") == 0
    assert "特价59(对手在打价格战)" in chat.says("对手在打价格战", who=KEY_REP).text


def test_asking_about_another_product_closes_the_form(chat: Chat) -> None:
    begin(chat)
    asks(chat, Intent.STOCK, product="00233")

    chat.says(ASKED, who=KEY_REP)

    assert audit(chat, "special_asked") == 0
