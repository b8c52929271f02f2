"""豁免 or 不豁免: by the tap on the card, with an audit row, and the rep is told."""

import re
from collections.abc import Mapping
from typing import Any

from domain import review
from domain.errors import NotAllowedError
from domain.numbers import plain
from domain.ports.managing import Request
from domain.visits import Visit, VisitState
from domain.waivers import WAIVER
from handlers.chat import Pressed, Reply, Said
from handlers.queueing import close, my_name, put_before
from handlers.requests import away, for_me, request_card
from handlers.reviewing import person_name
from handlers.turn import Turn
from handlers.waivers import told, waiver_card

TAP = "waive_tap"
"""The question that only a tap answers."""
_AGREES = re.compile(
    r"^(?:确认|同意|批准|准了?|是的?|好的?|行|可以|没问题|嗯|ok|豁免吧)[了吧的,.!]*$"
)


def agreed(turn: Turn, event: Said) -> list[Reply] | None:
    """「同意」 typed under a pushed card: it is shown again, since only its tap counts."""
    if not _AGREES.match(plain(event.text)) or turn.work.visits.drafts_of(turn.person.id):
        return None
    codes = review.in_charge_of(turn.person, turn.directory, away(turn))
    waits = turn.work.requests.open_at(codes) if codes else ()
    mine = [r for r in waits if r.kind == WAIVER and for_me(turn, r)]
    return [_again(turn, mine[-1])] if mine else None


def _again(turn: Turn, request: Request) -> Reply:
    card = request_card(turn, request)
    return Reply(card.template, {**card.facts, "note": "tap"}, buttons=card.buttons)


def tap_again(turn: Turn, visit: Visit, args: Mapping[str, Any], said: str) -> list[Reply] | None:
    """Typed agreement to a card of one's own order."""
    return [waiver_card(turn, visit, args["reason"], note="tap")] if _AGREES.match(said) else None


def on_show(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the queue."""
    visit, request, gone = _open(turn, event)
    if visit is None or request is None:
        return gone
    return [put_before(turn, request_card(turn, request), request.id, request.store_code)]


def on_waive(turn: Turn, event: Pressed) -> list[Reply]:
    """「豁免」: the visit ends with the manager's name and the reason; it is never closed."""
    visit, request, gone = _open(turn, event)
    if visit is None:
        return gone
    reason = request.body["reason"] if request else event.args["reason"]
    if event.typed:
        return [waiver_card(turn, visit, reason, request, "tap")]
    visit.waive(reason)
    turn.work.visits.save(visit)
    turn.leave("waivers", visit.id)
    _settle(turn, visit, request, "approved")
    turn.work.audit.note(turn.now, turn.person.id, "visit_waived", visit.id, reason=reason)
    facts = {**told(turn, visit, reason), "manager": my_name(turn, visit.store_code)}
    turn.pushes.append(Reply("waivers/granted_rep", facts, to=visit.rep_id))
    turn.thread = None
    return [Reply("waivers/granted", facts)]


def on_decline(turn: Turn, event: Pressed) -> list[Reply]:
    """「不豁免」: the rep goes on."""
    visit, request, gone = _open(turn, event)
    if visit is None:
        return gone
    reason = request.body["reason"] if request else event.args["reason"]
    if event.typed:
        return [waiver_card(turn, visit, reason, request, "tap")]
    turn.leave("waivers", visit.id)
    facts = {**told(turn, visit, reason), "manager": my_name(turn, visit.store_code)}
    if request is not None:
        _settle(turn, visit, request, "declined")
        turn.work.audit.note(turn.now, turn.person.id, "waiver_declined", visit.id, id=request.id)
        turn.pushes.append(Reply("waivers/declined_rep", facts, to=visit.rep_id))
    turn.thread = None
    return [Reply("waivers/declined", {**facts, "asked": request is not None})]


def _settle(turn: Turn, visit: Visit, request: Request | None, state: str) -> None:
    """Write what was decided; an order settles what the rep had asked for, too."""
    waits = turn.work.requests.open_at([visit.store_code])
    about = [r for r in waits if r.kind == WAIVER and r.body["visit"] == visit.id]
    for one in about:
        turn.work.requests.decide(one.id, state, turn.person.id, turn.now)
    subject = request.id if request else visit.id
    close(turn, subject, state, kind=WAIVER, of=visit)


def _open(turn: Turn, event: Pressed) -> tuple[Visit | None, Request | None, list[Reply]]:
    """The visit and the request of a card, or the answer that it is over."""
    known = event.args["request"]
    request = turn.work.requests.get(known) if known else None
    visit = turn.work.visits.get(request.body["visit"] if request else event.args.get("visit", ""))
    if visit is None:
        return None, None, [over(turn, None, None)]
    code = visit.store_code
    if not review.may_decide(turn.person, code, visit.rep_id, turn.directory, away(turn)):
        raise NotAllowedError
    settled = request is not None and request.state != "open"
    if settled or visit.state is not VisitState.DRAFT:
        return None, None, [over(turn, visit, request)]
    return visit, request, []


def over(turn: Turn, visit: Visit | None, request: Request | None) -> Reply:
    """Who decided and when, or what became of the visit."""
    facts: dict[str, Any] = {"done": None, "rep": "", "store": "", "state": ""}
    if visit is not None:
        facts |= {**told(turn, visit, ""), "state": visit.state.value}
    if request is not None and request.state != "open":
        mine = request.decided_by == turn.person.id
        by = "" if mine else person_name(turn, request.decided_by)
        facts["done"] = {"state": request.state, "at": request.decided_at, "by": by}
    elif visit is not None and visit.state is VisitState.DRAFT:
        facts["state"] = ""
    return Reply("waivers/over", facts)
