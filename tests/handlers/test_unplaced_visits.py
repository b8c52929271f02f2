"""Visits of a rep who has not agreed to locations: begun by name, looked at by the manager."""

from domain.evidence import Cause, ItemState
from domain.visits import VisitState
from tests.chat import MANAGER, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.joining import kept
from tests.handlers.test_visit import RIVAL, THREE

NAME = "湖畔生活超市"


def done_by_word(chat: Chat) -> str:
    """A whole visit without a location; the last answer."""
    chat.says(f"到店 {NAME}")
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    return chat.says("提交").text


def test_without_a_location_a_visit_is_begun_by_name_and_waits_for_the_manager(
    chat: Chat,
) -> None:
    chat.says("不用定位")

    submitted = done_by_word(chat)

    visit = chat.visits()[0]
    word = next(i for i in visit.items.values() if i.slot == "location")
    assert submitted.startswith(f"已提交 {NAME}")
    assert "没有到店定位,待主管看" in submitted
    assert visit.state is VisitState.SUBMITTED
    assert (word.state, word.cause, word.reason) == (
        ItemState.PENDING, Cause.NO_CONSENT, "未同意定位"
    )  # fmt: skip
    assert all(i.state is not ItemState.PENDING for i in visit.items.values() if i is not word)
    assert kept(chat, "fix") == "[[]]"


def test_the_manager_sees_why_and_closes_it(chat: Chat) -> None:
    chat.says("不用定位")
    done_by_word(chat)

    chat.says("待复核", who=MANAGER)
    card = chat.says("1", who=MANAGER)
    chat.taps("通过", who=MANAGER)

    assert "原因:本人没有同意定位,到店没有位置\n" in card.text
    assert "没有到店定位" in card.text
    assert not any(i.state is ItemState.PENDING for i in chat.visits()[0].items.values())


def test_a_visit_that_was_given_back_asks_for_the_word_and_no_location(chat: Chat) -> None:
    chat.says("不用定位")
    done_by_word(chat)
    chat.says("待复核", who=MANAGER)
    chat.taps("退回", who=MANAGER)
    told = chat.taps("不清楚", who=MANAGER).to("Q011")
    again = chat.taps("继续")
    done = chat.says("提交")

    assert f"到店发「到店 {NAME}」就行" in told.text
    assert "接着做湖畔生活超市" in again.text
    assert done.text.startswith("已提交")


def test_nobody_is_asked_for_a_location_again(chat: Chat) -> None:
    chat.says("不用定位")

    heard = [chat.says(f"到店 {NAME}"), chat.says("进度"), chat.sends(storefront())]
    chat.waits(hours=3)
    heard += [chat.sends(shelf()), chat.says("516 12箱"), chat.says("继续"), chat.says("到店")]
    heard += [chat.says("到店 没有这家店"), chat.says("补录"), chat.says("提交"), chat.says("帮助")]
    chat.waits(days=5)
    heard += [chat.says("进度"), chat.says("今天跑哪几家")]

    for one in heard:
        assert "发送位置" not in one.text
        assert "发送您现在的位置" not in one.text
        assert all(p.wants != "location" for p in one.parcels)


def test_a_location_may_be_allowed_later_and_takes_the_place_of_the_word(chat: Chat) -> None:
    chat.says("不用定位")
    chat.says(f"到店 {NAME}")
    chat.sends(storefront())
    chat.at()

    allowed = chat.taps("允许定位")
    board = chat.at()

    visit = chat.visits()[0]
    assert "会用来确认到店" in allowed.text
    assert f"到店:{NAME}" in board.text
    assert len(visit.presences) == 1
    assert [i.cause for i in visit.items.values() if i.slot == "location"] == [Cause.WITHDRAWN]


def test_a_visit_that_waits_for_its_location_waits_no_longer_once_it_is_refused(
    chat: Chat,
) -> None:
    chat.says(f"到店 {NAME}")

    told = chat.says("不用定位")
    board = chat.says("进度")

    assert "以后不收位置" in told.text
    assert "门头全景" in board.text
    assert chat.visits()[0].placed


def test_photos_go_to_the_store_that_was_named_last(chat: Chat) -> None:
    chat.says("不用定位")
    chat.says(f"到店 {NAME}")
    chat.sends(storefront("一"))
    chat.says("到店 晨光便利店")

    board = chat.sends(storefront("二"))

    assert "晨光便利店\n☑①门头全景" in board.text


def test_a_photo_before_the_store_is_named_waits_for_its_name(chat: Chat) -> None:
    chat.says("不用定位")

    waits = chat.sends(storefront())
    board = chat.says(f"到店 {NAME}")

    assert waits.text == "照片收到了。\n您在哪家店?请发「到店 店名」。"
    assert "☑①门头全景" in board.text


def test_a_stale_location_is_not_asked_for_again_at_the_end(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    chat.says("不用定位")
    chat.waits(minutes=50)

    done = chat.says("提交")

    assert done.text.startswith("已提交")
    assert "没有到店定位,待主管看" in done.text
