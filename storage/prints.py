"""Fingerprints of storefronts, searched by their bits, on SQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from domain.reuse import Print
from storage.tables.base import table
from storage.tables.visits import PrintRow

_PRINT = table(PrintRow)
_PARTS = [_PRINT.c[f"{hash_}{n}"] for hash_ in "pd" for n in range(4)]
_BITS = 16
_FIELDS = ("item_id", "visit_id", "store_code", "rep_id", "at", "sha256", "phash", "dhash")


class SqlPrints:
    """Implements ``domain.ports.Prints``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, one: Print) -> None:
        """Keep a fingerprint; the same item again changes nothing."""
        values = {name: getattr(one, name) for name in _FIELDS}
        found = _parts(one.phash, one.dhash)
        parts = {column.name: part for column, part in zip(_PARTS, found, strict=True)}
        self._connection.execute(insert(_PRINT).on_conflict_do_nothing(), {**values, **parts})

    def remove(self, item_id: str) -> None:
        """Forget a picture that was taken back."""
        self._connection.execute(delete(_PRINT).where(_PRINT.c.item_id == item_id))

    def near(self, sha256: str, phash: str, dhash: str) -> Sequence[Print]:
        """Fingerprints of the same bytes, and all whose hashes differ in at most 15 bits together.

        Fifteen differing bits leave one of eight parts with at most one of them, so looking up
        each part and its 16 one-bit neighbours finds every one; some farther ones come along.
        """
        close = [
            column.in_([part, *(part ^ (1 << bit) for bit in range(_BITS))])
            for column, part in zip(_PARTS, _parts(phash, dhash), strict=True)
        ]
        stmt = select(_PRINT).where(or_(_PRINT.c.sha256 == sha256, *close)).order_by(_PRINT.c.at)
        return [_print(row) for row in self._connection.execute(stmt)]


def _parts(phash: str, dhash: str) -> list[int]:
    both = f"{phash}{dhash}"
    return [int(both[at : at + 4], 16) for at in range(0, len(both), 4)]


def _print(row: Row[Any]) -> Print:
    return Print(**{name: getattr(row, name) for name in _FIELDS})
