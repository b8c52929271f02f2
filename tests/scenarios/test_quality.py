"""S02: pictures that show nothing, and the way out."""

from domain.evidence import Cause, ItemState
from domain.readings import PhotoKind
from domain.visits import VisitState
from tests.chat import MANAGER
from tests.drivers.wire import WireChat
from tests.fakes import Shot, shelf, storefront
from tests.scenarios.steps import STORE_NAME, THREE, finish


def blurred(number: int) -> Shot:
    return storefront(f"糊{number}", score=3, reasons=("blurred",))


def fronts(chat: WireChat) -> list[tuple[ItemState, str]]:
    items = chat.visits()[0].items.values()
    return [(i.state, i.reason) for i in items if i.slot == "storefront"]


def test_the_third_blurred_picture_passes_with_a_reason_to_the_manager(chat: WireChat) -> None:
    chat.at()
    first = chat.sends(blurred(1))
    second = chat.sends(blurred(2))
    third = chat.sends(blurred(3))
    taken = chat.says("逆光,玻璃反光")
    chat.sends(shelf())
    chat.says(THREE)
    done = finish(chat)
    decided = chat.taps("通过", who=MANAGER)

    card = taken.to(chat.person_id(MANAGER))
    assert "门头全景没收下:照片糊了(3分)。站稳、点一下屏幕对焦再拍。" in first.text
    assert "☐①门头全景" in first.text
    assert "拍不清,说明原因" in second.buttons
    assert "说明原因就能往下走" in third.text
    assert "①门头全景先收下,待主管看(原因:逆光,玻璃反光)" in taken.text
    assert f"待复核:叶小满 {STORE_NAME}" in card.text
    assert "清晰度3分" in card.text
    assert card.buttons == ["通过", "退回", "标记"]
    assert card.parcels[0].image
    assert done.text.startswith("已提交")
    assert "这次拜访已闭环" in decided.to(chat.person_id(chat.who)).text
    assert [state for state, _ in fronts(chat)] == [*[ItemState.REFUSED] * 2, ItemState.WARNED]


def test_the_way_out_is_tapped_and_one_more_picture_is_taken(chat: WireChat) -> None:
    chat.at()
    chat.sends(blurred(1))
    chat.sends(blurred(2))

    asked = chat.taps("拍不清,说明原因")
    noted = chat.says("玻璃反光")
    chat.sends(blurred(3))

    assert "一句话就行" in asked.text
    assert "再拍一张门头全景" in noted.text
    assert fronts(chat)[-1] == (ItemState.PENDING, "玻璃反光")


def test_every_fault_has_its_own_name(chat: WireChat) -> None:
    faults = {"dark": "太暗", "overexposed": "过曝", "small": "太小", "glare": "反光"}
    chat.at()

    refused = {
        words: chat.sends(storefront(words, score=9, reasons=(fault,))).text
        for fault, words in faults.items()
    }
    taken = chat.sends(storefront("软", score=30, reasons=("dark",)))

    assert all(f"门头全景没收下:照片{words}(9分)" in text for words, text in refused.items())
    assert "有点太暗(30分)" in taken.text
    assert fronts(chat)[-1][0] is ItemState.WARNED


def test_a_wall_is_no_storefront_and_an_unclear_picture_is_asked_about(chat: WireChat) -> None:
    chat.at()

    wall = chat.sends(Shot("墙", PhotoKind.OTHER, score=0, reasons=("no_content",)))
    unclear = chat.sends(Shot("树", PhotoKind.OTHER))
    chat.taps("门头")

    assert "看不清内容" in wall.text
    assert unclear.buttons == ["门头", "货架", "价签", "都不是"]
    assert [state for state, _ in fronts(chat)] == [ItemState.REFUSED, ItemState.ACCEPTED]


def test_two_pictures_in_each_others_place_change_places(chat: WireChat) -> None:
    chat.at()
    guessed = chat.sends(storefront("其实是货架", p=0.7), shelf("其实是门头", p=0.7))

    heard = chat.taps("换一下")

    photos = {i.slot: i.photo.sha256 for i in chat.visits()[0].items.values() if i.photo}
    assert "换一下" in guessed.buttons
    assert "换好了" in heard.text
    assert photos["storefront"] == shelf("其实是门头", p=0.7).sha256
    assert photos["shelf"] == storefront("其实是货架", p=0.7).sha256


def test_who_is_not_let_take_a_picture_and_finds_no_rival_still_hands_in(chat: WireChat) -> None:
    chat.at()
    taken = [chat.says("店主不让拍") for _ in range(3)][-1]
    chat.sends(shelf())
    chat.says(THREE)
    asked = chat.taps("无竞品")
    shown = chat.sends(shelf("空货架"))
    done = chat.taps("提交")

    visit = chat.visits()[0]
    assert "①门头全景先收下,待主管看" in taken.text
    assert asked.text.endswith("请拍一张放这类商品的货架。")
    assert "③竞品价格先收下,待主管看(无竞品)" in shown.text
    assert done.text.startswith("已提交")
    assert visit.state is VisitState.SUBMITTED
    assert {i.slot: i.cause for i in visit.items.values() if i.state is ItemState.PENDING} == {
        "storefront": Cause.CANNOT,
        "price": Cause.NO_COMPETITOR,
    }
