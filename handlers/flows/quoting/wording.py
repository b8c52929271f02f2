"""Words that need no reading: labels of the newest card's buttons, and questions for costs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from domain.numbers import plain
from domain.quotes.costs import asks_cost
from domain.quotes.facts import KeptCard
from handlers.chat import Pressed, Reply, Said
from handlers.flows.quoting import cards, kept, reporting, special
from handlers.turn import Turn

_LATELY = timedelta(days=7)
"""How long a card is meant by the label of its button alone."""
_ASK = "申请特价"
_LABELS: Mapping[str, Callable[[Turn, Pressed], Sequence[Reply]]] = {
    "有用": kept.on_useful,
    "没用": kept.on_useless,
    "图片版": kept.on_picture,
    "数字出处": kept.on_sources,
    "整张卡": cards.on_for,
    _ASK: special.on_ask,
}


def on_text(turn: Turn, event: Said) -> Sequence[Reply] | None:
    """What was typed, when it is one of these."""
    act = _LABELS.get(plain(event.text))
    if act is not None:
        return _on_newest(turn, event, act)
    if asks_cost(event.text):
        return [Reply("quotes/no_costs")]
    return reporting.on_text(turn, event)


def _on_newest(
    turn: Turn, event: Said, act: Callable[[Turn, Pressed], Sequence[Reply]]
) -> Sequence[Reply] | None:
    """As if the button of the writer's newest card were tapped; without a card: for others."""
    label = plain(event.text)
    given = turn.work.cards.given([turn.person.id], turn.now - _LATELY)
    newest = next((c for c in given if c.customer or label != _ASK), None)
    card = turn.work.cards.get(newest.id) if newest else None
    if card is None:
        return None
    pressed = Pressed(event.message, "", _args(card), label, typed=True, said=event.text)
    return act(turn, pressed)


def _args(card: KeptCard) -> dict[str, Any]:
    """What the buttons of a card carry."""
    n = card.facts["n"]
    return {
        "product": card.product,
        "customer": card.customer or "",
        "contact": n.get("contact", ""),
        "wanted": n.get("wanted"),
        "card": card.id,
    }
