"""Messages to people who did not write first: how many a day has, and what waits beyond that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from storage.outbox import QUIET, Outgoing, outgoing_of, values_of
from storage.tables.base import table
from storage.tables.engine import OutboxRow

_OUTBOX = table(OutboxRow)
BEYOND = "beyond"
"""Note of a message that waits because its day has had enough."""
_WAITS = (_OUTBOX.c.state == QUIET) & (_OUTBOX.c.note == BEYOND)
_HEARD = ("template", "facts", "news", "buttons", "draw", "cause")


class SqlPushes:
    """Rows of the outbox that answer nothing, on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, conversation: str, begin: datetime, end: datetime) -> int:
        """How many a conversation got or gets in a span of time."""
        theirs = (_OUTBOX.c.conversation == conversation) & _OUTBOX.c.pushed
        then = (_OUTBOX.c.next_at >= begin) & (_OUTBOX.c.next_at < end)
        stmt = select(func.count()).where(theirs & then, _OUTBOX.c.state != "dead")
        return self._connection.scalar(stmt) or 0

    def waiting(self, conversation: str) -> Outgoing | None:
        """The one message that waits for a conversation."""
        stmt = select(_OUTBOX).where(_WAITS, _OUTBOX.c.conversation == conversation)
        row: Any = self._connection.execute(stmt).first()
        return outgoing_of(row) if row else None

    def everywhere(self) -> Sequence[str]:
        """Conversations for which something waits."""
        return self._connection.scalars(select(_OUTBOX.c.conversation).where(_WAITS)).all()

    def reword(self, out_id: int, out: Outgoing) -> None:
        """Let the message that waits say more."""
        values = values_of(out)
        told = {name: values[name] for name in _HEARD}
        self._connection.execute(update(_OUTBOX).where(_OUTBOX.c.id == out_id).values(told))

    def take(self, out_id: int) -> None:
        """Take it away: it goes out as another one. Nobody has seen its buttons."""
        self._connection.execute(delete(_OUTBOX).where(_OUTBOX.c.id == out_id))
