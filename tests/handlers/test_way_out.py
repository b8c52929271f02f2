"""What can't be shown is explained, and a manager looks at it."""

import pytest

from domain.evidence import Cause, Item, ItemState
from domain.figures.tallying import tally
from domain.readings import PhotoKind
from domain.visits import VisitState
from tests.chat import Chat
from tests.fakes import Shot, price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL, THREE

BLURRED = {"score": 3, "reasons": ("blurred",)}


def blurred(number: int = 1) -> Shot:
    return storefront(f"糊{number}", **BLURRED)


def fronts(chat: Chat) -> list[Item]:
    return [i for i in chat.visits()[0].items.values() if i.slot == "storefront"]


def test_the_second_refusal_offers_a_way_out_and_the_third_opens_it(chat: Chat) -> None:
    chat.at()

    first = chat.sends(blurred(1))
    second = chat.sends(blurred(2))
    third = chat.sends(blurred(3))
    taken = chat.says("逆光,玻璃反光")

    assert "拍不清,说明原因" not in first.buttons
    assert second.buttons[0] == "拍不清,说明原因"
    assert "说明原因就能往下走" in third.text
    assert "①门头全景先收下,待主管看(原因:逆光,玻璃反光)" in taken.text
    shown = fronts(chat)
    assert [i.state for i in shown] == [ItemState.REFUSED, ItemState.REFUSED, ItemState.PENDING]
    assert (shown[2].cause, shown[2].reason) == (Cause.CANNOT, "逆光,玻璃反光")
    assert [i.photo and i.photo.score for i in shown] == [3, 3, 3]


def test_the_same_blurred_picture_three_times_counts_three_times(chat: Chat) -> None:
    chat.at()
    heard = [chat.sends(blurred()) for _ in range(3)][-1]

    assert "照片糊了(3分)" in heard.text
    assert "说明原因就能往下走" in heard.text


def test_a_reason_after_two_refusals_takes_one_more_picture_however_it_is(chat: Chat) -> None:
    chat.at()
    chat.sends(blurred(1))
    chat.sends(blurred(2))

    asked = chat.taps("拍不清,说明原因")
    noted = chat.says("玻璃反光")
    taken = chat.sends(blurred(3))

    assert "一句话就行" in asked.text
    assert "再拍一张门头全景" in noted.text
    assert "①门头全景先收下" in taken.text
    assert [i.state for i in fronts(chat)][-1] is ItemState.PENDING


def test_a_sharp_picture_after_a_reason_is_simply_taken(chat: Chat) -> None:
    chat.at()
    chat.sends(blurred(1))
    chat.sends(blurred(2))
    chat.says("玻璃反光")

    heard = chat.sends(storefront())

    assert "①门头全景已收" in heard.text
    assert fronts(chat)[-1].state is ItemState.ACCEPTED


@pytest.mark.parametrize("words", ["店主不让拍", "老板不让我拍照", "店里停电了", "这里拍不了"])
def test_who_cannot_take_any_picture_says_so_until_it_is_taken(chat: Chat, words: str) -> None:
    chat.at()

    first, second, third = (chat.says(words) for _ in range(3))

    assert "先试着拍一张" in first.text
    assert "再拍一张门头全景,不清楚也收" in second.text
    assert "①门头全景先收下,待主管看" in third.text
    last = fronts(chat)[-1]
    assert (last.state, last.photo, last.reason) == (ItemState.PENDING, None, words)


@pytest.mark.parametrize(
    "words", ["今天天气不错", "提交", "进度", "516 12箱", "还要拍吗?", "好的", "到店 晨光便利店"]
)
def test_other_words_are_no_reason(chat: Chat, words: str) -> None:
    chat.at()
    for number in range(3):
        chat.sends(blurred(number))

    chat.says(words)

    assert all(i.state is ItemState.REFUSED for i in fronts(chat))


@pytest.mark.parametrize(
    "words",
    [
        "货架上没电池",
        "手机没电了",
        "能拍吗?",
        "竞品价格涨了",
        "酱油太黑了卖不动",
        "刚才停电过现在来电了",
        "没有电梯上不去",
        "老板不让拍货架上面的酒",
        "上次停电,今天好了",
        "拍不到价签没关系吧",
        "竞品没有我们便宜",
        "他家没有竞品促销活动",
        "老板说没竞品做活动",
    ],
)
def test_words_that_only_sound_like_it_count_as_no_try(chat: Chat, words: str) -> None:
    chat.at()

    chat.says(words)

    assert not chat.visits()[0].items


