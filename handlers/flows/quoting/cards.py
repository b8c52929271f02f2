"""The whole card, with what can be done from it."""

from typing import Any

from domain.quotes.card import Card, Case, build
from domain.quotes.facts import KeptCard
from handlers.chat import Button, Pressed, Reply
from handlers.flows.quoting.gathering import args_of, choices, known_of
from handlers.flows.quoting.pressed import case_again
from handlers.turn import Turn


def whole(turn: Turn, case: Case) -> list[Reply]:
    """The card; without a customer it also asks for whom, where there is somebody to choose."""
    card = build(case, known_of(turn, case))
    names = choices(turn, case.product) if case.customer is None else []
    facts = facts_of(card, asks=bool(names))
    if not names:
        return [_given(turn, case, card, facts)]
    args = args_of(case)
    buttons = [
        Button(f"{c.name} {c.contact}".strip(), "quote_for", {**args, "customer": c.code})
        for c in names
    ]
    buttons.append(Button("只看目录价", "quote_list", args))
    return [Reply("quotes/card", facts, buttons=tuple(buttons))]


def on_for(turn: Turn, event: Pressed) -> list[Reply]:
    """The customer was chosen, or the whole card is wanted after a short answer."""
    case = case_again(turn, event.args)
    return whole(turn, case) if case else [gone(event)]


def on_list(turn: Turn, event: Pressed) -> list[Reply]:
    """「只看目录价」."""
    case = case_again(turn, event.args)
    if case is None:
        return [gone(event)]
    card = build(case, known_of(turn, case))
    return [_given(turn, case, card, facts_of(card, note="list"))]


def gone(event: Pressed) -> Reply:
    """The product or the customer was taken out of the company's tables."""
    return Reply("quotes/gone", {"code": event.args.get("product", "")})


def facts_of(card: Card, *, asks: bool = False, note: str = "") -> dict[str, Any]:
    """What the card's template needs; the same is kept."""
    return {
        "n": card.numbers,
        "points": card.points,
        "limits": card.limits,
        "asks": asks,
        "note": note,
    }


def _given(turn: Turn, case: Case, card: Card, facts: dict[str, Any]) -> Reply:
    """Keep the card and hand it over."""
    number = turn.ids.new()
    turn.work.cards.keep(
        KeptCard(
            id=number,
            person_id=turn.person.id,
            product=case.product.code,
            customer=case.customer.code if case.customer else None,
            at=turn.now,
            facts=facts,
        )
    )
    args = {**args_of(case), "card": number}
    buttons = [Button("申请特价", "special_ask", args, lasting=True)] if _asks(case, card) else []
    if card.numbers.offer_fen is not None:
        buttons.append(Button("图片版", "quote_picture", args, lasting=True))
    buttons += [
        Button("有用", "card_useful", args, lasting=True),
        Button("没用", "card_useless", args, lasting=True),
        Button("数字出处", "card_sources", args, lasting=True),
    ]
    return Reply("quotes/card", facts, buttons=tuple(buttons))


def _asks(case: Case, card: Card) -> bool:
    """Whether a special price can be asked for: of one's own customer, below a price in force."""
    return case.customer is not None and case.sees and card.numbers.offer_fen is not None
