"""Special prices that wait for a manager: the card that the quoting flow answers."""

from typing import Any

from domain import review
from domain.people import Person
from domain.ports.managing import Request
from domain.quotes.special import SPECIAL
from handlers.chat import Button, Reply
from handlers.requests import Kind, away, register
from handlers.turn import Turn


def decides(turn: Turn, request: Request) -> bool:
    """Whether the writer may decide about it."""
    return turn.person.id in {person.id for person in deciders(turn, request.by)}


def deciders(turn: Turn, by: str) -> list[Person]:
    """Who is asked about a special price of somebody; empty when nobody is above him."""
    return review.special_deciders(by, turn.directory.organisation, away(turn))


def special_card(turn: Turn, request: Request, note: str = "") -> Reply:
    """What is asked for, against what, and why."""
    args = {"request": request.id}
    buttons = (Button("同意", "special_ok", args), Button("不同意", "special_no", args))
    return Reply("quotes/special_card", {**told(turn, request), "note": note}, buttons=buttons)


def told(turn: Turn, request: Request) -> dict[str, Any]:
    """The request in words."""
    people, body = turn.directory.organisation.people, request.body
    customer = turn.directory.customers.get(request.store_code)
    product = turn.directory.catalogue.products.get(body["product"])
    return {
        "rep": people[request.by].name if request.by in people else request.by,
        "customer": customer.name if customer else request.store_code,
        "product": product.name if product else body["product"],
        "unit": (product.unit if product else "") or "件",
        "fen": body["fen"],
        "offer": body["offer_fen"],
        "what": body["what"],
        "listed": body["list_fen"],
        "wanted": body["wanted"],
        "reason": body["reason"],
        "at": request.at,
    }


register(
    Kind(
        name=SPECIAL,
        title="申请特价",
        short="特价",
        show="special_show",
        card=special_card,
        decides=decides,
    )
)
