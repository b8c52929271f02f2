"""申请特价: the rep writes price and reason, his manager decides by a tap, the rep is told."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import access
from domain.errors import NotAllowedError
from domain.numbers import plain
from domain.ports.managing import Request
from domain.quotes.card import build
from domain.quotes.lines import Numbers, State
from domain.quotes.special import LONGEST, SPECIAL, asks_else, doubt, is_reason, read_wish
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.quoting.cards import gone
from handlers.flows.quoting.gathering import known_of
from handlers.flows.quoting.pressed import case_again
from handlers.queueing import close, push, put_before
from handlers.specials import deciders, decides, special_card, told
from handlers.turn import Thread, Turn

_NEVER_MIND = re.compile(r"^(?:算了|取消|先?不申请了?|不用了?|先不了)[吧了,.!]*$")
_PRICE, _WHY = "special_price", "special_why"


def on_ask(turn: Turn, event: Pressed) -> list[Reply]:
    """「申请特价」: an open question for price and reason."""
    n = _numbers(turn, event.args)
    if n is None:
        return [gone(event)]
    if access.decider_of_special(turn.person.id, turn.directory.organisation) is None:
        return [Reply("quotes/special_nobody", {"customer": n.customer})]
    waits = [r for r in turn.work.quotes.specials(n.customer_code, n.code) if r.state == "open"]
    mine = next((r for r in waits if r.by == turn.person.id), None)
    if mine is not None:
        return [_asked(turn, mine, again=True)]
    turn.ask(turn.enter("quoting", event.args["card"]), _PRICE, **event.args)
    return [_which_price(n, "")]


def _numbers(turn: Turn, args: Mapping[str, Any]) -> Numbers | None:
    """What is in force now; ``None`` where no special price can be asked for any more."""
    case = case_again(turn, args)
    if case is None or case.customer is None:
        return None
    if not case.sees:
        raise NotAllowedError
    n = build(case, known_of(turn, case)).numbers
    return n if n.offer_fen is not None else None


def _which_price(n: Numbers, why: str) -> Reply:
    return Reply("quotes/special_which", {"n": n, "offer": n.offer_fen, "why": why})


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """Price and reason, in one message or in two."""
    said = plain(event.text)
    n = _numbers(turn, args)
    if n is None or _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return [Reply("quotes/special_dropped", {})]
    if asks_else(said):
        return None
    if kind == _WHY:
        return _send(turn, thread, n, {**args, "reason": event.text.strip()[:LONGEST]})
    return _priced(turn, thread, n, args, said)


def let_go(turn: Turn, product: str) -> None:
    """Another product is asked about: no price is waited for any more."""
    asked = turn.question()
    if asked and asked[1] in {_PRICE, _WHY} and asked[2]["product"] != product:
        turn.answered(asked[0])


def _priced(
    turn: Turn, thread: Thread, n: Numbers, args: Mapping[str, Any], said: str
) -> list[Reply] | None:
    """The price; words about something else go on to who can use them, and it is still asked."""
    offer = n.offer_fen or 0
    wish = read_wish(said, offer, n.listed.fen or None)
    why = "none" if wish.fen is None else doubt(wish.fen, offer)
    if why == "none" and not is_reason(said):
        return None
    if why:
        turn.ask(thread, _PRICE, **args)
        return [_which_price(n, why)]
    asked = {**args, "fen": wish.fen, "reason": wish.reason}
    if wish.reason:
        return _send(turn, thread, n, asked)
    turn.ask(thread, _WHY, **asked)
    return [Reply("quotes/special_why", {"fen": wish.fen})]


def _send(turn: Turn, thread: Thread, n: Numbers, asked: Mapping[str, Any]) -> list[Reply]:
    """Keep the request and hand it to who decides."""
    turn.leave(thread.flow, thread.subject)
    agreed = n.contract.state is State.SHOWN
    request = Request(
        id=turn.ids.new(),
        kind=SPECIAL,
        store_code=n.customer_code,
        by=turn.person.id,
        at=turn.now,
        body={
            "product": n.code,
            "fen": asked["fen"],
            "reason": asked["reason"],
            "offer_fen": n.offer_fen,
            "what": "合同价" if agreed else "目录价",
            "list_fen": n.listed.fen or None,
            "wanted": n.wanted.said if n.wanted else "",
            "contact": asked["contact"],
        },
    )
    turn.work.requests.add(request)
    turn.work.audit.note(
        turn.now, turn.person.id, "special_asked", n.customer_code, id=request.id, fen=asked["fen"]
    )
    card = special_card(turn, request)
    push(turn, card, request.id, request.store_code, deciders(turn, request.by))
    return [_asked(turn, request)]


def _asked(turn: Turn, request: Request, *, again: bool = False) -> Reply:
    decider = access.decider_of_special(request.by, turn.directory.organisation)
    facts = {**told(turn, request), "manager": decider.name if decider else "", "again": again}
    buttons = (Button("撤回申请", "special_back", {"request": request.id}),)
    return Reply("quotes/special_asked", facts, buttons=buttons)


def on_back(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回申请」, while nobody has decided."""
    request = turn.work.requests.get(event.args["request"])
    if request is None or request.by != turn.person.id:
        raise NotAllowedError
    if request.state != "open":
        return [_over(turn, request)]
    turn.work.requests.decide(request.id, "withdrawn", turn.person.id, turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "special_withdrawn", request.store_code)
    taken_back = Reply("quotes/special_taken_back", told(turn, request))
    people = deciders(turn, request.by)
    turn.pushes.extend(replace(taken_back, to=person.id) for person in people)
    return [Reply("quotes/special_withdrawn", told(turn, request))]


