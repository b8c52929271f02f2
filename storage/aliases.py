"""Other names of things, on SQL."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from domain.aliases import Alias
from storage.tables.base import table
from storage.tables.words import AliasRow

_ALIAS = table(AliasRow)
_COUNTS = _ALIAS.c.ended_at.is_(None)


class SqlAliases:
    """Implements ``domain.ports.words.Aliases``."""

    def __init__(self, connection: Connection, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._changed = changed
        """Lets every reader of sentences learn the names anew."""

    def add(self, alias: Alias) -> None:
        """Keep a new one."""
        values = {"id": alias.id, "phrase": alias.phrase, "kind": alias.kind, "code": alias.code}
        self._connection.execute(insert(_ALIAS).values(**values, by=alias.by, at=alias.at))
        self._changed()

    def get(self, alias_id: str) -> Alias | None:
        """One that counts."""
        row = self._connection.execute(
            select(_ALIAS).where(_ALIAS.c.id == alias_id, _COUNTS)
        ).first()
        return _alias(row) if row else None

    def known(self, phrase: str, kind: str, code: str) -> bool:
        """Whether it counts already."""
        same = (_ALIAS.c.phrase == phrase) & (_ALIAS.c.kind == kind) & (_ALIAS.c.code == code)
        return self._connection.scalar(select(_ALIAS.c.id).where(same, _COUNTS)) is not None

    def newest(self, most: int) -> Sequence[Alias]:
        """Those that count, newest first."""
        stmt = select(_ALIAS).where(_COUNTS).order_by(_ALIAS.c.at.desc(), _ALIAS.c.id.desc())
        return [_alias(row) for row in self._connection.execute(stmt.limit(most))]

    def all(self) -> Sequence[Alias]:
        """All that count, in the order in which they were learnt."""
        stmt = select(_ALIAS).where(_COUNTS).order_by(_ALIAS.c.at, _ALIAS.c.id)
        return [_alias(row) for row in self._connection.execute(stmt)]

    def count(self) -> int:
        """How many count."""
        return self._connection.scalar(select(func.count()).select_from(_ALIAS).where(_COUNTS)) or 0

    def end(self, alias_id: str, at: datetime) -> None:
        """Let it not count any more."""
        stmt = update(_ALIAS).where(_ALIAS.c.id == alias_id, _COUNTS)
        self._connection.execute(stmt.values(ended_at=at))
        self._changed()


def _alias(row: Row[tuple[object, ...]]) -> Alias:
    return Alias(row.id, row.phrase, row.kind, row.code, row.by, row.at)
