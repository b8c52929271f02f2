"""S08, S09: what comes twice, late, in the wrong order, or not at all."""

from datetime import timedelta

from tests.drivers.wire import WireChat
from tests.fakes import shelf, storefront
from tests.scenarios.steps import TAG


def test_what_the_messenger_brings_again_has_no_second_effect(chat: WireChat) -> None:
    chat.at()
    shown = chat.sends(storefront())
    chat.delivers_again()
    again = chat.settle()
    chat.restarts()
    chat.delivers_again()
    after = chat.settle()
    chat.says("516 12箱")
    chat.delivers_again()
    counted = chat.settle()

    assert len(shown) == 1
    assert (len(again), len(after), len(counted)) == (0, 0, 0)
    assert sorted(i.slot for i in chat.visits()[0].items.values()) == ["stock", "storefront"]


def test_an_answer_that_did_not_get_through_comes_later_and_nothing_is_lost(chat: WireChat) -> None:
    chat.at()
    chat.line_breaks()
    lost = chat.sends(storefront())
    later = chat.waits(minutes=1)
    chat.sends(shelf())

    assert len(lost) == 0
    assert "①门头全景已收" in later.text
    assert sorted(i.slot for i in chat.visits()[0].items.values()) == ["shelf", "storefront"]


def test_a_button_of_an_old_message_says_that_its_step_is_over(chat: WireChat) -> None:
    chat.at()
    chat.sends(TAG)
    chat.says("确认")

    heard = chat.taps("确认")

    assert heard.text.startswith("这个按钮已过期")
    assert "☑③竞品价格" in heard.text


def test_a_picture_before_the_location_is_not_asked_for_again(chat: WireChat) -> None:
    waiting = chat.sends(storefront())
    chat.waits(minutes=3)

    heard = chat.at()

    assert "请发送您现在的位置" in waiting.text
    assert "①门头全景已收" in heard.text
    assert "请拍主推品货架" in heard.text


def test_a_picture_from_long_before_the_location_may_be_kept_as_an_extra(chat: WireChat) -> None:
    chat.sends(storefront("早上"))
    chat.waits(minutes=40)

    late = chat.at()
    kept = chat.taps("存为补充资料")

    assert "不能算这次的,请重拍" in late.text
    assert "☐①门头全景" in late.text
    assert "不算这次的凭证" in kept.text
    assert [i.slot for i in chat.visits()[0].items.values()] == ["extra"]


def test_a_picture_fifty_minutes_late_counts_at_its_own_time(chat: WireChat) -> None:
    """A page sends what it kept with the time of its arrival: nobody can check its clock."""
    chat.at()
    taken_at = chat.clock.now()
    chat.waits(minutes=50)
    late = chat.can("late")

    heard = chat.sends(storefront(), sent_at=taken_at if late else None)

    (item,) = chat.visits()[0].items.values()
    assert ("①门头全景已收(延迟上传)" in heard.text) is late
    assert ("定位较早" in heard.text) is not late
    assert (item.received_at - item.at > timedelta(minutes=45)) is late


def test_everything_in_reverse_ends_in_the_same_visit(chat: WireChat) -> None:
    chat.says("516 12箱,127 6箱,233 0")
    chat.sends(shelf(), storefront())
    reversed_ = chat.at()
    plain = chat.state()

    assert "☑①门头全景" in reversed_.text
    assert "☑②主推品货架(库存 3/3)" in reversed_.text
    assert [row[2] for row in plain] == ["shelf", "stock", "stock", "stock", "storefront"]


def test_a_location_delivered_after_its_picture_counts_before_it(chat: WireChat) -> None:
    arrived_at = chat.clock.now()
    chat.waits(minutes=20)
    chat.sends(storefront())

    heard = chat.at(sent_at=arrived_at if chat.can("late") else None)

    assert "①门头全景已收" in heard.text
