"""The competitor's price tag: read, linked, compared, confirmed or typed."""

import pytest

from domain.evidence import ItemState, Price
from domain.readings import PhotoKind
from tests.chat import Chat
from tests.fakes import Shot, price_tag, shelf, storefront

RIVAL = "望海牌鲜味生抽1L"


@pytest.fixture
def at_the_price(chat: Chat) -> Chat:
    """Everything else is done."""
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    return chat


def price_of(chat: Chat) -> Price:
    prices = [i.price for i in chat.visits()[0].items.values() if i.price]
    return prices[-1]


def blank(name: str) -> Shot:
    return Shot(name, PhotoKind.TAG)


def test_a_tag_is_compared_with_last_time_and_with_our_own(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "12.80"))

    assert "R701 望海牌鲜味生抽1L 12.80" in heard.text
    assert "较上次14.90(11-16) −2.10(−14.1%) ⚠价差异常" in heard.text
    assert "比我品头道鲜生抽1L(14.50) −1.70" in heard.text
    assert heard.buttons == ["确认", "修改"]


def test_nothing_counts_before_the_rep_confirms(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))

    refused = at_the_price.says("提交")

    assert "竞品价格还没确认" in refused.text


@pytest.mark.parametrize("yes", ["确认", "是", "1", "对"])
def test_a_typed_yes_equals_the_tap(at_the_price: Chat, yes: str) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))

    heard = at_the_price.says(yes)

    assert "竞品价格已记:望海牌鲜味生抽1L 12.80" in heard.text
    assert price_of(at_the_price).payable_fen == 1280
    assert at_the_price.visits()[0].unconfirmed() is None


def test_a_price_enters_the_book_when_its_visit_is_submitted(at_the_price: Chat) -> None:
    def last() -> object:
        now = at_the_price.clock.now()
        seen = at_the_price.on_database(lambda work: work.prices.last("SZ101", "R701", now))
        return seen.price_fen if seen else None

    at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.says("确认")
    before = last()
    at_the_price.says("提交")
    at_the_price.clock.tick(minutes=1)

    assert (before, last()) == (1490, 1280)


def test_a_confirmed_price_may_be_put_right_before_the_submission(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.says("确认")

    asked = at_the_price.says("13.2")
    at_the_price.says("确认")

    price = price_of(at_the_price)
    assert "望海牌鲜味生抽1L 13.20,对吗" in asked.text
    assert (price.payable_fen, price.manual) == (1320, True)


def test_a_typed_yes_does_not_accept_the_price_that_is_being_corrected(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "72.80"))
    at_the_price.taps("修改")

    heard = at_the_price.says("确认")

    assert heard.text == "请直接输入价格,例如 12.8"
    assert at_the_price.visits()[0].unconfirmed() is not None


def test_the_price_of_a_bundle_is_not_taken_for_the_price_of_one(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "14.50", promo="39.90"))

    assert "14.50(多件价39.90不算)" in heard.text
    assert price_of(at_the_price).payable_fen == 1450


