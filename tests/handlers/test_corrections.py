"""「238改成21箱」: at once in a draft, with a reason after the submission."""

import pytest

from domain.visits import VisitState
from tests.chat import MANAGER, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_edits import counts
from tests.handlers.test_visit import RIVAL, close_visit

ELSEWHERE = (31.3214, 120.6801)


def prices_of(chat: Chat) -> list[int]:
    """What the price book has from visits."""
    rows = chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "select price_fen from competitor_price where visit_id is not null"
        ).all()
    )
    return [row[0] for row in rows]


def audited(chat: Chat) -> int:
    rows = chat.on_database(
        lambda work: work.connection.exec_driver_sql(
            "select id from audit where what = 'corrected'"
        ).all()
    )
    return len(rows)


@pytest.mark.parametrize(
    "words", ["516改成21箱", "516更正为21箱", "不对,516是21箱", "椒麻酱油应该是21箱", "改成21箱"]
)
def test_words_of_correction_are_obeyed_at_once_in_a_draft(chat: Chat, words: str) -> None:
    chat.at()
    chat.says("516 12箱")

    heard = chat.says(words)

    assert heard.text.startswith("00516 更正为21箱(原12箱)")
    assert counts(chat) == {"00516": 21}


def test_a_count_that_only_differs_is_still_asked(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")

    assert chat.says("516 21箱").buttons[:2] == ["改为21箱", "还是12箱"]
    chat.taps("改为21箱")

    item = next(i for i in chat.visits()[0].items.values() if i.stock)
    assert [(c.before, c.after) for c in item.corrections] == [("12箱", "21箱")]


def test_a_product_that_was_not_counted_is_counted(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says("516 12箱")

    heard = chat.says("更正:516 10箱,127 6箱")

    assert "00516 更正为10箱(原12箱)" in heard.text
    assert "00127=6箱" in heard.text


def test_the_same_value_again_changes_nothing(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")

    assert chat.says("516应该是12箱").text.startswith("00516 已经是12箱,不用改")


@pytest.mark.parametrize("words", ["价格改成15.5", "价格不对,是15.5", "15.8改成15.5"])
def test_a_confirmed_price_is_put_right_at_once(chat: Chat, words: str) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, "15.80"))
    chat.taps("确认")

    heard = chat.says(words)

    (item,) = chat.visits()[0].in_slot("price")
    assert heard.text.startswith(f"{RIVAL}价格 更正为15.50(原15.80)")
    assert [(c.before, c.after) for c in item.corrections] == [("15.80", "15.50")]


def test_an_implausible_price_is_asked_all_the_same(chat: Chat) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, "15.80"))
    chat.taps("确认")

    assert "是15.50" in chat.says("价格改成1550").buttons


def test_a_price_that_waits_takes_the_number(chat: Chat) -> None:
    chat.at()
    chat.sends(price_tag(RIVAL, "15.80"))

    chat.says("价格不对,是15.5")

    (item,) = chat.visits()[0].in_slot("price")
    assert item.price is not None
    assert item.price.payable_fen == 1550


def test_of_two_prices_it_is_asked_which(chat: Chat) -> None:
    chat.at()
    for name, price in ((RIVAL, "15.80"), ("百川蒸鱼豉油450ml", "11.90")):
        chat.sends(price_tag(name, price))
        chat.taps("确认")

    asked = chat.says("价格改成12.5")
    named = chat.says("百川价格改成12.5")

    assert len(asked.buttons) == 2
    assert named.text.startswith("百川蒸鱼豉油450ml价格 更正为12.50(原11.90)")


def test_after_the_submission_a_reason_is_asked_and_the_manager_is_told(chat: Chat) -> None:
    close_visit(chat)

    asked = chat.says("516改成8箱")
    told = chat.says("后排是空箱,看错了")

    visit = chat.visits()[0]
    item = next(i for i in visit.items.values() if i.corrections)
    assert asked.text.startswith("湖畔生活超市10:02已提交。要更正:\n00516:12箱 → 8箱")
    assert asked.buttons == ["数错了", "不改"]
    assert counts(chat)["00516"] == 8
    assert [(c.before, c.after, c.reason) for c in item.corrections] == [
        ("12箱", "8箱", "后排是空箱,看错了")
    ]
    assert visit.state is VisitState.SUBMITTED
    assert audited(chat) == 1
    rep, manager = told.parcels
    assert rep.text.startswith("湖畔生活超市 00516 更正为8箱(原12箱)")
    assert manager.person_id == chat.person_id(MANAGER)
    for part in (chat.who, "湖畔生活超市", "00516", "12箱 → 8箱", "后排是空箱,看错了"):
        assert part in manager.text


def test_a_reason_in_the_same_sentence_needs_no_question(chat: Chat) -> None:
    close_visit(chat)

    heard = chat.says("516改成8箱,数错了")

    assert len(heard) == 2
    assert counts(chat)["00516"] == 8


