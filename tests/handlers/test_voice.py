"""Voice notes: what was heard arrives as an event, what was not is said and typed instead."""

import pytest

from tests.chat import REP, Chat
from tests.fakes import shelf, storefront


@pytest.fixture
def hearing(chat: Chat) -> Chat:
    """A company whose engine hears."""
    chat.hearer.off = False
    return chat


def test_a_note_arrives_as_what_was_heard(hearing: Chat) -> None:
    heard = hearing.speaks("查一下减盐老抽的报价")

    assert any("我听到:查一下减盐老抽的报价" in parcel.text for parcel in heard.parcels)


@pytest.mark.parametrize(
    ("fails", "words"),
    [
        ("no_speech", "没听清,请再说一次或打字。"),
        ("too_long", "语音最长2分钟,这段超过了。请分成几段说,或打字。"),
        ("too_large", "语音文件太大,听不了。请分成几段说,或打字。"),
        ("unsupported:SILK", "这段语音是SILK格式,打不开。请按住话筒录一段发来,或打字。"),
        ("unsupported:", "这段语音打不开。请按住话筒录一段发来,或打字。"),
        ("broken", "语音没传完整,请再说一次或打字。"),
        ("timeout", "没听清,请再说一次或打字。"),
    ],
)
def test_what_was_not_heard_is_said_with_what_to_do(hearing: Chat, fails: str, words: str) -> None:
    heard = hearing.speaks(fails=fails)

    assert [p.text for p in heard.parcels] == [words]


def test_without_an_engine_a_note_is_typed(chat: Chat) -> None:
    assert chat.speaks("到店").text == "语音暂不可用,请打字。"


def test_a_note_nobody_could_hear_leaves_the_visit_as_it_was(hearing: Chat) -> None:
    hearing.at()
    hearing.sends(storefront(), shelf(), album="al")
    before = hearing.state()

    heard = hearing.speaks(fails="no_speech")

    assert heard.text.startswith("没听清,请再说一次或打字。")
    assert "☑①门头全景" in heard.text
    assert hearing.state() == before


def test_the_engine_listens_for_the_names_of_the_writers_day(hearing: Chat) -> None:
    hearing.speaks("到了", who=REP)

    (words,) = hearing.hearer.listened_for
    assert words[0] == "湖畔生活超市"
    assert "减盐老抽" in words
    assert len(words) <= 20


def test_the_same_note_is_heard_once(hearing: Chat) -> None:
    hearing.speaks("今天跑哪几家")
    hearing.speaks("今天跑哪几家")

    assert len(hearing.hearer.listened_for) == 1
