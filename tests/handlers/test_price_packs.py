"""Prices of several bottles, and tags that print two prices: asked, then compared by the piece."""

import pytest

from tests.chat import Chat
from tests.fakes import Shot, price_tag, shelf, storefront
from tests.handlers.test_price import RIVAL, blank, price_of

SZ102 = (31.3214, 120.6801)
"""晨光便利店: only one product was ever priced there."""


@pytest.fixture
def at_the_price(chat: Chat) -> Chat:
    """Everything else is done."""
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    return chat


def test_a_tag_for_two_bottles_asks_before_it_compares(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "25.60", pack=2))

    assert "2瓶25.60,按每瓶12.80比吗?" in heard.text
    assert "较上次" not in heard.text
    assert heard.buttons[:2] == ["是,按每瓶12.80", "不是,单瓶就是25.60"]


def test_one_bottle_is_what_is_compared(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "25.60", pack=2))

    heard = at_the_price.taps("是,按每瓶")
    at_the_price.taps("确认")

    price = price_of(at_the_price)
    assert "25.60(2瓶装,每瓶12.80)" in heard.text
    assert "每瓶较上次14.90(11-16) −2.10(−14.1%) ⚠价差异常" in heard.text
    assert (price.payable_fen, price.pack, price.manual) == (2560, 2, False)


def test_the_yes_to_a_pack_with_a_usual_price_counts_at_once(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "29.80", pack=2))

    heard = at_the_price.says("是")

    assert "竞品价格已记:望海牌鲜味生抽1L 29.80(2瓶装,每瓶14.90),每瓶与上次持平" in heard.text
    assert at_the_price.visits()[0].unconfirmed() is None


def test_the_price_of_a_pack_is_remembered_as_one(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "29.80", pack=2))
    at_the_price.says("是")
    at_the_price.says("提交")
    at_the_price.clock.tick(minutes=1)

    now = at_the_price.clock.now()
    seen = at_the_price.on_database(lambda work: work.prices.last("SZ101", "R701", now))

    assert seen is not None
    assert (seen.price_fen, seen.pack) == (2980, 2)


@pytest.mark.parametrize("no", ["不是", "不是的", "单瓶", "就一瓶"])
def test_a_single_bottle_after_all_is_a_striking_price(at_the_price: Chat, no: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "25.60", pack=2))

    heard = at_the_price.says(no)

    assert "较上次14.90(11-16) +10.70" in heard.text
    assert price_of(at_the_price).pack == 1


@pytest.mark.parametrize(
    "said", ["两瓶25.6", "25.6一提2瓶", "25.6/2瓶", "双瓶装25.6元", "2瓶装 25.60"]
)
def test_a_pack_may_be_typed_with_its_price(at_the_price: Chat, said: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.taps("修改")

    heard = at_the_price.says(said)

    assert "2瓶25.60,按每瓶12.80比吗?" in heard.text


@pytest.mark.parametrize("said", ["两瓶的", "是2瓶装", "这是两瓶的价"])
def test_how_many_it_is_for_may_be_added(at_the_price: Chat, said: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "25.60"))

    heard = at_the_price.says(said)

    assert "25.60(2瓶装,每瓶12.80)" in heard.text


def test_a_number_that_is_twice_the_last_one_is_asked_for_its_pack(at_the_price: Chat) -> None:
    at_the_price.sends(blank("糊的价签"))
    at_the_price.says("29.8")

    asked = at_the_price.taps(RIVAL)
    done = at_the_price.taps("是,按每瓶14.90")

    assert "29.80约是上次的2倍,是2瓶的价吗?按每瓶14.90比?" in asked.text
    assert "⚠" not in asked.text
    assert "每瓶与上次持平" in done.text


def test_an_old_yes_does_not_skip_the_question_about_the_pack(at_the_price: Chat) -> None:
    shown = at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.says("两瓶25.6")
    at_the_price.history.append(shown.parcels[-1])

    heard = at_the_price.taps("确认")

    assert "按每瓶12.80比吗?" in heard.text
    assert at_the_price.visits()[0].unconfirmed() is not None


def test_a_count_of_stock_is_no_price_of_two(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))

    heard = at_the_price.says("574 2包")

    assert "00574" in heard.text
    assert price_of(at_the_price).pack == 1


def test_two_printed_prices_are_shown_and_the_rep_confirms_the_lower(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "15.80", promo="12.80", member=True))
    at_the_price.taps("确认")

    price = price_of(at_the_price)
    assert "会员价12.80(原价15.80)" in heard.text
    assert heard.buttons == ["确认", "按原价15.80", "修改"]
    assert (price.price_fen, price.promo_fen, price.payable_fen) == (1580, 1280, 1280)


