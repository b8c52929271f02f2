"""Small talk: short sentences about nothing that a visit asks for."""

import re
from collections.abc import Mapping

from domain.numbers import plain

_LONGEST = 16
_END = r"[!.~,\s啊呀呢吧哈哦了的啦嘛]*$"
_TOPICS: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(rf"^(?:{words}){_END}", re.IGNORECASE)
    for topic, words in {
        "weather": r"(?:今天|今早|外面|这边|这天|这里|真|好|又|的|,)*(?:天气?|气温|太阳|下雨|下雪|刮风|雨|雪|风|[热冷晒闷]|零下|[23]\d度)"
        r"(?:天气?|很|真|太|好|有点|挺|不错|热|冷|晒|闷|大|阴|晴|凉快|舒服|死|极|[\d零一二三四五六七八九十]+|度|[,。])*",
        "thanks": r"(?:好的?,?)?(?:谢谢|多谢|感谢|辛苦|thanks?|3q)(?:你|您|大家|小助手|老师|哈)*",
        "fine": r"(?:对|对的|没错|是的|好|好的|好嘞|好滴|行|可以|嗯|哦|噢|收到|明白|知道|了解|ok|okay|没问题|没事|👌|👍)+",
        "laugh": r"[哈呵嘿嘻]{2,}|666+|[😂😄😁🤣]+",
        "wait": r"(?:请?稍等(?:一?下|会儿?|片刻)?|请?稍?等(?:我|一?下|会儿?|等|一会儿?|[\d一二两三五十半]+个?(?:分钟|小时|秒))+|马上(?:来|好|到)?|一会儿?再(?:说|来|拍|弄)"
        r"|(?:我)?(?:先|去)+(?:吃|喝|上|接|打|开|忙|休息|抽)[^\d]{0,6}|我?(?:先)?忙一下)",
        "tired": r"(?:我|有点|今天|好|真|太|很)*(?:累|饿|困|渴|烦|热死|累死|饿死)+",
        "meal": r"(?:你|您)?(?:吃|喝)(?:饭|早饭|午饭|晚饭|水)?(?:了)?(?:吗|没|没有)[?]?|(?:你|您)?吃(?:饭|过)了?[吗没]?[?]?",
        "hello": r"(?:(?:你|您|大家)好|早|早上好|上午好|中午好|下午好|晚上好|嗨|hi|hello|哈喽|你?是?(?:谁|机器人)吗?|在不在|你是谁)[?]?",
    }.items()
}

_ASKS_PRICE = re.compile(
    r"^(?!.*(?:客户|他|她|对方|老板|问)).{1,24}(?:多少钱|[什啥]么?价|价格(?:是|为)?多少|怎么卖|卖多少)[^,]{0,4}$"
)
"""A question to us, not a report of one."""


def asks_price(text: str) -> bool:
    """Whether somebody asks what a product costs: ``S7-1500多少钱``."""
    return bool(_ASKS_PRICE.match(plain(text)))


def small_talk(text: str) -> str | None:
    """What a sentence chats about: weather, thanks, fine, laugh, wait …; ``None`` when it says more."""
    said = plain(text)
    if len(said) > _LONGEST:
        return None
    return next((topic for topic, words in _TOPICS.items() if words.match(said)), None)
