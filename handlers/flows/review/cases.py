"""The case that a card is about: whether it still waits, and what is noted when it is decided."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import needing_eyes, review
from domain.errors import NotAllowedError
from domain.evidence import Item
from domain.needing_eyes import SEEN
from domain.review import Case
from domain.visits import Visit, VisitState
from handlers.chat import Button, Reply
from handlers.queueing import close
from handlers.requests import away
from handlers.reviewing import case_card, person_name, place_name, seen
from handlers.turn import Turn
from handlers.waiting import waiting


def open_case(turn: Turn, args: Mapping[str, Any]) -> tuple[Case | None, list[Reply]]:
    """The case of a card, or the answer that it is over."""
    visit = turn.work.visits.get(args["visit"])
    item = visit.items.get(args["item"]) if visit else None
    if visit is None or item is None:
        return None, [Reply("review/over", {"done": None, "why": "gone", "rep": "", "store": ""})]
    code, by = visit.store_code, visit.rep_id
    if not review.may_decide(turn.person, code, by, turn.directory, away(turn)):
        raise NotAllowedError
    case = review.case_of(visit, item.id) or _soft(turn, visit, item)
    if case is None:
        return None, [_over(turn, visit, item)]
    if args.get("seen", seen(case)) != seen(case):
        return None, [case_card(turn, case, "changed")]
    return case, []


def _soft(turn: Turn, visit: Visit, item: Item) -> Case | None:
    """What needs no decision, unless somebody has looked at it since it last changed."""
    case = needing_eyes.soft_of(visit, item.id, turn.settings)
    mark = turn.work.reviews.marks_of([visit.id]).get(item.id)
    looked = mark is not None and mark.kind == SEEN and needing_eyes.settled(item, mark)
    return None if looked else case


def _over(turn: Turn, visit: Visit, item: Item) -> Reply:
    done = item.review
    names = {"rep": person_name(turn, visit.rep_id), "store": place_name(turn, visit.store_code)}
    if done is not None:
        how = "通过" if done.approved else "退回"
        return Reply("review/over", {**names, "done": _done(turn, how, done), "why": ""})
    mark = turn.work.reviews.marks_of([visit.id]).get(item.id)
    if mark is not None and mark.kind == SEEN:
        return Reply("review/over", {**names, "done": _done(turn, "看过", mark), "why": ""})
    return Reply("review/over", {**names, "done": None, "why": "changed"})


def _done(turn: Turn, how: str, what: Any) -> dict[str, Any]:
    by = "" if what.by == turn.person.id else person_name(turn, what.by)
    return {"how": how, "at": what.at, "by": by}


def is_draft(visit: Visit) -> dict[str, Any]:
    """Whether the rep is still at it."""
    return {"draft": visit.state is VisitState.DRAFT}


def note(turn: Turn, case: Case, what: str, decision: str = "", **facts: Any) -> None:
    """An audit row; with a decision that closes the case, how long the writer had it before him."""
    visit, items = case.visit, [item.id for item in case.items]
    if other := review.stands_in_for(turn.person, visit.store_code, turn.directory, away(turn)):
        facts["instead_of"] = other.id
    turn.work.audit.note(
        turn.now, turn.person.id, what, visit.id, items=items, cause=case.kind, **facts
    )
    if decision:
        close(turn, case.first.id, decision, kind=case.kind, of=visit)


def done(turn: Turn, template: str, facts: Mapping[str, Any], case: Case) -> Reply:
    """What was decided, and the next thing to decide."""
    after = case.first.id
    left = len([one for one in waiting(turn) if one.subject != after])
    buttons = (Button("下一条", "review_next", {"after": after}),) if left else ()
    return replace(Reply(template, {**facts, "left": left}), buttons=buttons)
