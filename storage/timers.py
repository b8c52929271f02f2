"""Timers: things due at a time, fired once, even after downtime."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.tables.base import table
from storage.tables.engine import TimerRow

_TIMER = table(TimerRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """One row."""

    kind: str
    key: str
    due_at: datetime
    conversation: str
    person_id: str | None
    payload: Mapping[str, Any]
    catch_up: str = "all"
    id: int = 0


class SqlTimers:
    """Timers on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, timer: Timer) -> None:
        """Set a timer; the same kind and key again changes nothing."""
        self._connection.execute(insert(_TIMER).on_conflict_do_nothing(), _values(timer))

    def arrange(self, timers: Sequence[Timer]) -> None:
        """Set timers whose time may have changed: those that still wait are moved."""
        if not timers:
            return
        stmt = insert(_TIMER)
        moved = stmt.on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={"due_at": stmt.excluded.due_at},
            where=_TIMER.c.state == "waiting",
        )
        self._connection.execute(moved, [_values(timer) for timer in timers])

    def next_due(self) -> datetime | None:
        """When the next timer is due."""
        stmt = select(_TIMER.c.due_at).where(_TIMER.c.state == "waiting")
        return self._connection.scalar(stmt.order_by(_TIMER.c.due_at).limit(1))

    def claim(self, now: datetime) -> Timer | None:
        """Take the timer that has been due longest and mark it fired."""
        stmt = (
            select(_TIMER)
            .where(_TIMER.c.state == "waiting", _TIMER.c.due_at <= now)
            .order_by(_TIMER.c.due_at, _TIMER.c.id)
            .limit(1)
        )
        row = self._connection.execute(stmt).first()
        if row is None:
            return None
        self._set(row.id, "fired")
        return Timer(
            id=row.id,
            kind=row.kind,
            key=row.key,
            due_at=row.due_at,
            conversation=row.conversation,
            person_id=row.person_id,
            payload=row.payload,
            catch_up=row.catch_up,
        )

    def skip_missed(self, now: datetime) -> int:
        """At a start: drop what came due while nobody ran and need not be caught up.

        ``none`` timers are dropped; of ``last`` timers only the newest of a kind and
        conversation stays; ``all`` timers stay. Returns how many were dropped.
        """
        stmt = (
            select(_TIMER)
            .where(_TIMER.c.state == "waiting", _TIMER.c.due_at <= now)
            .order_by(_TIMER.c.due_at.desc(), _TIMER.c.id.desc())
        )
        seen: set[tuple[str, str]] = set()
        dropped = 0
        for row in self._connection.execute(stmt).all():
            of = (row.kind, row.conversation)
            if row.catch_up == "none" or (row.catch_up == "last" and of in seen):
                self._set(row.id, "skipped")
                dropped += 1
            seen.add(of)
        return dropped

    def _set(self, timer_id: int, state: str) -> None:
        stmt = update(_TIMER).where(_TIMER.c.id == timer_id).values(state=state)
        self._connection.execute(stmt)


def _values(timer: Timer) -> dict[str, Any]:
    return {
        "kind": timer.kind,
        "key": timer.key,
        "due_at": timer.due_at,
        "conversation": timer.conversation,
        "person_id": timer.person_id,
        "payload": timer.payload,
        "catch_up": timer.catch_up,
        "state": "waiting",
    }
