"""What can be done with a card that was given: a picture, 有用/没用, where its numbers are from."""

from domain.quotes.card import build
from domain.quotes.facts import KeptCard
from domain.quotes.lines import State
from domain.quotes.offer import offer_of
from handlers.chat import Drawing, Pressed, Reply
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
    case = case_again(turn, event.args)
    if case is None:
        return [gone(event)]
    n = build(case, known_of(turn, case)).numbers
    special = bool(event.args.get("special"))
    offer = offer_of(n, company=turn.settings.company, rep=turn.person.name, special=special)
    if offer is None:
        return [Reply("quotes/no_picture", {"product": n.product, "owner": n.owner})]
    stamp = f"{turn.now.astimezone(turn.settings.zone):%Y-%m-%d %H:%M}"
    facts = {"offer": offer, "stamp": stamp}
    return [Reply("quotes/picture", facts, draw=Drawing("quote_card", facts))]
