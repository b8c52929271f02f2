"""Text steps of a visit: what was talked about, what is next."""

import re
from collections.abc import Mapping
from typing import Any

from domain.evidence import Item, ItemState
from domain.numbers import plain
from domain.visits import Visit
from handlers.chat import News, Reply, Said
from handlers.flows.visit.board import board
from handlers.turn import Thread, Turn

_COMMAND = re.compile(
    r"^(?:/.*|帮助|菜单|进度|同步|到哪了|还[差缺][什啥].*|差什么|继续.{0,2}|接着来|雷达图?.*|今天跑哪几家|计划|行程"
    r"|到店.*|签到|打卡|拜访.{1,12}|.{0,6}提交.{0,3}|登录链接.*|作废链接.*|取消.{0,4}|放弃.{0,4}|撤回.{0,8}|重来)[?!.]?$"
)
"""What is no 拜访纪要, however short a note may be."""


def is_command(said: str) -> bool:
    """Whether the words ask for something else than what the open question is about."""
    return bool(_COMMAND.match(said))


def noted(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """A text step of a 客户拜访, unless the words are a command."""
    said, slot = plain(event.text), args["slot"]
    if not said or is_command(said):
        return None
    turn.answered(thread)
    visit.put(
        Item(
            id=turn.ids.new(),
            slot=slot,
            state=ItemState.ACCEPTED,
            at=event.message.at,
            received_at=event.message.received_at,
            source=event.message.id,
            text=event.text.strip(),
        )
    )
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, [News("visit/news/noted", {"title": visit.form.step(slot).title})])]
