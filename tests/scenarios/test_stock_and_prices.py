"""S05, S06: counting products, reading prices."""

from domain.readings import PhotoKind
from tests.books import book
from tests.chat import ADMIN
from tests.drivers.wire import WireChat
from tests.fakes import Shot, price_tag, shelf
from tests.scenarios.steps import (
    NEXT_STORE,
    RIVAL,
    TAG,
    arrive_and_show,
    close_up,
    counts,
    finish,
    half_done,
)

ENOUGH = "请补拍至少3个主推品特写"
FOUR = book(["项目", "值"], ["主推品最少SKU数", 4], title="公司")
"""From now on four; what is under way keeps the rules that it began with."""


def price(chat: WireChat) -> tuple[int | None, bool]:
    (item,) = [i for i in chat.visits()[0].in_slot("price") if i.price]
    assert item.price is not None
    return item.price.payable_fen, item.price.manual


def test_two_products_are_too_few_in_the_exact_words_and_a_third_ends_it(chat: WireChat) -> None:
    arrive_and_show(chat)
    chat.says("516 12箱,127 6箱")
    chat.uploads("公司.xlsx", FOUR, who=ADMIN)
    chat.taps("导入", who=ADMIN)
    refused = chat.says("提交")
    of_b_class = close_up(chat, shelf("特写1"), "00574 3包")
    other = chat.says("516 10箱")
    chat.taps("还是12箱")
    still = chat.says("提交")
    third = close_up(chat, shelf("特写2"), "00348 8瓶")
    done = finish(chat)
    chat.at(NEXT_STORE)
    chat.says("516 1箱")
    other_visit = chat.says("提交")

    assert f"{ENOUGH},已有2个:00127、00516" in refused.text
    assert "00348 减盐老抽500ml" in refused.text
    assert "不是A类主推品,还是2/3" in of_b_class.text
    assert other.buttons[:2] == ["改为10箱", "还是12箱"]
    assert ENOUGH in still.text
    assert "☑②主推品货架(库存 3/3)" in third.text
    assert done.text.startswith("已提交")
    assert "请补拍至少4个主推品特写,已有1个:00516" in other_visit.text
    assert counts(chat) == {"00516": 12, "00127": 6, "00574": 3, "00348": 8}


def test_vague_unknown_and_boxed_counts(chat: WireChat) -> None:
    arrive_and_show(chat)
    vague = chat.says("516 十几箱")
    exact = chat.says("12箱")
    unknown = chat.says("5160 5箱")
    zero = chat.says("233 0")
    boxed = chat.says("00127 A1-B2 6箱")

    assert "00516 请给个准数" in vague.text
    assert "00516=12箱" in exact.text
    assert "没找到编码 5160" in unknown.text
    assert "00233=0箱(缺货)" in zero.text
    assert boxed.parcels[-1].image
    assert counts(chat) == {"00516": 12, "00233": 0, "00127": 6}


def test_a_tag_that_nobody_can_read_is_typed_and_marked_so(chat: WireChat) -> None:
    half_done(chat)
    asked = chat.sends(Shot("反光的价签", PhotoKind.TAG))
    chat.says("12.8")
    linked = chat.taps(RIVAL)
    chat.taps("确认")
    done = chat.taps("提交")

    assert "请重拍价签,或直接输入价格" in asked.text
    assert "12.80(人工输入)" in linked.text
    assert "−14.1%" in linked.text
    assert price(chat) == (1280, True)
    assert done.text.startswith("已提交")


def test_a_lost_decimal_point_is_doubted_not_taken(chat: WireChat) -> None:
    chat.at()

    doubted = chat.sends(price_tag(RIVAL, "1280.00"))
    chat.taps("是12.80")

    assert "是 12.80 吗?" in doubted.text
    assert doubted.buttons == ["是12.80", "就是1280.00", "修改"]
    assert price(chat) == (1280, True)


def test_of_two_printed_prices_both_are_kept_and_the_payable_one_compared(chat: WireChat) -> None:
    chat.at()

    shown = chat.sends(price_tag(RIVAL, "15.80", promo="12.80"))
    chat.taps("确认")

    assert "12.80(原价15.80)" in shown.text
    (item,) = chat.visits()[0].in_slot("price")
    assert item.price is not None
    assert (item.price.price_fen, item.price.payable_fen) == (1580, 1280)


def test_a_pack_is_compared_by_the_bottle_once_that_is_said(chat: WireChat) -> None:
    chat.at()

    asked = chat.sends(price_tag(RIVAL, "25.60", pack=2))
    settled = chat.taps(asked.buttons[0])

    assert "2瓶25.60,按每瓶12.80比吗" in asked.text
    assert "12.80" in settled.text


def test_a_wrong_reading_is_corrected_by_typing(chat: WireChat) -> None:
    chat.at()
    chat.sends(TAG)

    asked = chat.taps("修改")
    heard = chat.says("14块8")

    assert asked.text == "请直接输入价格,例如 12.8"
    assert f"竞品价格已记:{RIVAL} 14.80(人工)" in heard.text
    assert price(chat) == (1480, True)
