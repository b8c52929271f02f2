"""S04, S07: pictures that are passed on, of another day, or used before."""

import pytest

from domain.evidence import Cause
from tests.chat import OTHER_REP, REP
from tests.drivers.wire import WireChat
from tests.fakes import storefront
from tests.scenarios.steps import NEXT_STORE, STORE_NAME, until

COPY = "aaaaaaaaaaaaaaaa"


def causes(chat: WireChat, visit: int = 0) -> list[Cause | None]:
    return [i.cause for i in chat.visits()[visit].items.values() if i.slot == "storefront"]


def test_what_was_passed_on_is_no_evidence_and_nobody_is_named(chat: WireChat) -> None:
    if not chat.can("forward"):
        pytest.skip("no forward is marked here; whose picture it was is told all the same (below)")

    place = chat.forwards_place()
    none = chat.visits()
    chat.at()
    heard = chat.sends(storefront(), provenance="forwarded")
    saved = chat.sends(storefront())
    live = chat.sends(storefront("现场"))

    assert place.text == "转发的位置不算到店。请发送您现在的位置。"
    assert not none
    assert "转发的照片不能作为拜访凭证,请现场拍" in heard.text
    assert OTHER_REP not in heard.text
    assert "转发的照片不能作为拜访凭证" in saved.text
    assert "☑①门头全景" in live.text
    assert causes(chat) == [Cause.FORWARDED, Cause.FORWARDED, None]


def test_a_file_with_an_old_date_is_named_by_its_date(chat: WireChat) -> None:
    if not chat.can("file"):
        pytest.skip("a picture comes as a picture here")
    chat.at()

    heard = chat.sends_file(storefront(taken_at="2025-06-01T09:00:00"))

    assert "非现场拍摄(2025-06-01)" in heard.text
    assert causes(chat) == [Cause.NOT_LIVE]


def test_the_picture_of_one_store_does_not_show_another(chat: WireChat) -> None:
    chat.at()
    chat.sends(storefront("原图", phash=COPY, dhash=COPY))
    chat.at(NEXT_STORE)

    same = chat.sends(storefront("原图", phash=COPY, dhash=COPY))
    squeezed = chat.sends(storefront("压缩过", phash=COPY[:-1] + "b", dhash=COPY))
    chat.sends(storefront("现场"))

    assert f"{STORE_NAME}照片重复" in same.text
    assert "与今天10:02" in same.text
    assert "照片重复" in squeezed.text
    assert causes(chat, 1) == [Cause.REUSED_ELSEWHERE, Cause.REUSED_ELSEWHERE, None]


def test_a_colleagues_picture_is_refused_without_saying_whose(chat: WireChat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.at(who=OTHER_REP)

    heard = chat.sends(storefront(), who=OTHER_REP)

    assert "这张照片之前已经用过,请现场拍" in heard.text
    assert REP not in heard.text


def test_yesterdays_picture_is_asked_for_anew_neutrally_and_then_reviewed(chat: WireChat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.says("放弃 店家关门")
    until(chat, 1, "10:00")
    chat.at()

    first = chat.sends(storefront())
    second = chat.sends(storefront())

    assert "照片与前几天高度相似,请补拍" in first.text
    assert "①门头全景先收下,待主管看(与前几天高度相似)" in second.text
    assert "作弊" not in first.text + second.text
