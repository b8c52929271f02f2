"""Workers: slow work outside any transaction, its result or failure as an event."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection

from bot.engine.arrivals import FETCH, ask_reading
from bot.engine.core import Core
from bot.engine.events import INTERNAL
from domain.ports import Clock
from storage.inbox import Letter
from storage.jobs import Claimed
from storage.work import Caches, SqlWork

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
_RESTS = (timedelta(seconds=5), timedelta(seconds=30))
"""Before a file is fetched again: a messenger that is not there now may be in a moment."""
_TOO_OLD = timedelta(days=1)
"""A file that a messenger has put off for so long is asked for again."""
LIVES = 10
"""How often work is taken up again after the whole bot was killed: that is rarely its fault, but a
picture that takes the bot along must not do so for ever."""
READ = "read"
"""The lane of everything that has none of its own."""
LANES: Mapping[str, Collection[str]] = {
    FETCH: {FETCH},
    "words": {"understand"},
    "voice": {"voice"},
    "figures": {"figures"},
}
"""Kinds of work that wait for no other: a question need not wait until photos are read."""
_APART = frozenset().union(*LANES.values())
_RESTARTED = "restarted"
FILLED = "filled"
"""Kind of a result that completes the message itself: its file is here and can be read."""


class WorkError(Exception):
    """A job ended without a result.

    ``final`` when trying again can't help: a broken file, an engine that is not there. ``after``:
    it was not even tried, and may be then; that costs no attempt.
    """

    def __init__(
        self, code: str, *, final: bool, note: str = "", after: timedelta | None = None
    ) -> None:
        self.code, self.final, self.note, self.after = code, final, note, after
        super().__init__(f"{code} {note}".strip())


@dataclass(frozen=True, slots=True)
class Result:
    """What a job found: the kind of event and its body."""

    kind: str
    body: Mapping[str, Any]
    made: tuple[str, int] | None = None
    """A new file: its SHA-256 and size in bytes."""


class Tool(Protocol):
    """Does one kind of slow work."""

    def engine(self, payload: Mapping[str, Any]) -> str:
        """Name and version of what would read that; results are kept by it. Empty: never kept."""
        ...

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Work on the payload.

        Raises:
            WorkError: when there is no result.
        """
        ...


