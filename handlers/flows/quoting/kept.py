"""What can be done with a card that was given: a picture, 有用/没用, where its numbers are from."""

from typing import Any

from domain.quotes.card import build
from domain.quotes.facts import KeptCard
from domain.quotes.lines import Numbers, State
from domain.quotes.special import SPECIAL
from handlers.chat import Button, Drawing, Pressed, Reply
from handlers.flows.quoting.cards import gone
from handlers.flows.quoting.gathering import known_of, sees
from handlers.flows.quoting.pressed import case_again
from handlers.turn import Turn


def on_useful(turn: Turn, event: Pressed) -> list[Reply]:
    """「有用」."""
    return _rate(turn, event, useful=True)


def on_useless(turn: Turn, event: Pressed) -> list[Reply]:
    """「没用」."""
    return _rate(turn, event, useful=False)


def _rate(turn: Turn, event: Pressed, *, useful: bool) -> list[Reply]:
    card = turn.work.cards.get(event.args["card"])
    if card is None:
        return [gone(event)]
    if card.useful is not useful:
        turn.work.cards.rate(card.id, turn.now, useful=useful)
    facts = {"useful": useful, "again": card.useful is useful, "product": _product(turn, card)}
    return [Reply("quotes/rated", facts)]


def _product(turn: Turn, card: KeptCard) -> str:
    product = turn.directory.catalogue.products.get(card.product)
    return product.name if product else card.product


def on_sources(turn: Turn, event: Pressed) -> list[Reply]:
    """「数字出处」: the numbers as they were, each with the row it is from."""
    card = turn.work.cards.get(event.args["card"])
    customer = turn.directory.customers.get(event.args["customer"])
    if card is None:
        return [gone(event)]
    agreed = card.facts["n"]["contract"]["state"] in {State.SHOWN, State.NONE}
    if agreed and (customer is None or not sees(turn, customer)):
        return [Reply("quotes/contracts_hidden", {"customer": card.facts["n"]["customer"]})]
    return [Reply("quotes/sources", {**card.facts, "given_at": card.at})]


def on_picture(turn: Turn, event: Pressed) -> list[Reply]:
    """「图片版」, by the numbers of now: only what a customer may see."""
    case = case_again(turn, event)
    if case is None:
        return [gone(event)]
    n = build(case, known_of(turn, case)).numbers
    special = _approved(turn, event, n)
    if n.offer_fen is None and special is None:
        return [Reply("quotes/no_picture", {"product": n.product, "owner": n.owner})]
    facts = {
        "n": n,
        "company": turn.settings.company,
        "rep": turn.person.name,
        "fen": n.offer_fen if special is None else special,
        "what": "特价" if special is not None else _what(n),
    }
    return [Reply("quotes/picture", facts, draw=Drawing("quote_card", _shown(turn, facts)))]


def _what(n: Numbers) -> str:
    return "合同价" if n.contract.state is State.SHOWN else "目录价"


def _approved(turn: Turn, event: Pressed, n: Numbers) -> int | None:
    """The special price that a button is about, in fen, if it was agreed to."""
    asked = turn.work.requests.get(event.args.get("special", ""))
    if asked is None or asked.kind != SPECIAL or asked.state != "approved":
        return None
    same = asked.store_code == n.customer_code and asked.body["product"] == n.code
    return int(asked.body["fen"]) if same and n.contract.state is not State.HIDDEN else None


def _shown(turn: Turn, facts: dict[str, Any]) -> dict[str, Any]:
    """The same for the drawing, which knows no company's clock."""
    return {**facts, "stamp": f"{turn.now.astimezone(turn.settings.zone):%Y-%m-%d %H:%M}"}


def picture_button(args: dict[str, Any]) -> Button:
    """Leads from an agreed special price to the picture with it."""
    return Button("图片版", "quote_picture", args, lasting=True)
