"""Stores that are put into the day: 加一家 百合粮油; 新店 幸福里便利店."""

import re
from dataclasses import dataclass

from domain.numbers import plain

_LONGEST = 50
_NEW = r"(?:新店|新门店|新终端|新增门店|新增终端|新增一家店?|新增店铺|新开(?:了)?(?:一)?家(?:店)?|发现(?:了)?(?:一)?家新店|开拓(?:了)?(?:一)?家(?:新)?(?:店|终端)?|登记新店|录入新店|加(?:一)?家新店)"
_NAME = r"(?P<name>[^,?!]{2,24}?)"
_END = r"(?:吧|了|哦|啊|一下|谢谢|[.!])*"
_GRAMMAR = (
    (True, re.compile(rf"^/?(?:我|这边|这里|路上|今天|刚刚?|又)*{_NEW}(?:叫做?|名叫|是|名字叫|,|:|\s)*{_NAME}{_END}$")),
    (True, re.compile(rf"^(?:把)?{_NAME}(?:是)?(?:一)?家?新(?:开的)?店{_END}$")),
    (
        False,
        re.compile(
            rf"^/?(?:我|今天|明天|临时|想|要|再|顺便|顺路|帮我|给我|计划|里|,|\s)*(?:(?:加|多|添|插)(?:跑|去|访|拜访|上|进|个|一家|一个|家|店|入|,|:|\s)+){_NAME}(?:到|进)?(?:今天|明天)?(?:的)?(?:计划|行程)?(?:里|中)?{_END}$"
        ),
    ),
    (
        False,
        re.compile(
            rf"^(?:把|将)?{_NAME}(?:也)?(?:加|添|排|放|插)(?:到|进|入|上)(?:我)?(?:今天|明天)?(?:的)?(?:计划|行程|路线)?(?:里|中|里面)?(?:去|来)?{_END}$"
        ),
    ),
    (
        False,
        re.compile(rf"^(?:我)?(?:今天|明天)(?:我)?(?:还要|还想|也要|也想|顺便|顺路|再|加)(?:去|跑|拜访)(?:一下|一趟|下)?{_NAME}{_END}$"),
    ),
)  # fmt: skip
_SIGN = re.compile(r"新|[加添插排放多]|还要|还想|也要|也想|顺便|顺路|再去|再跑")
_NO_NAME = re.compile(
    r"\d\s*[箱瓶件包袋盒]|多少|几家|哪|什么|怎么|价格|报价|库存|订单|备注|标签|字段|照片|吗|群|好友|微信|负责人|业务员|^(?:一)?(?:家|个)$"
)
_TRIM = re.compile(r"^(?:一家|一个|家|叫|[,:\s\"「])+|[\s\"」]+$")


@dataclass(frozen=True, slots=True)
class Wish:
    """A store to be put into the day, by name as it was said."""

    name: str
    new: bool = False
    """The words say that no list has it."""


def parse(text: str) -> Wish | None:
    """Read a sentence whose day was taken out or not; ``None`` for any other."""
    said = plain(text)
    if len(said) > _LONGEST or not _SIGN.search(said):
        return None
    for new, grammar in _GRAMMAR:
        found = grammar.match(said)
        name = _TRIM.sub("", found["name"]) if found else ""
        if name:
            return None if _NO_NAME.search(name) or len(name) < 2 else Wish(name, new)  # noqa: PLR2004
    return None
