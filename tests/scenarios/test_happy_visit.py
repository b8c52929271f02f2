"""S01: the shortest way through a visit, and what the bot can do."""

from domain.visits import VisitState
from tests.chat import MANAGER
from tests.drivers.wire import WireChat
from tests.fakes import shelf, storefront
from tests.scenarios.steps import (
    NEXT_NAME,
    NEXT_STORE,
    STORE_NAME,
    TAG,
    THREE,
    counts,
    half_done,
)


def originals(chat: WireChat) -> dict[str, str]:
    """What each slot shows; every picture has its watermarked copy beside the original."""
    photos = {i.slot: i.photo for i in chat.visits()[0].items.values() if i.photo}
    for photo in photos.values():
        assert photo.watermark != photo.sha256
        assert chat.app.blobs.read(photo.watermark).startswith(b"\xff\xd8")
    return {slot: photo.sha256 for slot, photo in photos.items()}


def test_a_visit_in_mixed_order_takes_seven_messages(chat: WireChat) -> None:
    arrived = chat.at((31.31965, 120.6774))
    album = chat.sends(shelf(), storefront())
    counted = chat.says(THREE)
    read = chat.sends(TAG)
    confirmed = chat.taps("确认")
    done = chat.taps("提交")

    assert f"到店:{STORE_NAME}(距门店11米)" in arrived.text
    assert arrived.text.index("①门头全景") < arrived.text.index("②") < arrived.text.index("③")
    assert "请拍一张门头全景" in arrived.text
    assert len(album) == 1
    assert "②主推品货架已收\n①门头全景已收" in album.text
    assert album.parcels[0].image not in {"", shelf().sha256}
    assert "还差3个" in album.text
    assert "00233=0箱(缺货)" in counted.text
    assert "请拍竞品价格牌" in counted.text
    assert "12.80\n较上次14.90(11-16) −2.10(−14.1%) ⚠价差异常" in read.text
    assert read.buttons == ["确认", "修改"]
    assert confirmed.buttons == ["提交"]
    assert done.text.startswith(f"已提交 {STORE_NAME}")
    assert "缺货:00233" in done.text
    assert f"今天已完成1/3,下一家 {NEXT_NAME}" in done.text
    assert [v.state for v in chat.visits()] == [VisitState.SUBMITTED]
    assert originals(chat) == {
        "storefront": storefront().sha256,
        "shelf": shelf().sha256,
        "price": TAG.sha256,
    }
    assert counts(chat) == {"00516": 12, "00127": 6, "00233": 0}


def test_whoever_says_submit_twice_submits_once(chat: WireChat) -> None:
    half_done(chat)
    chat.sends(TAG)
    chat.taps("确认")

    chat.post_text("提交")
    chat.post_text("提交")
    heard = chat.settle()

    assert any(p.text.startswith(f"已提交 {STORE_NAME}") for p in heard.parcels)
    assert f"{STORE_NAME}已提交(10:0" in heard.text
    assert [v.state for v in chat.visits()] == [VisitState.SUBMITTED]


def test_the_day_the_state_and_the_help_are_shown_when_asked(chat: WireChat) -> None:
    plan = chat.says("今天跑哪几家")
    begun = chat.taps(f"到店 {NEXT_NAME}")
    chat.at(NEXT_STORE)
    chat.sends(storefront())
    progress = chat.says("进度")
    own, leaders = chat.says("帮助"), chat.says("帮助", who=MANAGER)

    assert "已完成 0/3" in plan.text
    assert f"好,开始{NEXT_NAME}" in begun.text
    assert "☑①门头全景" in progress.text
    assert own.text.startswith("叶小满,我能帮您")
    assert "「提交」" in own.text
    assert "「待复核」" in leaders.text
    assert "雷达图" not in own.text
