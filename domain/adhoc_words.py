"""Stores that are put into the day: 加一家 百合粮油; 新店 幸福里便利店."""

import re
from dataclasses import dataclass

from domain.endings import without_end
from domain.numbers import plain

_LONGEST = 50
# No star below holds words that can be read in two ways: a long sentence then ends in linear time.
_NAME = r"(?P<name>[^,?!]{2,24}?)"
_ENDS = ("谢谢", "一下", "吧", "了", "哦", "啊", "哈", "呢", ",", ".", "!")
_NEW = (
    r"(?:新(?:增|开|开了|加|加了|发现|发现了|拓|拓了)?(?:一?家|一个)?(?:店铺|门店|终端|店)(?!里)|(?:新增|新开|新开了|新拓|新拓了)一?家"
    r"|(?:发现|发现了|登记|录入|加|加了|开拓|开拓了|碰到|碰到了|看到|看到了|开发|开发了)(?:一?家|一个)?新(?:开的)?(?:店铺|门店|终端|店)"
    r"|(?:开拓|开拓了|开发了)一?家(?:店|终端)?)"
)
_DAY = r"(?:今天|今日|明天|明日|后天)"
_PUT = r"[加添排放插]"
_GRAMMAR = (
    (
        True,
        re.compile(
            rf"/?(?:我们|我|这边|这里|路上|今天|刚刚|刚才|刚|又|还|要|想|申请|帮我|请|,|\s)*+{_NEW}(?:登记|录入|申请|名字叫|名字是|店名是|店名|叫做|叫作|叫|名叫|是|[,:\s])*+{_NAME}"
        ),
    ),
    (True, re.compile(rf"(?:把)?{_NAME}(?:是)?(?:一)?[家个]?新(?:开的)?(?:门)?店")),
    (
        False,
        re.compile(
            rf"/?(?:我|{_DAY}|临时|想|要|再|顺便|顺路|帮我|给我|请|计划|里|[,\s])*+[加多添插]"
            r"(?=跑|去|拜访|访|上|进|入|个|一家|一个|一下|家|店|[,:\s])(?:跑|去|拜访|访|上|进|入)?(?:一下|一趟)?[,:\s]*+"
            rf"(?:一家|一个|个|家(?!乐|家))?(?:店(?![里铺]))?[,:\s]*+叫?{_NAME}[到进]?{_DAY}?的?(?:计划|行程)?[里中]?"
        ),
    ),
    (
        False,
        re.compile(
            rf"(?:帮我|请|麻烦|,|\s)*+[把将]?{_NAME}也?{_PUT}[到进入上](?:我)?的?{_DAY}?的?(?:计划|行程|路线|名单)?(?:里面|里|中)?[去来]?"
        ),
    ),
    (
        False,
        re.compile(
            rf"(?:我|今天|想|要|还|,|\s)*+再(?:跑|去|拜访)(?:一家|一个|家)店?[,:\s]*+{_NAME}"
        ),
    ),
    (
        False,
        re.compile(
            rf"我?{_DAY}我?(?:还得|还要|还想|也要|也想|顺便|顺路|再|加)(?:去|跑|拜访)(?:一下|一趟|下)?{_NAME}"
        ),
    ),
)  # fmt: skip
_BARE = re.compile(
    rf"/?(?:我们|我|这边|这里|路上|今天|刚刚|刚才|刚|又|还|要|想|申请|帮我|请|,|\s)*+(?:{_NEW}"
    r"|(?:发现|碰到|看到|路过)了?一?[家个](?:没录入|没登记|没收录|(?:系统|名单|门店表|列表|表)里?没有|不在(?:系统|名单|门店表|列表|表)里?)的?小?(?:新店|门店|店|超市|便利店))"
)
_MORE = re.compile(r",(?=就?在|地址|位置|电话|老板|店主|联系人|旁边)")
_OTHERWISE = re.compile(
    r"(?:(?:都不是|都不对|不是的|不是|不对|没有|都没有)[,.!\s]*+(?:就是|这是|是)?(?:一?家|一个)?|(?:就是|这是|是)(?:一?家|一个)?)新(?:开的)?门?店"
    r"|(?:都不是|都不对|都没有)[,.!\s]*+(?:(?:我要|请|帮我)?(?:申请)?加新店|申请)?"
)
_SIGN = re.compile(
    r"没录入|没登记|没收录|没有的|不在|新|[加添插排放多]|还要|还想|也要|也想|顺便|顺路|再去|再跑"
)
_NO_NAME = re.compile(
    r"\d\s*[箱瓶件包袋盒]|多少|几家|哪|什么|怎么|价格|报价|库存|订单|备注|标签|字段|照片|吗|群|好友|微信|负责人|业务员|^(?:的|没|要不|能不|可以|也|还|都)|有没有|^(?:[这那][是家]?|所有|全部|本月|本周|上月|片区|今天|昨天|最近|[一两]?[次趟下遍]|一?[家个]店?)$"
)
_TRIM = re.compile(r"^(?:一家|一个|叫|[,:\s\"「])++|[\s\"」]++$")


@dataclass(frozen=True, slots=True)
class Wish:
    """A store to be put into the day, by name as it was said; of a new one it may be empty."""

    name: str
    new: bool = False
    """The words say that no list has it."""
    more: str = ""
    """What is said of it beside its name: an address, a telephone number."""


def parse(text: str) -> Wish | None:
    """Read a sentence whose day was taken out or not; ``None`` for any other."""
    said = plain(text)
    if len(said) > _LONGEST or not _SIGN.search(said):
        return None
    core = without_end(said, _ENDS)
    if _BARE.fullmatch(core):
        return Wish("", new=True)
    core, *told = _MORE.split(core, maxsplit=1)
    more = told[0] if told else ""
    for new, grammar in _GRAMMAR:
        found = grammar.fullmatch(core)
        name = _TRIM.sub("", found["name"]) if found else ""
        if name:
            return None if _NO_NAME.search(name) or len(name) < 2 else Wish(name, new, more)  # noqa: PLR2004
    return None


def otherwise(text: str) -> bool:
    """Whether 「都不是,是新店」 says that none of what was offered is meant."""
    said = plain(text)
    return len(said) <= _LONGEST and bool(_OTHERWISE.fullmatch(without_end(said, _ENDS)))
