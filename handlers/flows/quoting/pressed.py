"""What a button of a card was about."""

from collections.abc import Mapping
from typing import Any

from domain.quotes.card import Case
from domain.quotes.lines import Wanted
from handlers.flows.quoting.gathering import case_of
from handlers.turn import Turn


def case_again(turn: Turn, args: Mapping[str, Any]) -> Case | None:
    """The case of a button, as things are now; ``None`` when its product or customer is gone."""
    product = turn.directory.catalogue.products.get(args["product"])
    customer = turn.directory.customers.get(args["customer"])
    if product is None or (args["customer"] and customer is None):
        return None
    wanted = Wanted(**args["wanted"]) if args["wanted"] else None
    return case_of(turn, product, customer, contact=args["contact"], wanted=wanted)
