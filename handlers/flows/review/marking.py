"""「标记」: to come back to, with a note; what waits for a decision goes on waiting."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.needing_eyes import MARKED, Mark
from domain.numbers import plain
from handlers.chat import Pressed, Reply, Said
from handlers.flows.review.asking import asks_for_queue
from handlers.flows.review.cases import done, note, open_case
from handlers.reviewing import where
from handlers.turn import Thread, Turn

NOTE = "note"
"""The question for a note."""
_LONGEST = 100
_NO_NOTE = re.compile(
    r"^/|[?吗]$|^(?:不用|不写|没有?|无|算了|好的?|嗯|行|是|确认|ok|谢谢)[了吧的,.!]*$"
    r"|^(?:下一条|通过|退回|看过|标记|豁免|不豁免|批准|不批准|帮助|菜单|进度|继续|提交|到店|拜访|补录|放弃|行程|计划|今天|日报|周报|月报|邀请|导出|把)|雷达|跑哪几家|待复核|交给|换给|闭环率|排行|简报"
)


def on_mark(turn: Turn, event: Pressed) -> list[Reply]:
    """「标记」."""
    case, over = open_case(turn, event.args)
    if case is None:
        return over
    item = case.first
    mark = Mark(
        item_id=item.id,
        visit_id=case.visit.id,
        kind=MARKED,
        by=turn.person.id,
        at=turn.now,
    )
    turn.work.reviews.mark(mark)
    note(turn, case, "review_marked")  # it stays open, and so does its time
    turn.ask_which(turn.enter("review", item.id), NOTE, visit=case.visit.id, item=item.id)
    facts = {**where(turn, case), "pending": case.look is None}
    return [done(turn, "review/marked", facts, case)]


def noted(turn: Turn, thread: Thread, args: Mapping[str, Any], event: Said) -> list[Reply] | None:
    """A note on what was marked; words that want something else are left to who can use them."""
    said = plain(event.text)
    turn.leave(thread.flow, thread.subject)
    mark = turn.work.reviews.marks_of([args["visit"]]).get(args["item"])
    unfit = not said or len(said) > _LONGEST or _NO_NOTE.search(said) or asks_for_queue(said)
    if mark is None or mark.by != turn.person.id or unfit:
        return None
    turn.work.reviews.mark(replace(mark, note=event.text.strip()))
    turn.work.audit.note(turn.now, turn.person.id, "review_noted", mark.visit_id, item=mark.item_id)
    turn.thread = None
    return [Reply("review/noted", {"note": event.text.strip()})]
