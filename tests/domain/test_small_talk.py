"""Small talk is told from everything that a visit may be told."""

import pytest

from domain.small_talk import asks_price, small_talk


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("今天天气不错", "weather"),
        ("今天38度", "weather"),
        ("外面好冷啊", "weather"),
        ("下雨了", "weather"),
        ("谢谢", "thanks"),
        ("好的,辛苦了!", "thanks"),
        ("收到", "fine"),
        ("哈哈哈", "laugh"),
        ("等我5分钟", "wait"),
        ("稍等", "wait"),
        ("我先吃个饭", "wait"),
        ("我有点饿了", "tired"),
        ("吃饭了吗", "meal"),
        ("你是机器人吗", "hello"),
    ],
)
def test_small_talk_has_a_topic(words: str, topic: str) -> None:
    assert small_talk(words) == topic


@pytest.mark.parametrize(
    "words",
    [
        "我跑了3家",
        "老板不在",
        "238 12箱",
        "12.8",
        "天气原因改期",
        "等客户回复",
        "下周三再来",
        "谈了价格和账期",
        "今天天气不错,跟张总聊了新品上架的事,下周再去",
    ],
)
def test_what_says_more_is_no_small_talk(words: str) -> None:
    assert small_talk(words) is None


@pytest.mark.parametrize("words", ["S7-1500多少钱", "238现在什么价?", "青花椒怎么卖"])
def test_a_question_about_a_price(words: str) -> None:
    assert asks_price(words)


@pytest.mark.parametrize("words", ["客户问238多少钱", "多少钱", "238 12箱", "谈了238多少钱,下周定"])
def test_no_question_about_a_price(words: str) -> None:
    assert not asks_price(words)
