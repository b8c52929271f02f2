"""Typed prices: for the tag that waits, or for the one that was confirmed."""

from collections.abc import Mapping
from typing import Any

from domain.evidence import Item, ItemState
from domain.money import typed_price_fen
from domain.visits import Visit
from handlers.chat import Reply, Said
from handlers.flows.visit import pricing
from handlers.flows.visit.drafts import active
from handlers.turn import Thread, Turn


def priced(turn: Turn, event: Said) -> list[Reply] | None:
    """「12.8」 while a price is open or was just confirmed."""
    visit, fen = active(turn), typed_price_fen(event.text)
    item = _priced_item(visit) if visit and fen else None
    if visit is None or item is None or fen is None:
        return None
    return pricing.typed(turn, visit, item, fen)


def _priced_item(visit: Visit) -> Item | None:
    """The price that a typed number is about: one that waits, else the confirmed one."""
    known = [i for i in visit.items.values() if i.price is not None and i.state.passes]
    return visit.unconfirmed() or (known[-1] if len(known) == 1 else None)


def price_typed(
    turn: Turn,
    thread: Thread,  # noqa: ARG001 - ``typed`` closes the question
    visit: Visit,
    args: Mapping[str, Any],
    event: Said,
) -> list[Reply] | None:
    """The answer to 「请直接输入价格」."""
    item, fen = visit.items.get(args["item"]), typed_price_fen(event.text)
    waiting = item is not None and item.state is ItemState.READING
    return pricing.typed(turn, visit, item, fen) if item and waiting and fen else None
