"""Threads: the guided conversations of a person, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.tables.base import table
from storage.tables.engine import ThreadRow

_THREAD = table(ThreadRow)
_OPEN = (
    select(_THREAD)
    .where(_THREAD.c.conversation == bindparam("who"), _THREAD.c.state == "open")
    .order_by(_THREAD.c.touched_at.desc(), _THREAD.c.id.desc())
)
_NEW = insert(_THREAD)
_CHANGE = (
    update(_THREAD)
    .where(_THREAD.c.id == bindparam("of"))
    .values(
        memory=bindparam("memory"),
        question=bindparam("question"),
        state=bindparam("state"),
        version=bindparam("version"),
        touched_at=bindparam("touched_at"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptThread:
    """A thread as it is kept."""

    conversation: str
    flow: str
    subject: str
    memory: dict[str, Any]
    question: dict[str, Any] | None
    version: int
    state: str
    touched_at: datetime
    id: int = 0


_FIELDS = tuple(f for f in KeptThread.__slots__ if f != "id")


class SqlThreads:
    """Threads on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_in(self, conversation: str) -> Sequence[KeptThread]:
        """The conversation's open threads, touched last first."""
        rows = self._connection.execute(_OPEN, {"who": conversation})
        return [KeptThread(id=r.id, **{n: getattr(r, n) for n in _FIELDS}) for r in rows]

    def save(self, thread: KeptThread) -> int:
        """Write a thread; an id of 0 makes a new one. Returns its id."""
        values = {name: getattr(thread, name) for name in _FIELDS}
        if not thread.id:
            return int(self._connection.execute(_NEW, values).lastrowid)
        kept = ("memory", "question", "state", "version", "touched_at")
        self._connection.execute(_CHANGE, {"of": thread.id, **{n: values[n] for n in kept}})
        return thread.id
