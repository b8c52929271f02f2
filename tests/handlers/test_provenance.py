"""Where a picture or a place comes from: passed on, of another day, used before."""

import pytest

from domain.evidence import Cause, Item, ItemState
from domain.onsite import Provenance
from domain.readings import PhotoKind
from tests.chat import OTHER_REP, REP, STORE, Chat
from tests.fakes import Shot, shelf, storefront

NEXT_STORE = (31.3212, 120.6805)
"""晨光便利店 SZ102."""
COPY = "aaaaaaaaaaaaaaaa"


def fronts(chat: Chat, visit: int = 0) -> list[Item]:
    return [i for i in chat.visits()[visit].items.values() if i.slot == "storefront"]


def test_a_forwarded_picture_is_refused_and_nobody_is_named(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(storefront(), provenance="forwarded")

    assert "转发的照片不能作为拜访凭证,请现场拍" in heard.text
    assert OTHER_REP not in heard.text
    item = fronts(chat)[0]
    assert (item.state, item.cause) == (ItemState.REFUSED, Cause.FORWARDED)
    assert item.photo is not None
    assert item.photo.provenance is Provenance.FORWARDED


def test_saving_a_forwarded_picture_and_sending_it_again_does_not_help(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), provenance="forwarded")

    heard = chat.sends(storefront())

    assert "转发的照片不能作为拜访凭证" in heard.text
    assert not chat.visits()[0].in_slot("storefront")


def test_a_forwarded_picture_before_any_location_is_refused_at_once(chat: Chat) -> None:
    heard = chat.sends(storefront(), provenance="forwarded")
    chat.at()

    assert "转发的照片不能作为拜访凭证" in heard.text
    assert not fronts(chat)


def test_a_forwarded_place_opens_no_visit(chat: Chat) -> None:
    heard = chat.forwards_place()

    assert heard.text == "转发的位置不算到店。请发送您现在的位置。"
    assert not chat.visits()


def test_a_file_with_an_old_date_is_refused_with_the_date(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(storefront(taken_at="2025-06-01T09:00:00"), provenance="file")

    assert "非现场拍摄(2025-06-01)" in heard.text
    assert fronts(chat)[0].cause is Cause.NOT_LIVE


def test_a_file_without_a_date_is_taken_for_the_manager(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(storefront(), provenance="file")

    assert "①门头全景先收下,待主管看(以文件发来" in heard.text
    assert fronts(chat)[0].state is ItemState.PENDING


def test_a_fresh_picture_after_a_refused_one_is_taken(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), provenance="forwarded")

    chat.sends(storefront("现场"))

    assert fronts(chat)[-1].state is ItemState.ACCEPTED


def test_the_picture_of_one_store_does_not_show_another(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.at(NEXT_STORE)

    heard = chat.sends(storefront())

    assert "与今天10:02湖畔生活超市照片重复" in heard.text
    assert fronts(chat, 1)[0].cause is Cause.REUSED_ELSEWHERE


def test_a_recompressed_copy_is_caught_too(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront("原图", phash=COPY, dhash=COPY))
    chat.at(NEXT_STORE)

    heard = chat.sends(storefront("压缩过", phash=COPY[:-1] + "b", dhash=COPY))

    assert "照片重复" in heard.text


def test_another_reps_picture_is_refused_without_saying_whose(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.at(STORE, who=OTHER_REP)

    heard = chat.sends(storefront(), who=OTHER_REP)

    assert "这张照片之前已经用过,请现场拍" in heard.text
    assert REP not in heard.text


def test_yesterdays_picture_of_the_same_store_is_refused_neutrally_once(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.waits(hours=73)
    chat.at()

    first = chat.sends(storefront())
    second = chat.sends(storefront())

    assert "照片与前几天高度相似,请补拍" in first.text
    assert "①门头全景先收下,待主管看(与前几天高度相似)" in second.text
    assert [i.state for i in fronts(chat, 1)] == [ItemState.REFUSED, ItemState.PENDING]


def test_a_shelf_may_look_like_another_stores_shelf(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf())
    chat.at(NEXT_STORE)

    heard = chat.sends(shelf())

    assert "②主推品货架已收" in heard.text


def test_whose_picture_was_refused_as_forwarded_may_still_send_it_himself(chat: Chat) -> None:
    chat.at(STORE, who=OTHER_REP)
    chat.sends(storefront(), who=OTHER_REP, provenance="forwarded")
    chat.at()

    heard = chat.sends(storefront())

    assert "①门头全景已收" in heard.text


@pytest.mark.parametrize("words", ["换一下", "换过来", "放反了", "搞反了", "这两张换一下", "对调"])
def test_two_pictures_in_each_others_place_change_places(chat: Chat, words: str) -> None:
    chat.at()
    chat.sends(storefront("其实是货架"), shelf("其实是门头"))

    heard = chat.says(words)

    visit = chat.visits()[0]
    assert "换好了" in heard.text
    names = {i.slot: i.photo.sha256 for i in visit.items.values() if i.photo}
    assert names["storefront"] == shelf("其实是门头").sha256
    assert names["shelf"] == storefront("其实是货架").sha256


def test_a_picture_that_was_filed_by_a_guess_offers_to_change_it(chat: Chat) -> None:
    chat.at()

    guessed = chat.sends(storefront(p=0.7))
    sure = chat.sends(shelf(p=0.95))

    assert guessed.buttons == ["换一下"]
    assert "换一下" not in sure.buttons


def test_a_single_picture_in_the_wrong_place_is_asked_about(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront("其实是货架"), caption="门头")

    asked = chat.says("换一下")
    chat.taps("货架")

    assert asked.buttons == ["门头", "货架", "价签", "都不是"]
    assert [i.slot for i in chat.visits()[0].items.values() if i.state.passes] == ["shelf"]


def test_there_is_nothing_to_change_before_a_picture(chat: Chat) -> None:
    chat.at()

    assert "还没有可以换的照片" in chat.says("换一下").text


def test_odds_that_are_too_even_are_asked_about(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(Shot("看不出", PhotoKind.SHELF, p=0.4))

    assert heard.buttons == ["门头", "货架", "价签", "都不是"]
    assert not chat.visits()[0].items


def test_a_picture_from_long_before_the_arrival_may_be_kept_as_an_extra(chat: Chat) -> None:
    chat.sends(storefront("早上"))
    chat.waits(minutes=40)
    late = chat.at()

    kept = chat.taps("存为补充资料")

    assert "不能算这次的,请重拍" in late.text
    assert "不算这次的凭证" in kept.text
    visit = chat.visits()[0]
    assert [i.slot for i in visit.items.values()] == ["extra"]
    assert "storefront" in {s.slot for s in visit.missing()}
    assert "已过期" in chat.taps("存为补充资料").text


def test_a_picture_that_arrives_late_says_so(chat: Chat) -> None:
    chat.at()
    sent_at = chat.clock.now()
    chat.waits(minutes=50)

    heard = chat.sends(storefront(), sent_at=sent_at)

    assert "①门头全景已收(延迟上传)" in heard.text
