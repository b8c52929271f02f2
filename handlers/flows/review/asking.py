"""The queue: in which words it is asked for, and what it shows."""

import re
from collections.abc import Sequence
from typing import Any

from domain import review
from domain.numbers import plain
from domain.ports.managing import Request
from domain.review import Case
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.review.cases import open_case
from handlers.flows.review.naming import named_in
from handlers.queueing import put_before
from handlers.requests import away, kind_of, opens
from handlers.reviewing import case_card, person_name, place_name, where
from handlers.turn import Turn
from handlers.waiting import Waiting, card_of, counts, marked, waiting

_WORK = r"(?:复核|审核|审批|审查|核验|批复|待审)"
_QUEUE = re.compile(
    rf"^/?(?:(?:我|这边|这里|你|去|来|现在|看|查|打开|开始|进入|继续|有|还|剩|今[天日]|当前|帮我?|[几个条件家]|多少|哪些|什么|啥|要|需|等|着|让|待|未|没|的|得|列表|队列|中心|任务|事项|申请|照片|拜访|一|下)*"
    rf"(?:{_WORK}|待处理|待办|待批)"
    r"(?:的|过|完|列表|队列|中心|任务|事项|申请|照片|拜访|有|还|剩|哪些|什么|多少|[几个条件家]|一|下|吗|呢|了|吧|没)*"
    r"|(?:帮我|我)?(?:看看|查查|看下|看一下|查一下|说说)?(?:还|现在|今[天日])*有(?:没有)?(?:什么|啥|哪些|几个)?(?:东西|事情?|照片|拜访|申请)?(?:还)?(?:是)?(?:要|需要|等着?|得|该)我?(?:来|去)?(?:看|批|审|处理|过目|拍板|定|决定|确认)的?(?:东西|事情?|照片|拜访|申请)?(?:吗|呢|么|没有?)?"
    r"|(?:还|现在|今[天日])*(?:需要|等着?|要|该|轮到)我(?:来|去)?(?:看|批|审|处理|过目|拍板|定|决定|确认|审批|复核)的(?:东西|事情?|照片|拜访|申请|有哪些|有什么|列表|清单)*"
    r"|(?:什么|啥|哪些)(?:要|需要|等着?)我(?:看|批|审|处理|过目|拍板)的?(?:吗|呢)?)[?!.。]*$"
)
_MARKED = re.compile(
    r"^/?(?:看|查|我|有|哪些|哪几条|什么|还|之前|已|被|打开|列出|所有|全部|的)*标记(?:的|过|了|列表|清单|事项|条目|照片|有|哪些|哪几条|什么|东西|看|呢|吗|一下)*[?!.。]*$"
)
_SHOWN = 10
_LONGEST_ASKED = 30
"""Letters; nobody asks for the queue in more."""


def asks_for_queue(said: str) -> bool:
    """Whether plain words ask for the queue, or for what is marked."""
    return len(said) <= _LONGEST_ASKED and bool(_QUEUE.match(said) or _MARKED.match(said))


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「待复核」「有什么要我看的」「标记的」「孙丽这张图通过」."""
    said, of = plain(event.text), named_in(turn, event.text)
    if of is None and not asks_for_queue(said):
        return None
    if not review.in_charge_of(turn.person, turn.directory, away(turn)):
        return None if of or _MARKED.match(said) else [_own(turn)]
    template, found = "review/queue", waiting
    if _MARKED.match(said):
        template, found = "review/marked_list", marked
    things = [one for one in found(turn) if of in {None, one.by}]
    return [card_of(turn, things[0]) if len(things) == 1 else _listed(turn, template, things)]


def _own(turn: Turn) -> Reply:
    """Who decides about nothing is told what of his own waits."""
    since = turn.now - turn.settings.visit_life
    found = review.cases(turn.work.visits.recent_of(turn.person.id, since))
    return Reply("review/own", {"lines": [where(turn, case) for case in found]})


def _listed(turn: Turn, template: str, found: Sequence[Waiting]) -> Reply:
    """The first ten, each with its button."""
    shown = found[: min(_SHOWN, turn.capabilities.buttons)]
    lines = [_line(turn, one) for one in shown]
    buttons = tuple(
        _opens(one, f"{number} {line['store'] or line['rep']} {line['title']}")
        for number, (line, one) in enumerate(zip(lines, shown, strict=True), 1)
    )
    facts = {"lines": lines, "total": len(found), "counts": counts(found)}
    return Reply(template, facts, buttons=buttons)


def _line(turn: Turn, one: Waiting) -> dict[str, Any]:
    mark = one.mark
    facts = {
        "at": one.at,
        "mark": mark and {"note": mark.note, "by": person_name(turn, mark.by), "at": mark.at},
    }
    if isinstance(one.what, Request):
        return {**facts, **_asked(turn, one.what)}
    return {**facts, **where(turn, one.what), "said": "", **_why(one.what)}


def _asked(turn: Turn, request: Request) -> dict[str, Any]:
    kind = kind_of(request)
    said = kind.said(turn, request) if kind and kind.said else ""
    store = place_name(turn, request.store_code) if request.store_code else ""
    return {
        "rep": person_name(turn, request.by),
        "store": store,
        "title": kind.title if kind else request.kind,
        "number": 0,
        "cause": "",
        "reason": "",
        "said": said,
        "alarm": None,
    }


def _why(case: Case) -> dict[str, Any]:
    """Why it needs eyes."""
    found = case.alarm
    alarm = found and {
        "label": found.label,
        "unit_fen": found.unit_fen,
        "change": found.change,
        "gap": found.gap,
    }
    return {"cause": case.kind, "reason": case.first.reason, "alarm": alarm}


def _opens(one: Waiting, label: str) -> Button:
    if isinstance(one.what, Request):
        return opens(one.what, label)
    args = {"visit": one.what.visit.id, "item": one.what.first.id}
    return Button(label, "review_show", args, lasting=True)


def on_next(turn: Turn, event: Pressed) -> list[Reply]:
    """「下一条」, other than the one before."""
    found = waiting(turn)
    others = [one for one in found if one.subject != event.args.get("after")]
    if not others:
        return [_listed(turn, "review/queue", found)]
    return [card_of(turn, others[0])]


def on_show(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the queue."""
    case, over = open_case(turn, event.args)
    if case is None:
        return over
    return [put_before(turn, case_card(turn, case), case.first.id, case.visit.store_code)]
