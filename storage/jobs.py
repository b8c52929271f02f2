"""Slow work and what it found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.tables.base import table
from storage.tables.engine import ReadingRow, WorkRow

_WORK = table(WorkRow)
_READING = table(ReadingRow)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A piece of work that one worker holds until its lease ends."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    conversation: str
    cause: int
    attempts: int


class SqlJobs:
    """Work rows on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, kind: str, key: str, payload: Mapping[str, Any], conversation: str, cause: int
    ) -> None:
        """Ask for work; the same kind and key again changes nothing."""
        values = {
            "kind": kind,
            "key": key,
            "payload": payload,
            "conversation": conversation,
            "cause": cause,
            "state": "new",
            "attempts": 0,
            "note": "",
        }
        self._connection.execute(insert(_WORK).on_conflict_do_nothing(), values)

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        *,
        only: Collection[str] = (),
        but: Collection[str] = (),
    ) -> Claimed | None:
        """Take the oldest piece of work, of some kinds or but some; taking it is an attempt."""
        rested = _WORK.c.lease_until.is_(None) | (_WORK.c.lease_until <= now)
        stmt = select(_WORK).where(_WORK.c.state == "new", _WORK.c.kind.not_in(but), rested)
        if only:
            stmt = stmt.where(_WORK.c.kind.in_(only))
        row = self._connection.execute(stmt.order_by(_WORK.c.id).limit(1)).first()
        if row is None:
            return None
        attempts = row.attempts + 1
        self._connection.execute(
            update(_WORK)
            .where(_WORK.c.id == row.id)
            .values(state="running", attempts=attempts, lease_until=lease_until)
        )
        return Claimed(row.id, row.kind, row.payload, row.conversation, row.cause, attempts)

    def finish(
        self, work_id: int, state: str, note: str = "", again_at: datetime | None = None
    ) -> bool:
        """Say how an attempt ended; ``False`` when somebody else had ended it.

        ``again_at``: work that is new again rests until then.
        """
        done = self._connection.execute(
            update(_WORK)
            .where(_WORK.c.id == work_id, _WORK.c.state == "running")
            .values(state=state, note=note, lease_until=again_at)
        )
        return done.rowcount == 1

    def put_off(self, work_id: int, until: datetime, note: str) -> None:
        """It was not tried after all: it rests, and the attempt does not count."""
        values = {"state": "new", "lease_until": until, "note": note}
        self._connection.execute(
            update(_WORK)
            .where(_WORK.c.id == work_id, _WORK.c.state == "running")
            .values(**values, attempts=_WORK.c.attempts - 1)
        )

    def overdue(self, now: datetime | None) -> Sequence[Claimed]:
        """Work whose lease has ended; with ``None`` all that was running when we died."""
        stmt = select(_WORK).where(_WORK.c.state == "running")
        if now is not None:
            stmt = stmt.where(_WORK.c.lease_until <= now)
        return [
            Claimed(r.id, r.kind, r.payload, r.conversation, r.cause, r.attempts)
            for r in self._connection.execute(stmt)
        ]

    def next_due(self) -> datetime | None:
        """When the next piece of work that rests may be tried again."""
        resting = (_WORK.c.state == "new") & _WORK.c.lease_until.is_not(None)
        stmt = select(_WORK.c.lease_until).where(resting).order_by(_WORK.c.lease_until).limit(1)
        return self._connection.scalar(stmt)

    def count(self, kind: str, state: str) -> int:
        """How many pieces of a kind are in a state."""
        stmt = select(func.count()).select_from(_WORK)
        return (
            self._connection.scalar(stmt.where(_WORK.c.kind == kind, _WORK.c.state == state)) or 0
        )

    def failed(self) -> Sequence[tuple[int, str, str]]:
        """(number, kind, why) of all work that ended without a result."""
        stmt = select(_WORK.c.id, _WORK.c.kind, _WORK.c.note).where(_WORK.c.state == "failed")
        rows = self._connection.execute(stmt.order_by(_WORK.c.id)).all()
        return [(row.id, row.kind, row.note) for row in rows]

    def reading(self, sha256: str, kind: str, engine: str) -> Mapping[str, Any] | None:
        """What that reader found in those bytes before."""
        stmt = select(_READING.c.body).where(
            _READING.c.sha256 == sha256, _READING.c.kind == kind, _READING.c.engine == engine
        )
        body: Mapping[str, Any] | None = self._connection.scalar(stmt)
        return body

    def keep_reading(self, sha256: str, kind: str, engine: str, body: Mapping[str, Any]) -> None:
        """Keep a result; keeping it twice is harmless."""
        values = {"sha256": sha256, "kind": kind, "engine": engine, "body": body}
        self._connection.execute(insert(_READING).on_conflict_do_nothing(), values)
