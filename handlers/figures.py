"""Asking for figures: they are computed outside the decision and come back as ``Reported``."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from domain.figures.query import Query
from handlers.turn import Turn

FIGURES = "figures"
"""Work kind of what computes figures."""


def ask_figures(turn: Turn, flow: str, queries: Sequence[Query], **ask: Any) -> None:
    """Have queries answered; a ``Reported`` event with ``ask`` and the reports comes back.

    ``flow`` names the flow that words the answer; ``ask`` is plain JSON.
    """
    asked = [asdict(query) for query in queries]
    turn.work_on(FIGURES, turn.ids.new(), queries=asked, ask={"flow": flow, **ask})
