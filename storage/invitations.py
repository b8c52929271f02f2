"""Invitations, and what is remembered of accounts at the door, on SQL."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.accounts import Account
from domain.invitations import Invitation
from domain.strangers import Knocks
from storage.tables.base import table
from storage.tables.people import InvitationRow, KnockRow

_INVITATION = table(InvitationRow)
_KNOCK = table(KnockRow)
_FIELDS = ("id", "person_id", "by", "made_at", "until", "state")
_FORGOTTEN = timedelta(days=1)


class SqlInvitations:
    """Implements ``domain.ports.Invitations``: codes are kept as hashes only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, invitation: Invitation, code: str) -> None:
        """Keep a new one."""
        values = {name: getattr(invitation, name) for name in _FIELDS}
        self._connection.execute(insert(_INVITATION), {**values, "code_hash": _hash(code)})

    def get(self, invitation_id: str) -> Invitation | None:
        """One invitation."""
        return self._one(_INVITATION.c.id == invitation_id)

    def of_code(self, code: str) -> Invitation | None:
        """The invitation of a code, whatever became of it."""
        return self._one(_INVITATION.c.code_hash == _hash(code))

    def use(self, invitation_id: str) -> bool:
        """Use it up; ``False`` when it is not open any more."""
        mine = (_INVITATION.c.id == invitation_id) & (_INVITATION.c.state == "open")
        done = self._connection.execute(update(_INVITATION).where(mine).values(state="used"))
        return done.rowcount == 1

    def end(self, person_id: str) -> int:
        """End the open ones of a person; how many."""
        return self._end(_INVITATION.c.person_id == person_id)

    def end_made_by(self, person_id: str) -> int:
        """End the open ones that a person made for others; how many."""
        return self._end(_INVITATION.c.by == person_id)

    def open(self) -> Sequence[Invitation]:
        """All that nobody has used and nobody has ended, oldest first."""
        stmt = select(_INVITATION).where(_INVITATION.c.state == "open")
        rows = self._connection.execute(stmt.order_by(_INVITATION.c.made_at, _INVITATION.c.id))
        return [_invitation(row) for row in rows]

    def _end(self, which: Any) -> int:
        open_ones = update(_INVITATION).where(which, _INVITATION.c.state == "open")
        return self._connection.execute(open_ones.values(state="ended")).rowcount

    def _one(self, which: Any) -> Invitation | None:
        row = self._connection.execute(select(_INVITATION).where(which)).first()
        return _invitation(row) if row else None


class SqlDoor:
    """Implements ``domain.ports.Door``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def knocks(self, account: Account) -> Knocks:
        """When the account was answered, and when it tried codes."""
        row = self._connection.execute(select(_KNOCK).where(_is(account))).first()
        if row is None:
            return Knocks()
        return Knocks(row.answered_at, tuple(map(datetime.fromisoformat, row.wrong)))

    def remember(self, account: Account, knocks: Knocks, at: datetime) -> None:
        """Write it, and forget who was not seen for a day."""
        self._connection.execute(delete(_KNOCK).where(_KNOCK.c.seen_at < at - _FORGOTTEN))
        values = {
            "answered_at": knocks.answered_at,
            "wrong": [one.isoformat() for one in knocks.wrong],
            "seen_at": at,
        }
        put = insert(_KNOCK).values(channel=account.channel, address=account.address, **values)
        self._connection.execute(
            put.on_conflict_do_update(index_elements=["channel", "address"], set_=values)
        )

    def forget(self, account: Account) -> None:
        """It belongs to somebody now."""
        self._connection.execute(delete(_KNOCK).where(_is(account)))


def _is(account: Account) -> Any:
    return (_KNOCK.c.channel == account.channel) & (_KNOCK.c.address == account.address)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(**{name: getattr(row, name) for name in _FIELDS})
