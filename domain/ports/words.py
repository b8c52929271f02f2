"""Other names of things, as conversations see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.aliases import Alias


class Aliases(Protocol):
    """What people confirmed to call things."""

    def add(self, alias: Alias) -> None:
        """Keep a new one; from the next message on it counts."""
        ...

    def get(self, alias_id: str) -> Alias | None:
        """One that counts."""
        ...

    def known(self, phrase: str, kind: str, code: str) -> bool:
        """Whether it counts already."""
        ...

    def newest(self, most: int) -> Sequence[Alias]:
        """Those that count, newest first."""
        ...

    def count(self) -> int:
        """How many count."""
        ...

    def end(self, alias_id: str, at: datetime) -> None:
        """Let it not count any more; the row stays."""
        ...
