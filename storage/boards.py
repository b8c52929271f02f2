"""Messages that are kept up to date: which one stands in a chat, and what it says by now."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from storage.outbox import QUIET, Outgoing, outgoing_of, values_of
from storage.tables.base import table
from storage.tables.engine import OutboxRow

_OUTBOX = table(OutboxRow)
_WORDED = ("template", "facts", "news", "buttons", "draw", "cause")


class SqlBoards:
    """Rows of the outbox that are boards or edits of one, on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, out: Outgoing) -> Outgoing | None:
        """The newest message of the same board at the same account, sent or still to be sent."""
        return self._newest(_same(out), _OUTBOX.c.state != "dead")

    def last(self, out: Outgoing) -> Outgoing | None:
        """The newest message of the same board, at whatever account of the person."""
        same = (_OUTBOX.c.conversation == out.conversation, _OUTBOX.c.board == out.board)
        return self._newest(*same, _OUTBOX.c.state != "dead")

    def standing(self, out: Outgoing) -> Outgoing | None:
        """The message in whose place an edit goes: the last of its board that was sent as one."""
        first = (_OUTBOX.c.edits.is_(None), _OUTBOX.c.state == "sent", _OUTBOX.c.id < out.id)
        return self._newest(_same(out), *first)

    def edit(self, out: Outgoing) -> int:
        """Queue an edit: it is held for nothing and merges with nothing."""
        return int(self._connection.execute(insert(_OUTBOX), values_of(out)).lastrowid)

    def reword(self, waiting: Outgoing, out: Outgoing) -> bool:
        """Let a message that nobody has seen yet say what is newer; ``False`` when it is on its way."""
        unseen = _OUTBOX.c.state.in_(("new", QUIET)) & (_OUTBOX.c.id == waiting.id)
        values = values_of(out)
        stmt = update(_OUTBOX).where(unseen).values({name: values[name] for name in _WORDED})
        return self._connection.execute(stmt).rowcount > 0

    def edited(self, first: Sequence[int]) -> dict[int, Outgoing]:
        """What messages say by now, by their number; only those that were edited."""
        if not first:
            return {}
        sent = and_(_OUTBOX.c.edits.in_(first), _OUTBOX.c.state == "sent")
        newest = select(func.max(_OUTBOX.c.id)).where(sent).group_by(_OUTBOX.c.edits)
        rows = self._connection.execute(select(_OUTBOX).where(_OUTBOX.c.id.in_(newest)))
        return {row.edits: outgoing_of(row) for row in rows}

    def _newest(self, *so: ColumnElement[bool]) -> Outgoing | None:
        stmt = select(_OUTBOX).where(*so).order_by(_OUTBOX.c.id.desc()).limit(1)
        row: Any = self._connection.execute(stmt).first()
        return outgoing_of(row) if row else None


def _same(out: Outgoing) -> ColumnElement[bool]:
    return and_(
        _OUTBOX.c.conversation == out.conversation,
        _OUTBOX.c.board == out.board,
        _OUTBOX.c.channel == out.channel,
        _OUTBOX.c.address == out.address,
    )
