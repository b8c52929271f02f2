"""申请特价: the rep writes price and reason, his manager decides by a tap, the rep is told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import access
from domain.errors import NotAllowedError
from domain.numbers import plain
from domain.people import Person
from domain.ports.managing import Request
from domain.quotes.card import build
from domain.quotes.lines import Numbers
from domain.quotes.special import SPECIAL, doubt, read_wish
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.quoting.cards import gone
from handlers.flows.quoting.gathering import known_of
from handlers.flows.quoting.kept import picture_button
from handlers.flows.quoting.pressed import case_again
from handlers.specials import special_card
from handlers.turn import Thread, Turn

_NEVER_MIND = ("算了", "取消", "不申请了", "先不申请", "不用了")
_PRICE, _WHY = "special_price", "special_why"


def on_ask(turn: Turn, event: Pressed) -> list[Reply]:
    """「申请特价」: an open question for price and reason."""
    n = _numbers(turn, event.args)
    if n is None:
        return [gone(event)]
    if access.decider_of_special(turn.person.id, turn.directory.organisation) is None:
        return [Reply("quotes/special_nobody", {})]
    turn.ask(turn.enter("quoting", event.args["card"]), _PRICE, **event.args)
    return [_which_price(n, "")]


def _which_price(n: Numbers, why: str) -> Reply:
    facts = {"n": n, "offer": n.offer_fen, "why": why}
    return Reply("quotes/special_which", facts)


def _numbers(turn: Turn, args: Mapping[str, Any]) -> Numbers | None:
    """What is in force now; ``None`` where no special price can be asked for any more."""
    case = case_again(turn, args)
    if case is None or case.customer is None:
        return None
    if not case.sees:
        raise NotAllowedError
    n = build(case, known_of(turn, case)).numbers
    return n if n.offer_fen is not None else None


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """Price and reason, in one message or in two."""
    said = plain(event.text)
    n = _numbers(turn, args)
    if n is None or n.offer_fen is None or said.rstrip("吧了.!") in _NEVER_MIND:
        turn.leave(thread.flow, thread.subject)
        return [Reply("quotes/special_dropped", {})]
    if kind == _WHY:
        return _send(turn, thread, n, {**args, "reason": said[:_LONGEST]})
    wish = read_wish(said, n.offer_fen, n.listed.fen or None)
    if wish.fen is None:
        return None if _no_answer(said) else [_again(turn, thread, n, args, "none")]
    why = doubt(wish.fen, n.offer_fen)
    if why:
        return [_again(turn, thread, n, args, why)]
    asked = {**args, "fen": wish.fen, "reason": wish.reason}
    if wish.reason:
        return _send(turn, thread, n, asked)
    turn.ask(thread, _WHY, **asked)
    return [Reply("quotes/special_why", {"fen": wish.fen})]
