"""The manager's queue: what waits for him, in which words it is asked for, and whose it is."""

import pytest

from tests.chat import MANAGER, Chat
from tests.fakes import shelf
from tests.handlers.test_review import DIRECTOR, OTHER_MANAGER, explain_front


@pytest.mark.parametrize(
    "words",
    ["待复核", "复核", "审核", "有什么要我看的", "有没有要我审的?", "还有几个没审核", "有要我批的吗",
     "看看待复核的照片", "今天有哪些要审核", "待审核列表", "有什么需要我处理的吗", "待处理", "我这边有待审的吗",
     "今日待审", "今日待办", "需要我处理的", "帮我看看还有啥要批", "等我审批的有哪些", "叶小满今天的都通过"],
)  # fmt: skip
def test_the_queue_is_asked_for_in_many_words(chat: Chat, words: str) -> None:
    explain_front(chat)
    chat.sends(shelf())
    chat.says("无竞品")
    chat.sends(shelf("空货架"))

    heard = chat.says(words, who=MANAGER)

    assert heard.text.startswith("待复核2条")
    assert "1. 11-23 10:02 叶小满 湖畔生活超市 ①门头全景:拍不了(逆光,玻璃反光)" in heard.text
    assert "2. 11-23 10:02 叶小满 湖畔生活超市 ③竞品价格:店里没有竞品" in heard.text
    assert heard.buttons == ["1 湖畔生活超市 门头全景", "2 湖畔生活超市 竞品价格"]
    assert len(heard.parcels[-1].lasting) == 2


@pytest.mark.parametrize("words", ["复核人是谁", "审核一下昨天的合同条款", "我看看雷达图", "帮助"])
def test_other_words_open_no_queue(chat: Chat, words: str) -> None:
    assert "没有待复核" not in chat.says(words, who=MANAGER).text


def test_a_number_opens_the_card_and_the_next_one_is_offered(chat: Chat) -> None:
    explain_front(chat)
    chat.sends(shelf())
    chat.says("无竞品")
    chat.sends(shelf("空货架"))
    chat.says("待复核", who=MANAGER)

    card = chat.says("2", who=MANAGER)
    other = chat.says("白一鸣那张图通过", who=MANAGER)
    done = chat.taps("通过", who=MANAGER)
    rest = chat.taps("下一条", who=MANAGER)

    assert "③竞品价格" in card.text
    assert other.text == "没有待复核的。"
    assert "还有1条" in done.text
    assert "①门头全景" in rest.text


def test_the_queue_is_that_of_the_own_district(chat: Chat) -> None:
    explain_front(chat)

    own = chat.says("待复核", who=MANAGER).text
    other = chat.says("待复核", who=OTHER_MANAGER).text
    above = chat.says("待复核", who=DIRECTOR).text
    rep = chat.says("待复核").text

    assert "①门头全景" in own
    assert other == "没有待复核的。"
    assert "①门头全景" in above
    assert rep.startswith("您有1项在等主管看")


def test_nobody_decides_about_his_own_visit(chat: Chat) -> None:
    chat.who = MANAGER
    explain_front(chat)

    assert chat.says("待复核").text == "没有待复核的。"
    assert chat.history[-2].person_id == chat.person_id(DIRECTOR)
