"""Timers that are due, as letters; and the daily ones, set a day ahead."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.engine.events import INTERNAL
from domain.days import DIGESTS, MORNING, calls
from domain.ports import Clock
from domain.settings import COMPANY
from storage.inbox import Letter
from storage.timers import Timer
from storage.work import Caches, SqlWork

_ARRANGED = "daily timers"
"""Mark: the day, the company and the rules that the daily timers were set for."""
_DAILY = frozenset({MORNING, *DIGESTS})


class Timekeeper:
    """Fires timers. A tick that is lost or doubled does no harm."""

    def __init__(self, clock: Clock, caches: Caches) -> None:
        self._clock = clock
        self._caches = caches

    def fire(self, connection: Connection) -> int:
        """Turn every due timer into a letter; how many."""
        work = SqlWork(connection, self._caches)
        self._arrange(work)
        now, fired = self._clock.now(), 0
        while (timer := work.timers.claim(now)) is not None:
            found = work.addresses.of(timer.person_id) if timer.person_id else None
            if found is None and timer.kind in _DAILY:
                continue  # nobody to speak to
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
        self._arrange(work)
        times = (
            work.timers.next_due(),
            work.outbox.next_due(),
            work.outbox.next_quiet(),
            work.jobs.next_due(),
        )
        return min((t for t in times if t is not None), default=None)

    def skip_missed(self, connection: Connection) -> int:
        """At a start, drop what need not be caught up."""
        return SqlWork(connection, self._caches).timers.skip_missed(self._clock.now())

    def _arrange(self, work: SqlWork) -> None:
        """Set today's and tomorrow's daily timers, once for each day, company and set of rules.

        What would have been due before nobody thought of it is not made up for.
        """
        self._caches.refresh(work.connection)
        now, settings = self._clock.now(), work.rules.settings()
        day = settings.day(now)
        mark = f"{day} {self._caches.version} {work.rules.newest(COMPANY)}"
        if work.marks.get(_ARRANGED) == mark:
            return
        people = work.directory.organisation.people.values()
        due = [c for d in (day, day + timedelta(days=1)) for c in calls(people, d, settings)]
        work.timers.arrange(
            [
                Timer(
                    kind=call.kind,
                    key=f"{call.person_id}:{settings.day(call.at)}",
                    due_at=call.at,
                    conversation=f"person:{call.person_id}",
                    person_id=call.person_id,
                    payload={},
                    catch_up="last",
                )
                for call in due
                if call.at >= now
            ]
        )
        work.marks.set(_ARRANGED, mark)
