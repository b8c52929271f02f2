"""Commands: Latin names for menus that take no others, and the words that they stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.people import Role

_LEADERS = frozenset({Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE})


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu; typing it is saying its words."""

    name: str
    """``[a-z0-9_]``, as Telegram wants it."""
    words: str
    about: str
    roles: frozenset[Role] = frozenset(Role)
    """Whose menu shows it, where menus can differ."""


COMMANDS: Sequence[Command] = (
    Command("plan", "今天跑哪几家", "今天要跑的店", frozenset({Role.REP, Role.MANAGER})),
    Command("progress", "进度", "这家店还差什么", frozenset({Role.REP, Role.MANAGER})),
    Command("submit", "提交", "完成这次拜访", frozenset({Role.REP, Role.MANAGER})),
    Command("resume", "继续", "接着做没完成的拜访", frozenset({Role.REP, Role.MANAGER})),
    Command("undo", "撤回", "撤回上一条", frozenset({Role.REP, Role.MANAGER})),
    Command("radar", "雷达图", "过程健康度", _LEADERS),
    Command("review", "待复核", "要您看的照片和申请", _LEADERS),
    Command("account", "我的账号", "绑定了哪些聊天账号"),
    Command("help", "帮助", "我能做什么"),
)
_BY_NAME = {command.name: command for command in COMMANDS}
_TYPED = re.compile(r"/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


def spelled_out(text: str) -> str:
    """A typed command as the words that it stands for; any other text as it is."""
    typed = _TYPED.fullmatch(text.strip())
    command = _BY_NAME.get(typed[1].lower()) if typed else None
    if typed is None or command is None:
        return text
    return f"{command.words} {typed[2]}".strip() if typed[2] else command.words


def named(name: str) -> Command | None:
    """The command of a menu's entry."""
    return _BY_NAME.get(name)
