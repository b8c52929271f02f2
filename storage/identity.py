"""Who writes from which account; personal links; marks; the audit's lines."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.accounts import PAGE, Account, Held
from storage.tables.base import table
from storage.tables.engine import AddressRow, AuditRow, BlobRow, InboxRow, LinkRow, MarkRow

_ADDRESS = table(AddressRow)
_LINK = table(LinkRow)
_MARK = table(MarkRow)
_AUDIT = table(AuditRow)
_BLOB = table(BlobRow)
_INBOX = table(InboxRow)

_PERSON_OF = select(_ADDRESS.c.person_id, _ADDRESS.c.off).where(
    _ADDRESS.c.channel == bindparam("channel"), _ADDRESS.c.address == bindparam("address")
)


_LAST = (
    select(_INBOX.c.channel, _INBOX.c.address, _INBOX.c.received_at)
    .where(
        _INBOX.c.conversation == bindparam("conversation"),
        _INBOX.c.channel != "internal",
        _INBOX.c.kind != "enter",  # a phone may do that by itself, and this, too
        _INBOX.c.kind != "place",
    )
    .order_by(_INBOX.c.id.desc())
    .limit(1)
)


class SqlAddresses:
    """Implements ``domain.ports.Accounts``: accounts and the people behind them."""

    def __init__(self, connection: Connection, known: dict[tuple[str, str], str]) -> None:
        self._connection = connection
        self._known = known
        """Accounts looked up before; forgotten whenever one is bound."""

    def bind(self, channel: str, address: str, person_id: str, at: datetime) -> None:
        """Bind an account to a person; binding it again moves it."""
        self._known.clear()
        stmt = insert(_ADDRESS).values(
            channel=channel, address=address, person_id=person_id, bound_at=at, off=False
        )
        change = {"person_id": person_id, "bound_at": at, "off": False}
        self._connection.execute(
            stmt.on_conflict_do_update(index_elements=["channel", "address"], set_=change)
        )

    def person_of(self, channel: str, address: str) -> str | None:
        """Who writes from there."""
        key = (channel, address)
        return self._known[key] if key in self._known else self._look(key, heard=False)

    def heard_from(self, channel: str, address: str) -> str | None:
        """Who writes from there; whoever writes can be reached there again."""
        key = (channel, address)
        return self._known[key] if key in self._known else self._look(key, heard=True)

    def _look(self, key: tuple[str, str], *, heard: bool) -> str | None:
        row = self._connection.execute(_PERSON_OF, {"channel": key[0], "address": key[1]}).first()
        if row is None:
            return None
        if row.off and heard:
            self.switch(*key, on=True)
        if heard or not row.off:
            self._known[key] = row.person_id
        return str(row.person_id)

    def of(self, person_id: str) -> tuple[str, str] | None:
        """(channel, address) where the person can be reached: where he wrote or was bound last."""
        held = [h for h in self.held_by(person_id) if not h.off]
        if not held:
            return None
        bound = max(h.bound_at for h in held)
        found = next(h.account for h in held if h.bound_at == bound)
        last = self._connection.execute(_LAST, {"conversation": f"person:{person_id}"}).first()
        if last is not None and last.received_at >= bound:
            wrote = Account(last.channel, last.address)
            found = wrote if any(h.account == wrote for h in held) else found
        return found.channel, found.address

    def held_by(self, person_id: str) -> Sequence[Held]:
        """The accounts of a person, the one bound first first."""
        stmt = select(_ADDRESS).where(_ADDRESS.c.person_id == person_id)
        rows = self._connection.execute(stmt.order_by(_ADDRESS.c.bound_at, _ADDRESS.c.channel))
        return [
            Held(account=Account(r.channel, r.address), bound_at=r.bound_at, off=r.off)
            for r in rows
        ]

    def on_messengers(self) -> frozenset[str]:
        """Ids of everybody who has an account on a messenger."""
        stmt = select(_ADDRESS.c.person_id).where(_ADDRESS.c.channel != PAGE)
        return frozenset(self._connection.scalars(stmt))

    def unbind(self, account: Account) -> None:
        """Let nobody be behind an account any more."""
        self._known.pop((account.channel, account.address), None)
        mine = (_ADDRESS.c.channel == account.channel) & (_ADDRESS.c.address == account.address)
        self._connection.execute(delete(_ADDRESS).where(mine))

    def switch(self, channel: str, address: str, *, on: bool) -> None:
        """Stop sending to an account that is blocked or gone, or begin again."""
        self._known.pop((channel, address), None)
        stmt = update(_ADDRESS).where(_ADDRESS.c.channel == channel, _ADDRESS.c.address == address)
        self._connection.execute(stmt.where(_ADDRESS.c.off.is_(on)).values(off=not on))


class SqlLinks:
    """Implements ``domain.ports.Links``: tokens are kept as hashes only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make(self, person_id: str, token: str, at: datetime) -> None:
        """Keep a new link."""
        values = {"token_hash": _hash(token), "person_id": person_id, "made_at": at}
        self._connection.execute(insert(_LINK), values)

    def revoke(self, person_id: str, at: datetime) -> int:
        """End all links of a person; how many were open."""
        stmt = update(_LINK).where(_LINK.c.person_id == person_id, _LINK.c.revoked_at.is_(None))
        return self._connection.execute(stmt.values(revoked_at=at)).rowcount

    def holder(self, token: str) -> str | None:
        """Whose link it is, unless it was revoked."""
        stmt = select(_LINK.c.person_id).where(
            _LINK.c.token_hash == _hash(token), _LINK.c.revoked_at.is_(None)
        )
        return self._connection.scalar(stmt)

    def count(self, person_id: str) -> int:
        """How many links of a person work."""
        mine = (_LINK.c.person_id == person_id) & _LINK.c.revoked_at.is_(None)
        return self._connection.scalar(select(func.count()).select_from(_LINK).where(mine)) or 0


