"""What was heard: shown with the answer where that does no harm, asked first where it may."""

import pytest

from tests.chat import Chat
from tests.handlers.asking import KEY_REP

ASKED = "我听到:{}\n对吗?"
NOTE = "渔歌餐饮方总说要换供应商"


@pytest.fixture
def hearing(chat: Chat) -> Chat:
    """A newcomer whose voice notes are heard."""
    chat.hearer.off = False
    return chat


def test_a_question_is_echoed_and_answered_at_once(hearing: Chat) -> None:
    heard = hearing.speaks("减盐老抽多少钱")

    echo, card = heard.parcels
    assert echo.text == "我听到:减盐老抽多少钱"
    assert [label for label, _ in echo.buttons] == ["改", "重说"]
    assert card.text.startswith("减盐老抽500ml")


def test_a_question_in_a_visit_is_answered_and_leads_back(hearing: Chat) -> None:
    hearing.at()

    heard = hearing.speaks("减盐老抽还有货吗")

    assert heard.parcels[0].text == "我听到:减盐老抽还有货吗"
    assert heard.text == "回到 湖畔生活超市 第①步 门头全景。"


def test_a_newcomers_note_is_asked_first(hearing: Chat) -> None:
    asked = hearing.speaks(NOTE)

    assert asked.text == ASKED.format(NOTE)
    assert asked.buttons == ["对", "改", "重说"]


def test_what_is_right_goes_on_as_if_typed(hearing: Chat) -> None:
    hearing.speaks("到店湖畔生活超市")
    assert hearing.visits() == []

    heard = hearing.taps("对")

    assert heard.text.startswith("好,开始湖畔生活超市。")


def test_a_veterans_note_is_taken_at_once_and_can_be_taken_back(hearing: Chat) -> None:
    heard = hearing.speaks(NOTE, who=KEY_REP)

    assert [p.text for p in heard.parcels] == [
        f"我听到:{NOTE}",
        "已记: 渔歌餐饮管理 方建平 · 意向更换供应商",
    ]
    assert hearing.says("撤回", who=KEY_REP).text.startswith("已撤回")


def test_a_veteran_starts_no_visit_by_a_note_unasked(hearing: Chat) -> None:
    heard = hearing.speaks("到店湖畔生活超市", who=KEY_REP)

    assert heard.text == ASKED.format("到店湖畔生活超市")


def test_what_was_badly_heard_is_asked_even_if_it_only_asks(hearing: Chat) -> None:
    hearing.hearer.confidence = 0.3

    asked = hearing.speaks("减盐老抽多少钱")

    assert asked.text == ASKED.format("减盐老抽多少钱")
    assert hearing.taps("对").text.startswith("减盐老抽500ml")


def test_wrong_words_are_typed_as_they_were_meant(hearing: Chat) -> None:
    hearing.speaks("减盐老抽多少钱")

    asked = hearing.taps("改")
    told = hearing.says("头道鲜生抽多少钱")

    assert asked.text == "刚才听到:减盐老抽多少钱\n对的怎么说?打字发来。"
    assert told.text.startswith("头道鲜生抽1L")


def test_said_again_nothing_is_done_with_the_first(hearing: Chat) -> None:
    hearing.speaks(NOTE)

    assert hearing.taps("重说").text == "好,再说一次,靠近话筒慢一点。"
    assert len(hearing.speaks("减盐老抽多少钱")) == 2


def test_what_is_unclear_is_confirmed_before_it_is_asked(hearing: Chat) -> None:
    heard = hearing.speaks("湖畔生活超市今天拜访了吗")

    assert heard.text == ASKED.format("湖畔生活超市今天拜访了吗")
