"""复核: the manager's queue, and what he decides about one thing in it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import review
from domain.errors import NotAllowedError
from domain.evidence import Item, Review
from domain.forms import StepKind
from domain.numbers import plain
from domain.ports.managing import Request
from domain.review import Case
from domain.visits import Visit, VisitState
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.later import Alarm
from handlers.reviewing import (
    case_card,
    person_name,
    place_name,
    request_card,
    seen,
    waiting,
    where,
)
from handlers.specials import is_special
from handlers.turn import Thread, Turn

_WORK = r"(?:复核|审核|审批|审查|核验|批复|待审)"
_QUEUE = re.compile(
    rf"^/?(?:(?:我|这边|这里|你|去|来|现在|看|查|打开|开始|进入|继续|有|还|剩|今天|[几个条件家]|多少|哪些|什么|啥|要|需|等|着|让|待|未|没|的|得|列表|队列|中心|任务|事项|申请|照片|拜访|一|下)*"
    rf"(?:{_WORK}|待处理|待办|待批)"
    r"(?:的|过|完|列表|队列|中心|任务|事项|申请|照片|拜访|有|还|剩|哪些|什么|多少|[几个条件家]|一|下|吗|呢|了|吧|没)*"
    r"|(?:还|现在|今天)?有(?:没有)?(?:什么|啥|哪些|几个)?(?:东西|事情?|照片|拜访|申请)?(?:还)?(?:是)?(?:要|需要|等着?|得|该)我?(?:来|去)?(?:看|批|审|处理|过目|拍板|定|决定|确认)的?(?:东西|事情?|照片|拜访|申请)?(?:吗|呢|么|没有?)?"
    r"|(?:什么|啥|哪些)(?:要|需要|等着?)我(?:看|批|审|处理|过目|拍板)的?(?:吗|呢)?)[?!.。]*$"
)
_SHOWN = 10
_RETURN = {
    StepKind.PLACE: "到店再定位",
    StepKind.PHOTO: "重拍",
    StepKind.SKU_STOCK: "重新数",
    StepKind.PRICE: "重拍",
    StepKind.TEXT: "重写",
}
_NEVER_MIND = re.compile(r"^(?:算了|取消|不退了?|先不退|不用了?|等等|点错了?|按错了?)[吧了,.!]*$")
_NO_REASON = re.compile(
    r"^/|[?吗]|跑哪几家|还差|^(?:进度|继续|提交|撤[回销]|到店|拜访|签到|打卡|补录|放弃|换一下|待复核|行程|计划)"
    r"|^\d{2,}\s*\D{0,4}\d+\s*[箱瓶件包袋盒]|^(?:通过|退回|批准|不批准|帮助|菜单|确认|好的?|嗯|行|是)[.!]*$|雷达|^把|交给|换给"
)
_SHORTEST, _LONGEST = 2, 100
_LONGEST_ASKED = 30
"""Letters; nobody asks for the queue in more."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「待复核」「有什么要我看的」."""
    said = plain(event.text)
    if len(said) > _LONGEST_ASKED or not _QUEUE.match(said):
        return None
    if not review.in_charge_of(turn.person, turn.directory):
        return [_own(turn)]
    found = waiting(turn)
    if len(found) == 1:
        return [_card(turn, found[0])]
    lines = [_line(turn, one) for one in found[: min(_SHOWN, turn.capabilities.buttons)]]
    buttons = tuple(
        Button(f"{number} {line['store']} {line['title']}", *_opens(one), lasting=True)
        for number, (line, one) in enumerate(zip(lines, found, strict=False), 1)
    )
    return [Reply("review/queue", {"lines": lines, "total": len(found)}, buttons=buttons)]


def _own(turn: Turn) -> Reply:
    """Who decides about nothing is told what of his own waits."""
    since = turn.now - turn.settings.visit_life
    found = review.cases(turn.work.visits.recent_of(turn.person.id, since))
    return Reply("review/own", {"lines": [where(turn, case) for case in found]})


def _line(turn: Turn, one: Case | Request) -> dict[str, Any]:
    if isinstance(one, Request):
        names = {"rep": person_name(turn, one.by), "store": place_name(turn, one.store_code)}
        title = "申请特价" if is_special(one) else "门店位置"
        return {**names, "title": title, "number": 0, "at": one.at, "cause": "", "reason": ""}
    item = one.first
    facts = {"at": item.at, "cause": item.cause.value if item.cause else "", "reason": item.reason}
    return {**where(turn, one), **facts}


def _opens(one: Case | Request) -> tuple[str, dict[str, Any]]:
    if isinstance(one, Request):
        return "special_show" if is_special(one) else "move_show", {"request": one.id}
    return "review_show", {"visit": one.visit.id, "item": one.first.id}


def _card(turn: Turn, one: Case | Request) -> Reply:
    return request_card(turn, one) if isinstance(one, Request) else case_card(turn, one)


