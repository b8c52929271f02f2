"""The inbox: everything that arrived, once each, in the order of arrival."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.tables.base import table
from storage.tables.engine import InboxRow

_INBOX = table(InboxRow)
_ADD = insert(_INBOX).on_conflict_do_nothing(index_elements=["channel", "key"])
_NEW = select(_INBOX).where(_INBOX.c.state == "new").order_by(_INBOX.c.id).limit(bindparam("most"))
_MARK = (
    update(_INBOX).where(_INBOX.c.id.in_(bindparam("of", expanding=True))).values(state="decided")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One row of the inbox."""

    channel: str
    key: str
    conversation: str
    person_id: str | None
    address: str
    chat: str
    kind: str
    body: Mapping[str, Any]
    at: datetime
    received_at: datetime
    ref: str = ""
    """The channel's own number of the message; empty where the key serves as that, too."""
    id: int = 0


class SqlInbox:
    """Letters on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, letter: Letter) -> int | None:
        """Keep a letter; ``None`` when the channel delivered it before."""
        values = {name: getattr(letter, name) for name in _FIELDS}
        values |= {"ref": letter.ref or letter.key, "state": "new", "note": ""}
        done = self._connection.execute(_ADD, values)
        return int(done.lastrowid) if done.rowcount == 1 else None

    def new(self, most: int) -> Sequence[Letter]:
        """The oldest letters that nobody has decided."""
        return [_letter(row) for row in self._connection.execute(_NEW, {"most": most})]

    def get(self, letter_id: int) -> Letter | None:
        """One letter."""
        row = self._connection.execute(select(_INBOX).where(_INBOX.c.id == letter_id)).first()
        return _letter(row) if row else None

    def number_of(self, channel: str, ref: str, conversation: str) -> int | None:
        """The number of a letter by the channel's own number, if it is of that conversation."""
        mine = (_INBOX.c.channel == channel) & (_INBOX.c.conversation == conversation)
        stmt = select(_INBOX.c.id).where(mine, _INBOX.c.ref == ref).order_by(_INBOX.c.id.desc())
        return self._connection.scalar(stmt.limit(1))  # what is edited is rarely old

    def fill(self, letter_id: int, body: Mapping[str, Any]) -> Letter | None:
        """Add what was learned about a message's file to the letter that named it."""
        letter = self.get(letter_id)
        if letter is None:
            return None
        filled = {**letter.body, **body}
        self._connection.execute(update(_INBOX).where(_INBOX.c.id == letter_id).values(body=filled))
        return replace(letter, body=filled)

    def hush(self, letter_id: int) -> None:
        """Keep nothing of what a letter said."""
        self._connection.execute(update(_INBOX).where(_INBOX.c.id == letter_id).values(body={}))

    def decided(self, letter_ids: Sequence[int]) -> None:
        """Mark letters as done with."""
        if letter_ids:
            self._connection.execute(_MARK, {"of": list(letter_ids)})

    def broken(self, letter_id: int, note: str) -> None:
        """Park a letter whose decision failed, with the traceback."""
        done = update(_INBOX).where(_INBOX.c.id == letter_id).values(state="broken", note=note)
        self._connection.execute(done)

    def answer(self, letter_id: int, note: str) -> None:
        """Leave an answer for whoever waits beside the letter."""
        done = update(_INBOX).where(_INBOX.c.id == letter_id).values(note=note)
        self._connection.execute(done)

    def answered(self, letter_id: int) -> str:
        """The answer left beside a letter, or an empty text."""
        return self._connection.scalar(select(_INBOX.c.note).where(_INBOX.c.id == letter_id)) or ""

    def parked(self) -> Sequence[tuple[int, str]]:
        """(number, last line of the traceback) of every broken letter."""
        stmt = select(_INBOX.c.id, _INBOX.c.note).where(_INBOX.c.state == "broken")
        rows = self._connection.execute(stmt.order_by(_INBOX.c.id)).all()
        return [(row.id, row.note.strip().splitlines()[-1] if row.note else "") for row in rows]

    def retry(self, letter_id: int) -> bool:
        """Put a broken letter back in line; ``False`` when it is not broken."""
        done = self._connection.execute(
            update(_INBOX)
            .where(_INBOX.c.id == letter_id, _INBOX.c.state == "broken")
            .values(state="new", note="")
        )
        return done.rowcount == 1

    def said_in(self, conversation: str, last: int) -> Sequence[Letter]:
        """The newest letters of a conversation, oldest first."""
        stmt = (
            select(_INBOX)
            .where(_INBOX.c.conversation == conversation, _INBOX.c.channel != "internal")
            .order_by(_INBOX.c.id.desc())
            .limit(last)
        )
        return [_letter(row) for row in reversed(self._connection.execute(stmt).all())]


_FIELDS = (
    "channel key ref conversation person_id address chat kind body at received_at".split()  # noqa: SIM905
)


def _letter(row: Row[Any]) -> Letter:
    return Letter(id=row.id, **{name: getattr(row, name) for name in _FIELDS})
