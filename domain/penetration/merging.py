"""A question that goes on from the one before: 「第四家呢」「那昨天呢」「112呢」."""

import re
from dataclasses import replace

from domain.penetration.wish import Wish

_GOES_ON = re.compile(r"^(?:那|再看|换成?|还有)|呢[?]?$")
_LONGEST = 20
"""Letters; more are a question of their own."""


def follows(said: str, wish: Wish) -> bool:
    """Whether the words only change something of the question before."""
    says = wish.visit_ord or wish.stores or wish.first or wish.skus or wish.fields or wish.reps
    whole = wish.defect is not None
    return len(said) <= _LONGEST and bool(_GOES_ON.search(said)) and bool(says) and not whole


def followed(before: Wish, wish: Wish) -> Wish:
    """The question before with what is said anew."""
    merged = before
    if wish.reps or wish.rep_ord is not None:
        merged = replace(merged, reps=wish.reps, rep_ord=wish.rep_ord, stores=())
    if wish.first:
        merged = replace(merged, first=wish.first, last=wish.last)
    if wish.visit_ord is not None:
        merged = replace(merged, visit_ord=wish.visit_ord, planned=wish.planned, stores=())
    if wish.stores:
        merged = replace(merged, stores=wish.stores, visit_ord=None)
    if wish.skus:
        merged = replace(merged, skus=wish.skus)
    if wish.fields:
        merged = replace(merged, fields=wish.fields, skus=wish.skus)
    return merged