class SqlMarks:
    """Small facts about the installation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str:
        """The mark, or an empty text."""
        value = self._connection.scalar(select(_MARK.c.value).where(_MARK.c.name == name))
        return value or ""

    def set(self, name: str, value: str) -> None:
        """Write a mark."""
        stmt = insert(_MARK).values(name=name, value=value)
        self._connection.execute(
            stmt.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    def bump(self, name: str) -> None:
        """Count a mark up by one."""
        self.set(name, str(int(self.get(name) or 0) + 1))


class SqlAudit:
    """Implements ``domain.ports.Audit``: lines are only ever added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, at: datetime, by: str, what: str, subject: str, **facts: Any) -> None:
        """Append one line."""
        values = {"at": at, "by": by, "what": what, "subject": subject, "facts": facts}
        self._connection.execute(insert(_AUDIT), values)

    def count(self, what: str) -> dict[str, int]:
        """How many lines of that kind there are, by subject."""
        stmt = select(_AUDIT.c.subject, func.count()).where(_AUDIT.c.what == what)
        rows = self._connection.execute(stmt.group_by(_AUDIT.c.subject)).all()
        return {row[0]: row[1] for row in rows}


class SqlBlobUses:
    """Implements ``domain.ports.Files``: how many rows refer to a stored file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def use(self, sha256: str, size: int) -> None:
        """Count one more row that refers to the file."""
        stmt = insert(_BLOB).values(sha256=sha256, size=size, uses=1)
        more = {"uses": _BLOB.c.uses + 1}
        self._connection.execute(stmt.on_conflict_do_update(index_elements=["sha256"], set_=more))

    def keeps(self, sha256: str) -> bool:
        """Whether the file is still there: what retention has let go of has no uses left."""
        found = select(_BLOB.c.uses).where(_BLOB.c.sha256 == sha256)
        return self._connection.scalar(found) != 0


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
