"""豁免: the card on which a manager lets a visit be."""

from typing import Any

from domain.ports.managing import Request
from domain.visits import Visit, VisitState
from domain.waivers import WAIVER
from handlers.chat import Button, Reply
from handlers.requests import Kind, register
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn


def waiver_card(
    turn: Turn, visit: Visit, reason: str, request: Request | None = None, note: str = ""
) -> Reply:
    """What would be waived, why, and what is there already. Nothing happens before the tap."""
    args = {
        "visit": visit.id,
        "reason": reason,
        "request": request.id if request else "",
    }
    facts = {
        **told(turn, visit, reason),
        "asked": request is not None,
        "at": request.at if request else visit.opened_at,
        "opened": visit.opened_at,
        "lacking": [step.title for step in visit.missing()],
        "note": note,
    }
    buttons = (Button("豁免", "waive_ok", args), Button("不豁免", "waive_no", args))
    return Reply("waivers/card", facts, buttons=buttons)


def told(turn: Turn, visit: Visit, reason: str) -> dict[str, Any]:
    """Whose visit of which store, and why."""
    names = {"rep": person_name(turn, visit.rep_id), "store": place_name(turn, visit.store_code)}
    return {**names, "reason": reason}


def draft_of(turn: Turn, request: Request) -> Visit | None:
    """The visit of a request, while there is something to waive."""
    visit = turn.work.visits.get(request.body["visit"])
    return visit if visit is not None and visit.state is VisitState.DRAFT else None


def _card(turn: Turn, request: Request) -> Reply:
    visit = draft_of(turn, request)
    if visit is None:
        return Reply("waivers/over", {"done": None, "rep": "", "store": "", "state": ""})
    return waiver_card(turn, visit, request.body["reason"], request)


register(
    Kind(
        name=WAIVER,
        title="申请豁免",
        short="豁免申请",
        show="waive_show",
        card=_card,
        stands=lambda turn, request: draft_of(turn, request) is not None,
        said=lambda turn, request: str(request.body["reason"]),  # noqa: ARG005 - kinds are alike
        blocks=True,
    )
)
