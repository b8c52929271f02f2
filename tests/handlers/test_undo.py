"""撤回 in a draft: what was sent last, or what is named, no longer counts."""

import pytest

from domain.evidence import Cause, ItemState
from tests.chat import Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL, THREE, close_visit

ELSEWHERE = (31.3214, 120.6801)


def held(chat: Chat) -> list[tuple[object, ...]]:
    """What counts, whatever was refused or taken back on the way."""
    return [row for row in chat.state() if row[3] is not ItemState.REFUSED]


def skus(chat: Chat) -> set[str]:
    visit = chat.visits()[0]
    return {i.stock.sku for i in visit.in_slot("stock") if i.stock}


def test_undo_takes_back_the_last_named_of_the_last_line_and_then_the_one_before(
    chat: Chat,
) -> None:
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says(THREE)

    first = chat.says("撤回")
    second = chat.says("撤销上一条")

    assert first.text.startswith("已撤回:00233 0箱 清蒸鱼汁450ml")
    assert "库存 2/3" in first.text
    assert second.text.startswith("已撤回:00127 6箱")
    assert skus(chat) == {"00516"}


def test_undo_of_what_is_named(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says(THREE)

    product = chat.says("撤回516")
    door = chat.says("把门头照片删掉")

    assert product.text.startswith("已撤回:00516 12箱")
    assert door.text.startswith("已撤回:门头全景")
    assert "请拍一张门头全景" in door.text
    assert skus(chat) == {"00127", "00233"}


def test_what_was_taken_back_stays_on_record(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")

    chat.says("撤回")

    (item,) = chat.visits()[0].items.values()
    assert (item.state, item.cause) == (ItemState.REFUSED, Cause.WITHDRAWN)
    assert item.stock is not None
    assert item.stock.quantity == 12


def test_a_picture_that_was_taken_back_may_be_sent_again(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.says("刚才发错了")

    assert "①门头全景已收" in chat.sends(storefront()).text


def test_a_picture_taken_back_is_free_for_the_store_it_belongs_to(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.says("撤回")
    chat.at(ELSEWHERE)

    assert "①门头全景已收" in chat.sends(storefront()).text


def test_a_price_can_be_taken_back_before_and_after_it_is_confirmed(chat: Chat) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, "15.80"))
    waiting = chat.says("撤回价格")
    chat.sends(price_tag(RIVAL, "15.80"))
    chat.taps("确认")
    confirmed = chat.says("撤回价格")

    assert waiting.text.startswith(f"已撤回:竞品价格 {RIVAL} 15.80")
    assert confirmed.text.startswith(f"已撤回:竞品价格 {RIVAL} 15.80")
    assert "☐③竞品价格" in confirmed.text
    assert not chat.visits()[0].in_slot("price")


def test_nothing_to_take_back_says_so(chat: Chat) -> None:
    outside = chat.says("撤回")
    chat.at()
    inside = chat.says("撤回")
    unknown = chat.says("撤回5160")

    assert outside.text == "没有可以撤回的。"
    assert inside.text.startswith("没有可以撤回的。")
    assert unknown.text.startswith("没有5160的记录")


def test_a_location_is_never_taken_back(chat: Chat) -> None:
    chat.at()

    heard = chat.says("撤回定位")

    assert heard.text.startswith("定位撤不回")
    assert chat.visits()[0].presences


def test_not_everything_goes_at_once(chat: Chat) -> None:
    chat.at()
    chat.says(THREE)

    assert chat.says("全部撤回").text.startswith("一次撤一条")
    assert len(skus(chat)) == 3


def test_a_picture_still_being_read_is_taken_back(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf())
    chat.post_photo(storefront())
    chat.post_text("撤回")

    chat.settle()

    assert [i.slot for i in chat.visits()[0].items.values()] == ["shelf"]
    assert "①门头全景已收" in chat.sends(storefront("另一张")).text


def test_a_picture_that_was_asked_about_is_taken_back(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(p=0.4))

    heard = chat.says("撤回刚才那张")

    assert heard.text.startswith("已撤回:刚发的照片")
    assert "请拍一张门头全景" in heard.text


def test_a_line_that_waits_for_its_location_is_taken_back(chat: Chat) -> None:
    chat.says("516 12箱")

    heard = chat.says("撤回")
    chat.at()

    assert heard.text == "已撤回:「516 12箱」。发对的过来就行。"
    assert not skus(chat)


def test_a_submitted_visit_is_corrected_instead(chat: Chat) -> None:
    close_visit(chat)

    heard = chat.says("撤回")

    assert heard.text.startswith("湖畔生活超市已提交(10:02),不能撤回。")
    assert "例如:516改成8箱" in heard.text


def test_right_after_the_submission_nothing_of_another_visit_goes(chat: Chat) -> None:
    chat.at(ELSEWHERE)
    chat.says("348 3箱")
    close_visit(chat)

    submitted = chat.says("撤回")
    chat.says("到店 晨光便利店")
    chat.at(ELSEWHERE)
    chat.says("462 2箱")
    draft = chat.says("撤回")

    assert "不能撤回" in submitted.text
    assert draft.text.startswith("已撤回:00462 2箱")


@pytest.mark.parametrize(
    "note", ["撤回申请已经批了", "客户撤回了询价,下周再谈", "老板说货架不要了"]
)
def test_a_note_about_somebody_elses_undo_is_a_note(chat: Chat, note: str) -> None:
    chat.who = "穆青山"
    chat.says("拜访 渔歌餐饮管理")
    chat.at()
    chat.sends(storefront())

    chat.says(note)

    assert [i.text for i in chat.visits()[0].in_slot("note")] == [note]


def test_a_note_is_taken_back_too(chat: Chat) -> None:
    chat.who = "穆青山"
    chat.says("拜访 渔歌餐饮管理")
    chat.at()
    chat.sends(storefront())
    chat.says("谈了价格")

    heard = chat.says("撤回")

    assert heard.text.startswith("已撤回:拜访纪要")
    assert "见了谁、谈了什么" in heard.text


@pytest.mark.parametrize("how", ["撤回", "刚才那条不算", "删掉最后一个"])
def test_undoing_everything_and_sending_it_again_ends_in_the_same_state(
    chat: Chat, how: str
) -> None:
    def send() -> None:
        chat.sends(shelf(), storefront())
        chat.says(THREE)
        chat.sends(price_tag(RIVAL, "15.80"))
        chat.taps("确认")

    chat.at()
    send()
    before = held(chat)
    while held(chat):
        chat.says(how)

    send()

    assert held(chat) == before
    assert chat.says("提交").text.startswith("已提交 湖畔生活超市")
