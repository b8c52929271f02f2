"""What should not have been said here: each gets its own answer and the next thing, nothing is lost."""

import pytest

from bot.channels.base import Parcel
from tests.chat import MANAGER, OTHER_REP, Chat, Heard
from tests.fakes import price_tag, shelf, storefront

# A kind of message where another is due


def test_a_voice_note_in_a_visit_is_answered_with_what_is_asked_now(chat: Chat) -> None:
    assert chat.speaks().text == "语音暂不可用,请打字。"

    chat.at()
    heard = chat.speaks()

    assert heard.text.startswith("语音暂不可用,请打字。")
    assert "☐①门头全景" in heard.text


@pytest.mark.parametrize("name", ["报表.xlsx", "手册.pdf", "说明.docx", "x.bin", "片.mp4"])
def test_a_document_in_a_visit_is_answered_with_a_photo_please(chat: Chat, name: str) -> None:
    chat.at()
    chat.sends(storefront())
    before = chat.state()

    heard = chat.uploads(name, f"PK {name}".encode())

    assert f"「{name}」" in heard.text
    assert "请直接拍照发" in heard.text
    assert "权限" not in heard.text
    assert "☑①门头全景" in heard.text
    assert len(heard) == 1
    assert chat.state() == before


def test_who_may_import_still_imports_during_his_own_visit(chat: Chat) -> None:
    chat.at(who=MANAGER)

    heard = chat.uploads("手册.pdf", b"%PDF-1.7\n\0\xe2\xe3", who=MANAGER)

    assert "「手册.pdf」打不开" in heard.text


@pytest.mark.parametrize("text", ["[微笑]", "😀", "👍👍", "。", "???", "[动画表情]", "/:rose"])
def test_a_sticker_is_answered_with_what_is_asked_now(chat: Chat, text: str) -> None:
    chat.at()

    heard = chat.says(text)

    assert "☐①门头全景" in heard.text


def test_a_place_in_a_price_step_asks_for_the_price_again(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf(), album="al")
    chat.says("516 12箱,127 6箱,233 3箱")
    asked = chat.sends(price_tag("望海牌鲜味生抽1L", "13.80"))
    before = chat.state()

    heard = chat.at()

    assert "确认" in asked.buttons
    assert "确认" in heard.buttons
    assert "对吗" in heard.text
    assert chat.state() == before


def test_a_photo_and_a_place_in_a_text_step_ask_for_the_words_again(chat: Chat) -> None:
    who = "穆青山"
    opened = _at_a_customer(chat, who)
    asked = chat.sends(storefront(), who=who)
    before = chat.state()

    photo = chat.sends(shelf(), who=who)
    voice = chat._arrives("voice", {"sha256": chat.app.blobs.put(b"OggS")}, who=who)
    document = chat.uploads("报价.pdf", b"%PDF-1.7", who=who)
    noted = chat.says("见了采购经理,谈了新品试用", who=who)

    assert opened
    assert "见了谁" in asked.text
    assert all("见了谁" in heard.text for heard in (photo, voice, document))
    assert "拍照" not in document.text
    assert chat.state() != before
    assert "下一步做什么" in noted.text


def _at_a_customer(chat: Chat, who: str) -> Heard:
    customer = next(
        c
        for c in chat.on_database(lambda work: list(work.directory.customers.values()))
        if c.owner_id == chat.person_id(who)
    )
    chat.says(f"拜访 {customer.name}", who=who)
    return chat.at(who=who)


# Buttons


@pytest.mark.parametrize("token", ["999999-0", "1-99", "abc", "0-0", "1-0-0", "x" * 60, "-", "1-"])
def test_a_made_up_button_is_said_to_be_over(chat: Chat, token: str) -> None:
    chat.at()
    before = chat.state()

    heard = chat.presses(token)

    assert "已过期" in heard.text
    assert chat.state() == before


def test_somebody_elses_button_does_nothing(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf(), album="al")
    chat.says("516 12箱,127 6箱,233 3箱")
    asked = chat.sends(price_tag("望海牌鲜味生抽1L", "13.80"))
    token = dict(asked.parcels[-1].buttons)["确认"]
    before = chat.state()

    heard = chat.presses(token, who=OTHER_REP)

    assert heard.text == "这个按钮不是给您的。"
    assert chat.state() == before


def test_a_button_pressed_hundreds_of_times_acts_once(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf(), album="al")
    chat.says("516 12箱,127 6箱,233 3箱")
    asked = chat.sends(price_tag("望海牌鲜味生抽1L", "13.80"))
    token = dict(asked.parcels[-1].buttons)["确认"]
    chat.presses(token)
    once = chat.state()

    for number in range(250):
        chat._post("press", {"token": token}, key=f"again{number}")
    heard = chat.settle()

    assert chat.state() == once
    assert "已过期" in heard.parcels[0].text
    assert chat.on_database(lambda work: work.inbox.parked()) == []


def test_a_stranger_learns_nothing(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    token = f"{chat.history[-1].out_id}-0"
    before = chat.state()
    answers: tuple[Parcel, ...] = ()

    for kind, body in (
        ("said", {"text": "叶小满在哪家店"}),
        ("press", {"token": token}),
        ("place", {"lat": 31.3196, "lon": 120.6773, "datum": "wgs84", "live": True}),
        ("photo", {"sha256": chat.app.blobs.put(storefront().data)}),
        ("voice", {"sha256": chat.app.blobs.put(b"OggS")}),
        ("file", {"sha256": chat.app.blobs.put(b"PK"), "name": "x.xlsx"}),
    ):
        chat.waits(minutes=11)  # sooner than that nothing is answered at all
        answers += chat._arrives(kind, body, who="nobody").parcels

    assert len(answers) == 6
    assert {p.text for p in answers} == {answers[0].text}
    assert answers[0].text.startswith("您好,我还不认识您。")
    assert not any(p.buttons or p.image for p in answers)
    assert chat.state() == before
