"""Evidence belongs where its time says, and no answer about it is lost."""

from datetime import timedelta

from domain.readings import PhotoKind
from domain.visits import VisitState
from tests.chat import STORE, Chat
from tests.fakes import Shot, price_tag, shelf, storefront

NEXT_DOOR = (31.3214, 120.6801)
"""晨光便利店 SZ102."""


def counted_at(chat: Chat) -> dict[str, list[str]]:
    return {v.store_code: [i.stock.sku for i in v.items.values() if i.stock] for v in chat.visits()}


def test_a_line_written_at_one_store_and_delivered_at_the_next_counts_for_the_first(
    chat: Chat,
) -> None:
    chat.at()
    written = chat.clock.now() + timedelta(minutes=2)
    chat.waits(minutes=30)
    chat.at(NEXT_DOOR)

    chat.says("516 12箱", sent_at=written)

    assert counted_at(chat) == {"SZ101": ["00516"], "SZ102": []}


def test_a_line_hours_after_the_location_waits_for_a_new_one(chat: Chat) -> None:
    chat.at()
    chat.waits(hours=6)

    heard = chat.says("516 12箱")
    chat.at()

    assert "请发送您现在的位置" in heard.text
    assert counted_at(chat) == {"SZ101": ["00516"]}


def test_a_line_and_a_photo_that_wait_are_both_acknowledged(chat: Chat) -> None:
    chat.post_text("516 12箱")
    chat.post_photo(storefront())

    heard = chat.settle()

    assert len(heard) == 1
    assert "藤香椒麻酱油500ml 12箱" in heard.text
    assert "照片收到了" in heard.text


def test_a_vague_line_before_the_location_says_what_is_unclear(chat: Chat) -> None:
    heard = chat.says("516 12箱,127 十几箱")

    assert "00127 请给个准数" in heard.text


def test_a_question_keeps_its_buttons_when_another_line_follows_at_once(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")
    chat.post_text("516 10箱")
    chat.run(chat.app.engine.decide())
    chat.post_text("127 6箱")

    heard = chat.settle()

    assert "改为10箱吗" in heard.text
    assert "00127=6箱" in heard.text
    assert heard.buttons[:2] == ["改为10箱", "还是12箱"]


def test_an_album_photo_that_moves_to_the_price_step_is_read_as_a_price(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    tag = Shot("价签", PhotoKind.TAG, p=0.5, product="望海牌鲜味生抽1L", price="12.80")

    heard = chat.sends(tag, shelf(p=0.95))
    chat.says("确认")

    prices = [i for i in chat.visits()[0].items.values() if i.price]
    assert "12.80" in heard.text
    assert [i.state.passes for i in prices] == [True]


def test_a_photo_that_was_never_read_does_not_hold_up_a_later_visit(chat: Chat) -> None:
    chat.at()
    chat.post_photo(storefront("verloren"))
    chat.run(chat.app.engine.decide())
    chat.spoil("update work set state = 'failed'")
    chat.waits(minutes=40)
    chat.at()

    heard = chat.says("提交")

    assert "还在看" not in heard.text
    assert "还不能提交" in heard.text


def test_an_auto_submission_says_what_became_of_the_last_photo(chat: Chat) -> None:
    chat.at()
    chat.post_photo(shelf(score=8, reasons=("blurred",)))
    chat.run(chat.app.engine.decide())
    chat.post_text("提交")
    chat.run(chat.app.engine.decide())

    heard = chat.settle()

    assert "照片糊了(8分)" in heard.parcels[-1].text
    assert "还不能提交" in heard.parcels[-1].text


def test_the_same_place_button_twice_is_one_presence(chat: Chat) -> None:
    chat.at((31.3205, 120.6787))
    chat.taps("晨光便利店")

    chat.taps("晨光便利店")

    assert len(chat.visits()[0].presences) == 1


def test_commands_are_no_visit_notes(chat: Chat) -> None:
    chat.who = "穆青山"
    chat.says("拜访渔歌餐饮管理")
    chat.at(STORE)
    chat.sends(storefront("公司门口"))

    for command in ("进度？", "帮助", "/help", "今天跑哪几家"):
        chat.says(command)

    assert [i.text for i in chat.visits()[0].items.values() if i.text] == []


def test_the_draft_of_somebody_who_left_still_expires(chat: Chat) -> None:
    chat.at()
    chat.spoil("update person set active = 0 where id = 'Q011'")
    chat.on_database(lambda work: work.company_changed())

    heard = chat.waits(days=4)

    assert [p.person_id for p in heard.parcels if p.person_id == "Q011"] == []
    assert [v.state for v in chat.visits()] == [VisitState.EXPIRED]


def test_a_confirmed_visit_waits_for_nothing_of_another_store(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    chat.sends(price_tag("望海牌鲜味生抽1L", "12.80"))
    chat.says("确认")

    assert chat.says("提交").text.startswith("已提交")