def on_show(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the manager's queue."""
    request, over = _open(turn, event)
    if request is None:
        return over
    return [put_before(turn, special_card(turn, request), request.id, request.store_code)]


def on_agree(turn: Turn, event: Pressed) -> list[Reply]:
    """「同意」, by the tap on that card."""
    return _decide(turn, event, "approved")


def on_decline(turn: Turn, event: Pressed) -> list[Reply]:
    """「不同意」."""
    return _decide(turn, event, "declined")


def _decide(turn: Turn, event: Pressed, state: str) -> list[Reply]:
    request, over = _open(turn, event)
    if request is None:
        return over
    if event.typed:
        return [special_card(turn, request, "tap")]
    turn.work.requests.decide(request.id, state, turn.person.id, turn.now)
    close(turn, request.id, state, kind=SPECIAL, of=request)
    facts = {**told(turn, request), "manager": turn.person.name, "approved": state == "approved"}
    turn.work.audit.note(
        turn.now, turn.person.id, f"special_{state}", request.store_code, id=request.id
    )
    buttons = (_picture(request),) if state == "approved" else ()
    turn.pushes.append(Reply("quotes/special_result", facts, buttons=buttons, to=request.by))
    return [Reply("quotes/special_decided", facts)]


def _picture(request: Request) -> Button:
    """Leads from an agreed special price to the picture with it."""
    args = {
        "product": request.body["product"],
        "customer": request.store_code,
        "contact": request.body["contact"],
        "wanted": None,
        "special": request.id,
    }
    return Button("图片版", "quote_picture", args, lasting=True)


def _open(turn: Turn, event: Pressed) -> tuple[Request | None, list[Reply]]:
    """The request of a card, or the answer that it is over."""
    request = turn.work.requests.get(event.args["request"])
    if request is None or not decides(turn, request):
        raise NotAllowedError
    return (request, []) if request.state == "open" else (None, [_over(turn, request)])


def _over(turn: Turn, request: Request) -> Reply:
    """Who decided, and when."""
    people = turn.directory.organisation.people
    by = people.get(request.decided_by)
    mine = request.decided_by == turn.person.id
    done = {
        "state": request.state,
        "at": request.decided_at,
        "by": "" if mine or not by else by.name,
    }
    return Reply("quotes/special_over", {**told(turn, request), "done": done})
