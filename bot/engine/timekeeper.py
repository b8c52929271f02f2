"""Timers that are due, as letters."""

from datetime import datetime

from sqlalchemy import Connection

from bot.engine.events import INTERNAL
from domain.ports import Clock
from storage.inbox import Letter
from storage.work import Caches, SqlWork


class Timekeeper:
    """Fires timers. A tick that is lost or doubled does no harm."""

    def __init__(self, clock: Clock, caches: Caches) -> None:
        self._clock = clock
        self._caches = caches

    def fire(self, connection: Connection) -> int:
        """Turn every due timer into a letter; how many."""
        work = SqlWork(connection, self._caches)
        now, fired = self._clock.now(), 0
        while (timer := work.timers.claim(now)) is not None:
            found = work.addresses.of(timer.person_id) if timer.person_id else None
            body = {
                "kind": timer.kind,
                "due_at": timer.due_at.isoformat(),
                "payload": dict(timer.payload),
                "via": found[0] if found else "console",
            }
            work.inbox.add(
                Letter(
                    channel=INTERNAL,
                    key=f"timer:{timer.id}",
                    conversation=timer.conversation,
                    person_id=timer.person_id,
                    address=found[1] if found else "",
                    chat="private",
                    kind="due",
                    body=body,
                    at=timer.due_at,
                    received_at=now,
                )
            )
            fired += 1
        return fired

    def next_due(self, connection: Connection) -> datetime | None:
        """When the next timer or the next try of a message is due."""
        work = SqlWork(connection, self._caches)
        times = (work.timers.next_due(), work.outbox.next_due(), work.outbox.next_quiet())
        return min((t for t in times if t is not None), default=None)

    def skip_missed(self, connection: Connection) -> int:
        """At a start, drop what need not be caught up."""
        return SqlWork(connection, self._caches).timers.skip_missed(self._clock.now())