def test_the_price_book_ends_with_the_corrected_price_once(chat: Chat) -> None:
    close_visit(chat)

    chat.says("价格改成13.8")
    chat.taps("看错了")
    chat.says("价格改成13.9,又看了一遍")

    assert prices_of(chat) == [1390]
    (item,) = chat.visits()[0].in_slot("price")
    assert [c.before for c in item.corrections] == ["12.80", "13.80"]


@pytest.mark.parametrize("words", ["不改", "算了", "不用了"])
def test_the_rep_may_leave_it_as_it_is(chat: Chat, words: str) -> None:
    close_visit(chat)
    chat.says("516改成8箱")

    heard = chat.says(words)

    assert heard.text == "好,湖畔生活超市不改了。"
    assert counts(chat)["00516"] == 12


@pytest.mark.parametrize("words", ["今天天气不错", "好的", "为什么要说?", "8"])
def test_what_is_no_reason_is_none(chat: Chat, words: str) -> None:
    close_visit(chat)
    chat.says("516改成8箱")

    heard = chat.says(words)

    assert "为什么改?" in heard.text
    assert counts(chat)["00516"] == 12


@pytest.mark.parametrize(
    ("words", "reason"),
    [("写错了", "写错了"), ("516数错了", "516数错了"), ("数错了,是8箱", "数错了")],
)
def test_a_slip_is_a_reason(chat: Chat, words: str, reason: str) -> None:
    close_visit(chat)
    chat.says("516改成8箱")

    chat.says(words)

    item = next(i for i in chat.visits()[0].items.values() if i.corrections)
    assert item.corrections[0].reason == reason


def test_another_correction_takes_the_place_of_the_question(chat: Chat) -> None:
    close_visit(chat)
    chat.says("516改成8箱")

    asked = chat.says("127改成5箱")
    price = chat.says("价格改成13.8")

    assert "00127:6箱 → 5箱" in asked.text
    assert "12.80 → 13.80" in price.text
    assert audited(chat) == 0


def test_an_old_button_never_overwrites_a_newer_value(chat: Chat) -> None:
    close_visit(chat)
    asked = chat.says("516改成8箱")
    chat.says("516改成9箱,数错了")
    chat.history.append(asked.parcels[-1])

    heard = chat.taps("数错了")

    assert heard.text.startswith("00516 后来改过了,现在是9箱")
    assert len(heard) == 1
    assert counts(chat)["00516"] == 9


def test_an_older_visit_is_corrected_when_its_store_is_named(chat: Chat) -> None:
    close_visit(chat)
    chat.waits(hours=30)

    unnamed = chat.says("516改成8箱,数错了")
    named = chat.says("湖畔生活超市516改成8箱,数错了")

    assert unnamed.text.startswith("今天提交的拜访里没有00516")
    assert named.parcels[0].text.startswith("湖畔生活超市 00516 更正为8箱(原12箱)")


def test_after_three_days_nothing_is_corrected(chat: Chat) -> None:
    close_visit(chat)
    chat.waits(hours=73)

    heard = chat.says("湖畔生活超市516改成8箱,数错了")

    assert heard.text == "湖畔生活超市近3天提交的拜访里没有00516,没有更正。"
    assert counts(chat)["00516"] == 12


def test_the_draft_that_counts_the_product_is_meant_first(chat: Chat) -> None:
    close_visit(chat)
    chat.at(ELSEWHERE)
    chat.says("516 3箱")

    draft = chat.says("516改成5箱")
    submitted = chat.says("127改成5箱,看漏了")
    named = chat.says("湖畔生活超市516改成9箱,看漏了")

    assert draft.text.startswith("00516 更正为5箱(原3箱)")
    assert "晨光便利店" in draft.text
    assert submitted.parcels[0].text.startswith("湖畔生活超市 00127 更正为5箱(原6箱)")
    assert "请拍一张门头全景" in submitted.parcels[0].text
    assert named.parcels[0].text.startswith("湖畔生活超市 00516 更正为9箱(原12箱)")


def test_a_draft_at_its_stock_step_takes_the_number(chat: Chat) -> None:
    close_visit(chat)
    chat.at(ELSEWHERE)
    chat.sends(shelf("别的货架"), storefront("别的门头"))

    heard = chat.says("516改成5箱")

    assert heard.text.startswith("00516=5箱")
    assert "晨光便利店" in heard.text


def test_somebody_without_a_manager_is_corrected_without_a_push(chat: Chat) -> None:
    chat.on_database(
        lambda work: work.connection.exec_driver_sql("update person set manager_id = null")
    )
    chat.restarts()
    close_visit(chat)

    heard = chat.says("516改成8箱,数错了")

    assert len(heard) == 1
    assert heard.text.endswith("原来的数留着。")


@pytest.mark.parametrize("words", ["合同价改成13.8", "改天再来", "516改成8箱吗"])
def test_other_words_correct_nothing(chat: Chat, words: str) -> None:
    close_visit(chat)

    chat.says(words)

    assert chat.visits()[0].submitted_at is not None
    assert not [i for i in chat.visits()[0].items.values() if i.corrections]
    assert prices_of(chat) == [1280]
