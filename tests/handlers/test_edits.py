"""Edited messages change what came from them."""

import pytest

from tests.chat import MANAGER, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_visit import RIVAL, THREE, close_visit


def counts(chat: Chat) -> dict[str, int | None]:
    visit = chat.visits()[0]
    return {i.stock.sku: i.stock.quantity for i in visit.in_slot("stock") if i.stock}


def test_an_edited_line_corrects_its_count(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱,127 6箱", key="line")

    heard = chat.edits("line", "516 21箱,127 6箱")

    assert heard.text.startswith("00516 更正为21箱(原12箱)\n")
    assert counts(chat) == {"00516": 21, "00127": 6}
    item = next(i for i in chat.visits()[0].items.values() if i.corrections)
    assert [(c.before, c.after, c.by) for c in item.corrections] == [
        ("12箱", "21箱", chat.person_id(chat.who))
    ]


def test_a_product_that_the_new_words_leave_out_is_asked_again(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says(THREE, key="line")

    heard = chat.edits("line", "516 12箱,127 6箱")

    assert heard.text.startswith("已撤回:00233 0箱")
    assert "还差1个" in heard.text
    assert counts(chat) == {"00516": 12, "00127": 6}


def test_a_product_that_is_new_in_the_words_is_counted(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱", key="line")

    heard = chat.edits("line", "516 12箱,127 6箱")

    assert "00127=6箱" in heard.text
    assert counts(chat) == {"00516": 12, "00127": 6}


def test_a_count_that_became_vague_is_asked(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱", key="line")

    heard = chat.edits("line", "516 十几箱")
    chat.says("13箱")

    assert "00516 请给个准数" in heard.text
    assert counts(chat) == {"00516": 13}


def test_an_answer_of_a_number_alone_can_be_edited(chat: Chat) -> None:
    chat.at()
    chat.says("516 十几箱")
    chat.says("12箱", key="answer")

    assert chat.edits("answer", "13箱").text.startswith("00516 更正为13箱(原12箱)")


def test_what_a_later_message_changed_is_left_alone(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱", key="line")
    chat.says("516改成9箱", key="second")

    first = chat.edits("line", "516 21箱")
    second = chat.edits("second", "516改成8箱")

    assert first.text.startswith("00516 后来改过了,现在是9箱,没有再动")
    assert second.text.startswith("00516 更正为8箱(原9箱)")
    assert counts(chat) == {"00516": 8}


def test_an_edit_that_changes_nothing_is_answered_shortly(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱", key="line")

    assert chat.edits("line", "516 12箱。").text == "收到,记录没有变化。"


def test_an_edited_caption_works_likewise(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.sends(shelf("特写"), caption="348 8瓶", key="close")

    heard = chat.edits("close", "348 9瓶")

    assert heard.text.startswith("00348 更正为9瓶(原8瓶)")
    assert counts(chat) == {"00348": 9}


def test_a_number_is_added_to_the_caption_later(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf(), key="shelf")

    chat.edits("shelf", "516 12箱")

    assert counts(chat) == {"00516": 12}


def test_a_line_that_waits_for_its_location_is_worded_anew(chat: Chat) -> None:
    chat.says("516 12箱", key="line")
    chat.says("127 6箱", key="other")

    changed = chat.edits("line", "516 21箱")
    gone = chat.edits("other", "算了")
    chat.at()

    assert "21箱" in changed.text
    assert gone.text.startswith("已撤回:「127 6箱」")
    assert counts(chat) == {"00516": 21}


def test_a_caption_says_what_an_unclear_picture_shows(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(p=0.4), key="door")

    heard = chat.edits("door", "门头")

    assert "①门头全景已收" in heard.text


def test_a_caption_is_edited_before_its_picture_is_read(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf("架"), storefront())
    chat.post_photo(shelf("特写"))
    chat._post("edit", {"of": f"m{chat._count}", "text": "516 3箱"})

    heard = chat.settle()

    assert "00516=3箱" in heard.text
    assert counts(chat) == {"00516": 3}


def test_a_typed_price_is_put_right(chat: Chat) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, ""))
    chat.says("15.2", key="price")
    chat.taps(RIVAL)
    chat.taps("确认")

    heard = chat.edits("price", "15.3")
    unread = chat.edits("price", "哈哈")

    (item,) = chat.visits()[0].in_slot("price")
    assert heard.text.startswith(f"{RIVAL}价格 更正为15.30(原15.20)")
    assert unread.text == "改过的消息里没看到价格,还是按原来的15.30记。"
    assert item.price is not None
    assert item.price.payable_fen == 1530


def test_a_strange_price_is_asked_after_an_edit_too(chat: Chat) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, ""))
    chat.says("15.2", key="price")
    chat.taps(RIVAL)
    chat.taps("确认")

    heard = chat.edits("price", "1520")

    assert "是15.20" in heard.buttons


def test_a_note_is_worded_anew(chat: Chat) -> None:
    chat.who = "穆青山"
    chat.says("拜访 渔歌餐饮管理")
    chat.at()
    chat.sends(storefront())
    chat.says("谈了价格", key="note")

    chat.edits("note", "谈了价格和账期")

    (item,) = chat.visits()[0].in_slot("note")
    assert (item.text, item.corrections[0].before) == ("谈了价格和账期", "谈了价格")


def test_words_that_gave_nothing_are_taken_once_they_say_something(chat: Chat) -> None:
    chat.at()
    chat.says("五一六有", key="line")

    heard = chat.edits("line", "516 12箱")
    again = chat.edits("line", "516 13箱")

    assert "00516=12箱" in heard.text
    assert again.text.startswith("00516 更正为13箱(原12箱)")


def test_an_edit_of_what_belongs_to_no_visit_says_so(chat: Chat) -> None:
    chat.says("今天真热", key="old")
    chat.at()

    old = chat.edits("old", "516 12箱")
    unknown = chat.edits("nobody knows", "516 12箱")

    assert old.text == unknown.text
    assert old.text.startswith("那条消息没有记过数据,改动没有用上。")
    assert not counts(chat)


def test_after_the_submission_an_edit_is_a_correction_with_a_reason(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says(THREE, key="line")
    chat.sends(price_tag(RIVAL, "15.80"))
    chat.taps("确认")
    chat.says("提交")

    asked = chat.edits("line", "516 21箱,127 6箱,462 2箱")
    told = chat.says("看漏了一排")

    assert "00233、00462 没有动" in asked.text
    assert "00516:12箱 → 21箱" in asked.text
    assert counts(chat) == {"00516": 21, "00127": 6, "00233": 0}
    assert told.parcels[-1].person_id == chat.person_id(MANAGER)


def test_an_edit_that_only_adds_to_a_submitted_visit_changes_nothing(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says(THREE, key="line")
    chat.sends(price_tag(RIVAL, "15.80"))
    chat.taps("确认")
    chat.says("提交")

    more = chat.edits("line", f"{THREE},462 2箱")
    same = chat.edits("line", f"{THREE}。")

    assert more.text.startswith("00462 没有动")
    assert same.text == "收到,记录没有变化。"


@pytest.mark.parametrize("closed", [False, True], ids=["expired", "submitted long ago"])
def test_an_edit_of_a_visit_that_ended_says_so(chat: Chat, closed: bool) -> None:
    chat.at()
    chat.says("516 12箱", key="line")
    if closed:
        close_visit(chat)
    chat.waits(hours=73)

    assert "那次拜访已经结束" in chat.edits("line", "516 21箱").text


def test_an_edit_that_changes_nothing_says_nothing(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱", key="line")
    chat.edits("line", "516 21箱")

    again = chat.edits("line", "516 21箱")
    back = chat.edits("line", "516 12箱")
    asked = chat.says("帮助", key="help")
    liked = chat.edits("help", "帮助")

    assert len(asked) == 1
    assert (len(again), len(liked)) == (0, 0)
    assert "12箱" in back.text


def test_a_picture_that_was_swapped_by_editing_is_asked_for_again(chat: Chat) -> None:
    chat.at()
    door = storefront()
    body = {"sha256": chat.app.blobs.put(door.data), "caption": "", "album": "", "unique": "a"}
    chat._arrives("photo", body, key="door")

    heard = chat._arrives("edit", {"of": "door", "text": "", "photo": "b"})

    assert "换上去的照片没有用上" in heard.text