class Workers:
    """Claims work, runs it, hands in what came of it."""

    def __init__(self, core: Core, clock: Clock, caches: Caches, tools: Mapping[str, Tool]) -> None:
        self._core = core
        self._clock = clock
        self._caches = caches
        self._tools = tools

    async def run_one(self, lane: str = "") -> bool:
        """Do the piece of work that has waited longest, in a lane or at all.

        Returns:
            ``False`` when there is none.
        """
        kinds = {"only": LANES[lane]} if lane in LANES else {"but": _APART if lane else ()}
        call = self._core.call(lambda c: self._claim(c, **kinds))
        claimed = await asyncio.wrap_future(call)
        if claimed is None:
            return False
        known = await asyncio.wrap_future(self._core.call(lambda c: self._known(c, claimed)))
        if known is not None:
            await asyncio.wrap_future(self._core.call(lambda c: self._done(c, claimed, known)))
            return True
        try:
            tool = self._tools[claimed.kind]
            async with asyncio.timeout(LEASE.total_seconds()):
                result = await tool.run(claimed.payload)
        except WorkError as error:
            await self._hand_in(claimed, error)
        except TimeoutError:
            await self._hand_in(claimed, WorkError("timeout", final=False))
        except Exception as error:  # noqa: BLE001 - a reader's bug must not end the worker
            await self._hand_in(claimed, WorkError("crashed", final=False, note=repr(error)))
        else:
            await asyncio.wrap_future(self._core.call(lambda c: self._done(c, claimed, result)))
        return True

    async def recover(self, *, all_running: bool) -> int:
        """Take back work whose worker is gone; how many pieces."""
        now = None if all_running else self._clock.now()
        code = _RESTARTED if all_running else "killed"

        def take_back(connection: Connection) -> int:
            lost = self._work(connection).jobs.overdue(now)
            for claimed in lost:
                self._failed(connection, claimed, WorkError(code, final=False))
            return len(lost)

        return await asyncio.wrap_future(self._core.call(take_back))

    def _work(self, connection: Connection) -> SqlWork:
        return SqlWork(connection, self._caches)

    def _claim(self, connection: Connection, **kinds: Collection[str]) -> Claimed | None:
        now = self._clock.now()
        return self._work(connection).jobs.claim(now, now + LEASE, **kinds)

    def _known(self, connection: Connection, claimed: Claimed) -> Result | None:
        """What the same reader found in the same bytes before."""
        tool = self._tools.get(claimed.kind)
        engine = tool.engine(claimed.payload) if tool else ""
        if not engine:
            return None
        sha256 = str(claimed.payload["sha256"])
        body = self._work(connection).jobs.reading(sha256, claimed.kind, engine)
        return Result(str(body["kind"]), body["body"]) if body else None

    async def _hand_in(self, claimed: Claimed, error: WorkError) -> None:
        await asyncio.wrap_future(self._core.call(lambda c: self._failed(c, claimed, error)))

    def _failed(self, connection: Connection, claimed: Claimed, error: WorkError) -> None:
        work = self._work(connection)
        most = LIVES if error.code == _RESTARTED else ATTEMPTS
        cause = work.inbox.get(claimed.cause) if error.after else None
        if error.after and cause and self._clock.now() - cause.received_at < _TOO_OLD:
            work.jobs.put_off(claimed.id, self._clock.now() + error.after, str(error))
            return
        if not error.final and claimed.attempts < most:
            work.jobs.finish(claimed.id, "new", str(error), self._rested(claimed, error))
            return
        payload = dict(claimed.payload)
        kind = claimed.payload.get("reads", claimed.kind)
        body = {"kind": kind, "code": error.code, "note": error.note, "payload": payload}
        if work.jobs.finish(claimed.id, "failed", str(error)):
            self._post(work, claimed, Result("failed", body))

    def _rested(self, claimed: Claimed, error: WorkError) -> datetime | None:
        """When a file may be fetched again; reading may go on at once."""
        if claimed.kind != FETCH or error.code == _RESTARTED:
            return None
        return self._clock.now() + _RESTS[min(claimed.attempts, len(_RESTS)) - 1]

    def _done(self, connection: Connection, claimed: Claimed, result: Result) -> None:
        work = self._work(connection)
        if not work.jobs.finish(claimed.id, "done"):
            return
        engine = self._tools[claimed.kind].engine(claimed.payload)
        if engine:
            kept = {"kind": result.kind, "body": dict(result.body)}
            work.jobs.keep_reading(str(claimed.payload["sha256"]), claimed.kind, engine, kept)
        if result.made:
            work.blobs.use(*result.made)
        if result.kind != FILLED:
            self._post(work, claimed, result)
        elif letter := work.inbox.fill(claimed.cause, result.body):
            ask_reading(work, claimed.cause, letter)

    @staticmethod
    def _post(work: SqlWork, claimed: Claimed, result: Result) -> None:
        """The result as a letter of the same conversation, once."""
        cause = work.inbox.get(claimed.cause)
        if cause is None:
            raise LookupError(f"work {claimed.id} has no cause {claimed.cause}")
        via = cause.body.get("via", cause.channel)
        work.inbox.add(
            Letter(
                channel=INTERNAL,
                key=f"work:{claimed.id}",
                conversation=cause.conversation,
                person_id=cause.person_id,
                address=cause.address,
                chat=cause.chat,
                kind=result.kind,
                body={**result.body, "cause": claimed.cause, "via": via},
                at=cause.at,
                received_at=cause.received_at,
            )
        )
