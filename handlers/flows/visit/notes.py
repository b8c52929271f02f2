"""Text steps of a visit: what was talked about, what is next."""

import re
from collections.abc import Mapping
from typing import Any

from domain.catalogue import Catalogue
from domain.evidence import Item, ItemState
from domain.money import typed_price_fen
from domain.numbers import plain
from domain.small_talk import asks_price, small_talk
from domain.stock import parse_stock
from domain.undoing import parse_undo
from domain.visits import Visit
from handlers.chat import News, Reply, Said
from handlers.flows.visit.board import board
from handlers.flows.visit.late import made_up
from handlers.turn import Thread, Turn

GIVE_UP = re.compile(
    r"放?弃(?:掉|(?=了))?(?:这家|那家|这次|本次|这个)?(?:店|门店|拜访)*(?:吧|了|算了)*"
    r"|(?:这家|那家|这次|今天)?店?(?:先|就)?不(?:想|用|打算)?(?:再)?(?:做|跑|拜访|去|弄|干|搞)"
    r"(?:(?:这家|那家|这个|这次)(?:店|门店|拜访)*[了吧啦]*|[了吧啦]+)"
    r"|(?<!步)(?:(?:做|跑|拜访|弄|搞|完成)不(?:了|成|下去)|没法(?:再)?(?:做|跑|拜访|弄|搞))[了啊]*"
    r"|(?:取消|作废|终止|撤销|跳过)掉?(?:(?:这家|那家|这次|本次)(?:店|门店|拜访|的)*|拜访)[吧了]*"
    r"|(?:这家|那家|这次|这单)(?:店|门店|拜访)*(?:作废|算了|取消|跳过)[吧了]*"
)
"""The wish to end a visit without closing it."""
_SHORT_WISH = 12
_NO_PRODUCTS = Catalogue({})
_NO_REASON = re.compile(r"[?吗]|^(?:好|好的|嗯|行|知道了?|收到|ok|没有?|无|不是)[的了呀啊!.]*$")
_SHORTEST, _LONGEST = 2, 100
_COMMAND = re.compile(
    r"^(?:/.*|帮助|菜单|进度|同步|到哪了|还[差缺][什啥].*|差什么|继续.{0,2}|接着来|雷达图?.*|今天跑哪几家|计划|行程"
    r"|到店.*|签到|打卡|拜访.{1,12}|.{0,6}提交.{0,3}|登录链接.*|作废链接.*|取消.{0,4}|放弃.{0,4}|补录.{0,4}|重来)[?!.]?$"
)
"""What is no 拜访纪要, however short a note may be."""


def is_command(said: str) -> bool:
    """Whether the words ask for something else than what the open question is about."""
    wish = len(said) <= _SHORT_WISH and GIVE_UP.match(said)
    undo = parse_undo(said, _NO_PRODUCTS)
    return bool(_COMMAND.match(said) or wish or (undo and not undo.loose))


def is_reason(said: str) -> bool:
    """Whether plain words can stand as a reason for something."""
    return _SHORTEST <= len(said) <= _LONGEST and not _NO_REASON.search(said)


def shows_something(turn: Turn, said: str) -> bool:
    """Whether plain words are a count or a price, and no reason for anything."""
    return typed_price_fen(said) is not None or bool(parse_stock(said, turn.directory.catalogue))


def noted(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """A text step of a 客户拜访, unless the words are a command."""
    said, slot = plain(event.text), args["slot"]
    if not said or is_command(said) or asks_price(said) or small_talk(said) is not None:
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
    made_up(turn, visit, event.message.id)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, [News("visit/news/noted", {"title": visit.form.step(slot).title})])]
