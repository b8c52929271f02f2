"""What a conversation looks like afterwards: both sides, and the files that were in it."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage.boards import SqlBoards
from storage.inbox import Letter, SqlInbox
from storage.outbox import Outgoing, SqlOutbox
from storage.tables.base import table
from storage.tables.engine import InboxRow, OutboxRow

_INBOX = table(InboxRow)
_OUTBOX = table(OutboxRow)


class SqlHistory:
    """Reads one conversation over all its channels."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def letters(self, conversation: str, last: int) -> Sequence[Letter]:
        """The newest messages that came in, oldest first."""
        return SqlInbox(self._connection).said_in(conversation, last)

    def messages(self, conversation: str, last: int) -> Sequence[Outgoing]:
        """The newest messages that went out, oldest first, as they first were."""
        return SqlOutbox(self._connection).sent_in(conversation, last)

    def edited(self, numbers: Sequence[int]) -> dict[int, Outgoing]:
        """What some of the messages say by now; only those that were edited."""
        return SqlBoards(self._connection).edited(numbers)

    def message(self, number: int) -> Outgoing | None:
        """One message that went out, whoever's it is."""
        return SqlOutbox(self._connection).get(number)

    def holds(self, conversation: str, sha256: str) -> bool:
        """Whether a file came in or went out in the conversation."""
        came = select(_INBOX.c.id).where(
            _INBOX.c.conversation == conversation,
            _INBOX.c.channel != "internal",
            _INBOX.c.body["sha256"].as_string() == sha256,
        )
        went = select(_OUTBOX.c.id).where(
            _OUTBOX.c.conversation == conversation, _OUTBOX.c.image == sha256
        )
        return any(self._connection.execute(s.limit(1)).first() for s in (came, went))
