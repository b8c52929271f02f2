"""「退回」: another one is wanted, with a reason; only that step is opened again."""

import re
from collections.abc import Mapping
from typing import Any

from domain import review
from domain.evidence import Review
from domain.forms import StepKind
from domain.numbers import plain
from domain.review import Case
from domain.visits import Visit, VisitState
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.review.asking import asks_for_queue
from handlers.flows.review.cases import done, note, open_case
from handlers.later import Alarm
from handlers.queueing import my_name
from handlers.reviewing import case_card, where
from handlers.turn import Thread, Turn

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


def on_return(turn: Turn, event: Pressed) -> list[Reply]:
    """「退回」: nothing happens before the reason is known."""
    case, over = open_case(turn, event.args)
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
    case, over = open_case(turn, event.args)
    return _give_back(turn, case, event.args["reason"]) if case else over


def reason_said(
    turn: Turn, thread: Thread, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The reason in the manager's words."""
    said = plain(event.text)
    case, over = open_case(turn, args)
    if case is None or _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return over if case is None else [case_card(turn, case)]
    fits = _SHORTEST <= len(said) <= _LONGEST
    if not fits or _NO_REASON.search(said) or asks_for_queue(said):
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
    turn.work.reviews.unmark([item.id for item in case.items])
    note(turn, case, "review_returned", "returned", reason=reason)
    told = {**facts, "manager": my_name(turn, visit.store_code), "reason": reason, "again": again}
    wants = "location" if turn.work.consents.located(visit.rep_id) else "store"
    told |= {"redo": redo, "reopened": submitted and redo, "wants": wants if redo else ""}
    buttons = (Button("继续", "resume", {"visit": visit.id}, lasting=True),) if redo else ()
    turn.pushes.append(Reply("review/returned_rep", told, buttons=buttons, to=visit.rep_id))
    turn.thread = None
    return [done(turn, "review/returned", {**facts, "reason": reason, "redo": redo}, case)]


def _let_expire(turn: Turn, visit: Visit) -> None:
    """What was opened again expires like any other draft, counted from now."""
    times = review.times_returned(visit)
    payload = {"visit": visit.id, "times_returned": times}
    due = turn.now + turn.settings.visit_life
    key = f"{visit.id}:{times}"
    turn.alarms.append(Alarm("visit_expiry", key, due, payload, to=visit.rep_id))