def on_next(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - a press has no more to say
    """「下一条」."""
    found = waiting(turn)
    if not found:
        return [Reply("review/queue", {"lines": [], "total": 0})]
    return [_card(turn, found[0])]


def on_show(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the queue."""
    case, over = _open(turn, event.args)
    return [case_card(turn, case)] if case else over


def on_approve(turn: Turn, event: Pressed) -> list[Reply]:
    """「通过」, by the tap on that card."""
    case, over = _open(turn, event.args)
    if case is None:
        return over
    if event.typed:
        return [case_card(turn, case, "tap")]
    review.approve(case, Review(at=turn.now, by=turn.person.id, approved=True))
    turn.work.visits.save(case.visit)
    _audit(turn, "review_approved", case)
    facts = where(turn, case)
    closed = not review.waits(case.visit)
    if case.visit.state is VisitState.DRAFT or closed:
        told = {**facts, "manager": turn.person.name, "closed": closed, **_state(case.visit)}
        turn.pushes.append(Reply("review/approved_rep", told, to=case.visit.rep_id))
    return [_done(turn, "review/approved", facts)]


def on_return(turn: Turn, event: Pressed) -> list[Reply]:
    """「退回」: nothing happens before the reason is known."""
    case, over = _open(turn, event.args)
    if case is None:
        return over
    if event.typed:
        return [case_card(turn, case, "tap")]
    args = {"visit": case.visit.id, "item": case.first.id}
    turn.ask(turn.enter("review", case.first.id), "return", **args)
    labels = (_again(case), "不清楚", "不是这家店")
    buttons = (Button(label, "review_why", {**args, "reason": label}) for label in labels)
    return [Reply("review/why_return", where(turn, case), buttons=tuple(buttons))]


def _again(case: Case) -> str:
    steps = {s.slot: s.kind for s in case.visit.form.steps}
    return _RETURN[steps.get(case.first.slot, StepKind.PHOTO)]


def on_why(turn: Turn, event: Pressed) -> list[Reply]:
    """A reason that was tapped."""
    turn.leave("review", event.args["item"])
    case, over = _open(turn, event.args)
    return _give_back(turn, case, event.args["reason"]) if case else over


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The reason in the manager's words."""
    del kind
    said = plain(event.text)
    case, over = _open(turn, args)
    if case is None or _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return over if case is None else [case_card(turn, case)]
    fits = _SHORTEST <= len(said) <= _LONGEST
    if not fits or _NO_REASON.search(said) or _QUEUE.match(said):
        return None
    turn.leave(thread.flow, thread.subject)
    return _give_back(turn, case, event.text.strip())


def _give_back(turn: Turn, case: Case, reason: str) -> list[Reply]:
    visit, facts, again = case.visit, where(turn, case), _again(case)
    submitted = visit.state is VisitState.SUBMITTED
    redo = review.give_back(
        case, Review(at=turn.now, by=turn.person.id, approved=False, reason=reason)
    )
    turn.work.visits.save(visit)
    given = case.items if visit.state is VisitState.SUBMITTED else visit.items.values()
    for item in given:  # what is open again enters its prices anew when it is submitted
        if item.price is not None:
            turn.work.prices.remove(item.id)
    if visit.reopened and visit.state is VisitState.DRAFT:
        _let_expire(turn, visit)
    _audit(turn, "review_returned", case, reason=reason)
    told = {**facts, "manager": turn.person.name, "reason": reason, "again": again}
    wants = "location" if turn.work.consents.located(visit.rep_id) else "store"
    told |= {"redo": redo, "reopened": submitted and redo, "wants": wants if redo else ""}
    buttons = (Button("继续", "resume", {"visit": visit.id}, lasting=True),) if redo else ()
    turn.pushes.append(Reply("review/returned_rep", told, buttons=buttons, to=visit.rep_id))
    return [_done(turn, "review/returned", {**facts, "reason": reason, "redo": redo})]


def _let_expire(turn: Turn, visit: Visit) -> None:
    """What was opened again expires like any other draft, counted from now."""
    times = review.times_returned(visit)
    payload = {"visit": visit.id, "times_returned": times}
    due = turn.now + turn.settings.visit_life
    key = f"{visit.id}:{times}"
    turn.alarms.append(Alarm("visit_expiry", key, due, payload, to=visit.rep_id))


def _open(turn: Turn, args: Mapping[str, Any]) -> tuple[Case | None, list[Reply]]:
    """The case of a card, or the answer that it is over."""
    visit = turn.work.visits.get(args["visit"])
    item = visit.items.get(args["item"]) if visit else None
    if visit is None or item is None:
        return None, [Reply("review/over", {"done": None, "why": "gone", "rep": "", "store": ""})]
    if not review.may_decide(turn.person, visit.store_code, visit.rep_id, turn.directory):
        raise NotAllowedError
    case = review.case_of(visit, item.id)
    if case is not None and args.get("seen", seen(case)) != seen(case):
        return None, [case_card(turn, case, "changed")]
    return case, [] if case else [_over(turn, visit, item)]


def _over(turn: Turn, visit: Visit, item: Item) -> Reply:
    done = item.review
    facts = {"rep": person_name(turn, visit.rep_id), "store": place_name(turn, visit.store_code)}
    if done is None:
        return Reply("review/over", {**facts, "done": None, **_state(visit), "why": "changed"})
    by = "" if done.by == turn.person.id else person_name(turn, done.by)
    said = {"approved": done.approved, "at": done.at, "by": by}
    return Reply("review/over", {**facts, "done": said, "why": ""})


def _state(visit: Visit) -> dict[str, Any]:
    return {"draft": visit.state is VisitState.DRAFT}


def _audit(turn: Turn, what: str, case: Case, **facts: Any) -> None:
    items = [item.id for item in case.items]
    cause = case.first.cause.value if case.first.cause else ""
    turn.work.audit.note(
        turn.now, turn.person.id, what, case.visit.id, items=items, cause=cause, **facts
    )


def _done(turn: Turn, template: str, facts: Mapping[str, Any]) -> Reply:
    """What was decided, and the next thing to decide."""
    left = len(waiting(turn))
    turn.thread = None
    buttons = (Button("下一条", "review_next"),) if left else ()
    return replace(Reply(template, {**facts, "left": left}), buttons=buttons)


FLOW = Flow(
    name="review",
    order=15,
    on={Said: on_text},
    presses={
        "review_show": on_show,
        "review_next": on_next,
        "review_ok": on_approve,
        "review_return": on_return,
        "review_why": on_why,
    },
    answer=answer,
)
