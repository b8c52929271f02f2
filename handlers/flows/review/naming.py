"""Whose item is meant: 「孙丽这张图通过」 shows it; nothing is decided by typing."""

import re

from domain.numbers import plain
from handlers.turn import Turn

_DECIDES = re.compile(r"通过|退回|放行|批|同意|审|复核|处理|看过|过一?下|过目")
_BESIDE = re.compile(
    r"[把将给让请帮我替看的地得那这个张家条次份单都全一下了吧呢啊吗来去,.!?:、\s]"
    r"|今天|今日|昨天|刚才|刚刚|上午|下午|早上|可以|没问题|图|图片|照片|门头|货架|价签|价格|库存|定位|位置|跳过|请假|调休|特价|豁免|补录|申请|拜访|待|全部|所有|标记|直接"
)
_LONGEST = 24


def named_in(turn: Turn, text: str) -> str | None:
    """Id of the person whose item the words tell to decide; ``None`` when they tell no such thing."""
    said = plain(text)
    if len(said) > _LONGEST or not _DECIDES.search(said):
        return None
    people = turn.directory.organisation.people.values()
    named = [p for p in people if p.id != turn.person.id and plain(p.name) in said]
    if len(named) != 1:
        return None
    left = _BESIDE.sub("", _DECIDES.sub("", said.replace(plain(named[0].name), "")))
    return None if left else named[0].id