def test_a_visit_with_a_reason_is_submitted_but_not_closed(chat: Chat) -> None:
    chat.at()
    for number in range(3):
        chat.sends(blurred(number))
    chat.says("逆光")
    chat.sends(shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")

    heard = chat.says("提交")

    visit = chat.visits()[0]
    assert heard.text.startswith("已提交")
    assert visit.state is VisitState.SUBMITTED
    settings = chat.on_database(lambda work: work.rules.settings())
    assert not tally(visit, settings).on_time


@pytest.mark.parametrize(
    "words", ["无竞品", "没有竞品", "店里没竞品", "竞品没货", "没看到竞品", "这家店没有卖竞品"]
)
def test_no_competitor_on_the_shelf_is_shown_with_one_picture(chat: Chat, words: str) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)

    asked = chat.says(words)
    shown = chat.sends(shelf("空货架"))

    assert asked.text.endswith("请拍一张放这类商品的货架。")
    assert "③竞品价格先收下,待主管看(无竞品)" in shown.text
    item = chat.visits()[0].in_slot("price")[0]
    assert (item.cause, item.price) == (Cause.NO_COMPETITOR, None)
    assert chat.says("提交").text.startswith("已提交")


def test_no_competitor_is_a_button_of_the_price_step_and_a_caption(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    heard = chat.says(THREE)

    shown = chat.sends(shelf("空货架"), caption="无竞品")

    assert heard.buttons == ["无竞品"]
    assert "无竞品" in shown.text


def test_the_shelf_that_is_owed_comes_before_the_shelf_without_a_competitor(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.says("没有竞品")

    chat.sends(shelf())
    chat.says(THREE)
    chat.sends(shelf("空货架"))

    visit = chat.visits()[0]
    assert [len(visit.in_slot(slot)) for slot in ("shelf", "price")] == [1, 1]


def test_a_tag_found_after_all_is_read_as_a_tag(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.taps("无竞品")

    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")

    items = chat.visits()[0].in_slot("price")
    assert [i.cause for i in items] == [None]


def test_no_competitor_is_counted_apart_from_a_missing_price(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.says("无竞品")
    chat.sends(shelf("空货架"))
    chat.says("提交")

    settings = chat.on_database(lambda work: work.rules.settings())
    found = tally(chat.visits()[0], settings)

    assert found.no_competitor
    assert not found.price_missing
    assert found.prices_due == 0


def test_a_wall_after_a_reason_goes_to_the_manager_too(chat: Chat) -> None:
    chat.at()
    wall = Shot("墙", PhotoKind.OTHER, score=0, reasons=("no_content",))
    chat.sends(wall, caption="门头")
    chat.sends(wall, caption="门头")
    chat.says("店主不让拍")

    heard = chat.sends(wall, caption="门头")

    assert "①门头全景先收下" in heard.text


def test_a_way_out_that_came_too_late_says_so(chat: Chat) -> None:
    chat.at()
    chat.sends(blurred(1))
    chat.sends(blurred(2))
    chat.sends(storefront())

    heard = chat.taps("店主不让拍")

    assert "已过期" in heard.text
    assert "☑①门头全景" in heard.text


def test_the_reasons_survive_a_kill(chat: Chat) -> None:
    chat.at()
    chat.sends(blurred(1))
    chat.sends(blurred(2))
    chat.says("玻璃反光")

    chat.restarts()
    chat.sends(blurred(3))

    assert fronts(chat)[-1].reason == "玻璃反光"


def test_a_picture_sent_before_the_words_is_not_what_they_ask_for(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.says(THREE)
    chat.post_photo(shelf())
    chat.post_text("没有竞品")
    chat.settle()

    chat.sends(shelf("空货架"))

    visit = chat.visits()[0]
    assert [i.photo and i.photo.sha256 for i in visit.in_slot("shelf")] == [shelf().sha256]
    assert [i.cause for i in visit.in_slot("price")] == [Cause.NO_COMPETITOR]


def test_a_reason_typed_again_is_about_the_step_that_is_due_now(chat: Chat) -> None:
    chat.at()
    chat.sends(blurred(1))
    chat.sends(blurred(2))
    chat.says("店里停电了")
    chat.sends(blurred(3))

    heard = chat.says("停电")

    assert "已过期" not in heard.text
    assert "主推品货架" in heard.text