@pytest.mark.parametrize("said", ["按原价15.80", "按原价", "原价", "15.8", "算原价吧", "不是会员"])
def test_the_rep_may_count_the_regular_price(at_the_price: Chat, said: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "15.80", promo="12.80", member=True))

    heard = at_the_price.says(said)

    price = price_of(at_the_price)
    assert "竞品价格已记:望海牌鲜味生抽1L 原价15.80(会员价12.80)" in heard.text
    assert (price.promo_fen, price.payable_fen, price.manual) == (1280, 1580, False)


def test_a_striking_regular_price_is_asked_and_may_be_taken_back(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "19.80", promo="14.90"))

    asked = at_the_price.taps("按原价")
    done = at_the_price.says("促销价")

    assert "原价19.80(促销价14.90)" in asked.text
    assert asked.buttons[:2] == ["确认", "按促销价14.90"]
    assert "竞品价格已记:望海牌鲜味生抽1L 促销价14.90(原价19.80)" in done.text


def test_a_pack_with_two_prices_asks_one_after_the_other(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "31.60", promo="29.80", pack=2))

    heard = at_the_price.taps("是,按每瓶14.90")

    assert heard.buttons == ["确认", "按原价31.60", "修改"]


def test_a_price_without_a_legible_tag_is_about_what_was_priced_here_before(chat: Chat) -> None:
    chat.at(SZ102)
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    chat.sends(blank("糊的价签"))

    heard = chat.says("12.8")

    assert "R701 望海牌鲜味生抽1L 12.80(人工输入)" in heard.text
    assert "较上次16.50(11-16) −3.70(−22.4%) ⚠价差异常" in heard.text
    assert heard.buttons[:2] == ["确认", "是别的竞品"]


def test_it_may_be_another_product(chat: Chat) -> None:
    chat.at(SZ102)
    chat.sends(storefront(), shelf())
    chat.sends(blank("糊的价签"))
    chat.says("16.5")

    asked = chat.taps("是别的竞品")
    chat.taps("百川蒸鱼豉油450ml")
    chat.taps("确认")

    assert "这是哪个竞品" in asked.text
    assert price_of(chat).competitor == "R703"
    assert not price_of(chat).assumed


def test_of_several_confirmed_prices_the_rep_says_which_is_put_right(at_the_price: Chat) -> None:
    for name, price in ((RIVAL, "14.90"), ("百川蒸鱼豉油450ml", "11.50")):
        at_the_price.sends(price_tag(name, price))
        at_the_price.says("确认")

    asked = at_the_price.says("11.8")
    at_the_price.taps("百川蒸鱼豉油450ml 11.50")
    at_the_price.says("确认")

    assert "要把哪一个改成 11.80?" in asked.text
    assert price_of(at_the_price).payable_fen == 1180


@pytest.mark.parametrize("said", ["促销的那个", "就按促销价算", "要促销价"])
def test_the_lower_price_may_be_named(at_the_price: Chat, said: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "19.80", promo="14.90"))

    heard = at_the_price.says(said)

    assert "竞品价格已记:望海牌鲜味生抽1L 促销价14.90(原价19.80)" in heard.text


@pytest.mark.parametrize("said", ["读错了", "价格不对", "改价格"])
def test_a_wrong_number_is_typed(at_the_price: Chat, said: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "72.80"))

    assert at_the_price.says(said).text == "请直接输入价格,例如 12.8"


def test_a_bad_tag_may_be_shot_again(at_the_price: Chat) -> None:
    at_the_price.sends(blank("糊的价签"))

    asked = at_the_price.taps("重拍")
    at_the_price.sends(price_tag(RIVAL, "14.90"))
    at_the_price.taps("确认")

    assert "再拍一张价签" in asked.text
    assert price_of(at_the_price).payable_fen == 1490
    assert (
        len([i for i in at_the_price.visits()[0].items.values() if i.price and i.state.passes]) == 1
    )


@pytest.mark.parametrize(
    ("shot", "label"),
    [
        (price_tag(RIVAL, "19.80", promo="14.90"), "按原价"),
        (price_tag(RIVAL, "25.60", pack=2), "是,按每瓶"),
        (price_tag(RIVAL, "12.80"), "确认"),
        (price_tag("望海鲜味生抽", "12.80"), RIVAL),
        (blank("糊的价签"), "重拍"),
        (blank("糊的价签"), "输入价格"),
    ],
)
def test_buttons_of_a_price_that_gave_way_to_a_newer_one_are_over(
    at_the_price: Chat, shot: Shot, label: str
) -> None:
    old = at_the_price.sends(shot)
    at_the_price.sends(price_tag(RIVAL, "14.80"))
    at_the_price.history.append(old.parcels[-1])

    heard = at_the_price.taps(label)

    assert "这个按钮已过期" in heard.text
    assert "14.80,对吗?" in heard.text


@pytest.mark.parametrize("yes", ["按每瓶比", "按单瓶比吧", "每瓶", "对,按每瓶算"])
def test_by_the_bottle_is_a_yes(at_the_price: Chat, yes: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "25.60", pack=2))

    at_the_price.says(yes)

    assert price_of(at_the_price).pack == 2
