"""Stocks that managers count again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.figures.records import Recheck
from domain.rechecks import Line


class Rechecks(Protocol):
    """What was counted again, and where something was counted at all."""

    def put(
        self, month: str, store_code: str, rep_id: str, lines: Sequence[Line], by: str, at: datetime
    ) -> None:
        """Keep products counted again; a product of that store and month is replaced."""
        ...

    def of_month(self, month: str, stores: Sequence[str]) -> Sequence[Recheck]:
        """What was counted again in a month: one for each store."""
        ...

    def counted_since(self, since: datetime, stores: Sequence[str]) -> Sequence[str]:
        """Which of the stores have a rep's count in a visit opened since."""
        ...