def test_two_products_are_asked_about_one_after_the_other(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.sends(price_tag("百川蒸鱼豉油450ml", "11.50"))

    first = at_the_price.says("确认")
    at_the_price.says("确认")

    assert "竞品价格已记:望海牌鲜味生抽1L 12.80" in first.text
    assert "百川蒸鱼豉油450ml 11.50,对吗" in first.text
    prices = {
        i.price.competitor: i.state for i in at_the_price.visits()[0].items.values() if i.price
    }
    assert prices == {"R701": ItemState.ACCEPTED, "R703": ItemState.ACCEPTED}


def test_a_second_price_is_settled_before_the_visit_closes(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.says("确认")
    at_the_price.sends(price_tag("百川蒸鱼豉油450ml", "11.50"))

    held = at_the_price.says("提交")
    at_the_price.taps("不要这张")
    done = at_the_price.says("提交")

    assert "还有一个竞品价格没确认" in held.text
    assert done.text.startswith("已提交")


def test_a_price_typed_beside_a_hopeless_picture_is_for_review(at_the_price: Chat) -> None:
    tag = Shot("糊", PhotoKind.TAG, score=7)
    at_the_price.sends(tag)
    at_the_price.says("12.8")
    at_the_price.taps(RIVAL)

    at_the_price.taps("确认")

    states = [i.state for i in at_the_price.visits()[0].items.values() if i.price]
    assert states == [ItemState.PENDING]


def test_a_number_before_any_tag_asks_for_the_picture(at_the_price: Chat) -> None:
    assert "价格要配价签照片" in at_the_price.says("12.8").text


def test_a_small_change_is_no_alert(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "14.50"))

    assert "价差异常" not in heard.text


def test_an_unreadable_tag_is_asked_again_or_typed(at_the_price: Chat) -> None:
    heard = at_the_price.sends(blank("糊的价签"))

    assert "价格没读出来" in heard.text
    assert "请重拍价签,或直接输入价格" in heard.text
    assert price_of(at_the_price).payable_fen is None


def test_a_typed_price_is_marked_as_typed_and_a_striking_one_is_asked(at_the_price: Chat) -> None:
    at_the_price.sends(blank("糊的价签"))
    at_the_price.says("12.8")

    linked = at_the_price.taps(RIVAL)
    assert "12.80(人工输入)" in linked.text
    assert "−14.1%" in linked.text

    at_the_price.taps("确认")
    price = price_of(at_the_price)
    assert price.manual
    assert price.payable_fen == 1280


def test_a_wrong_reading_is_corrected_by_typing(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "72.80"))
    asked = at_the_price.taps("修改")

    heard = at_the_price.says("14块8")

    assert asked.text == "请直接输入价格,例如 12.8"
    assert "竞品价格已记:望海牌鲜味生抽1L 14.80(人工)" in heard.text


def test_a_lost_decimal_point_is_doubted_not_taken(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "1280.00"))

    assert "是 12.80 吗?" in heard.text
    assert heard.buttons == ["是12.80", "就是1280.00", "修改"]
    assert price_of(at_the_price).payable_fen == 128000


@pytest.mark.parametrize("yes", ["是", "确认", "1", "是12.80"])
def test_yes_to_a_doubt_takes_what_was_asked_and_not_what_was_read(
    at_the_price: Chat, yes: str
) -> None:
    at_the_price.sends(price_tag(RIVAL, "1280.00"))

    at_the_price.says(yes)

    price = price_of(at_the_price)
    assert (price.payable_fen, price.manual) == (1280, True)
    assert at_the_price.visits()[0].unconfirmed() is None


def test_the_rep_may_insist_on_a_doubted_price(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "1280.00"))

    at_the_price.taps("就是1280.00")

    assert price_of(at_the_price).payable_fen == 128000


def test_an_unknown_product_is_linked_by_the_rep(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag("望海鲜味生抽", "12.80"))

    assert "这是哪个竞品" in heard.text
    assert heard.buttons[0] == RIVAL
    assert heard.buttons[-1] == "新竞品"

    linked = at_the_price.taps("新竞品")
    assert linked.buttons == ["确认", "修改"]
    at_the_price.taps("确认")
    assert price_of(at_the_price).competitor is None


def test_both_printed_prices_are_kept_and_the_payable_one_compared(at_the_price: Chat) -> None:
    heard = at_the_price.sends(price_tag(RIVAL, "14.90", promo="12.80"))

    assert "12.80(原价14.90)" in heard.text
    assert price_of(at_the_price).price_fen == 1490


def test_a_newer_tag_takes_the_place_of_an_unconfirmed_one(at_the_price: Chat) -> None:
    at_the_price.sends(price_tag(RIVAL, "12.80"))

    at_the_price.sends(price_tag(RIVAL, "13.80"))
    at_the_price.says("确认")

    states = [i.state for i in at_the_price.visits()[0].items.values() if i.price]
    assert states == [ItemState.REFUSED, ItemState.ACCEPTED]


def test_confirming_twice_does_no_harm(at_the_price: Chat) -> None:
    shown = at_the_price.sends(price_tag(RIVAL, "12.80"))
    at_the_price.taps("确认")
    at_the_price.history.append(shown.parcels[-1])

    again = at_the_price.taps("确认")

    assert again.text.startswith("这个按钮已过期")


def test_a_striking_price_said_as_a_correction_is_asked_about(chat: Chat) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, "14.50"))
    chat.taps("确认")

    heard = chat.says("价格改成11.00")

    assert "价差异常" in heard.text
    assert "确认" in heard.buttons
