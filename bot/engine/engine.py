"""The engine: hands letters to the decider, work to the workers, messages to the relay."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.complaints import Complaints
from bot.engine.arrivals import FETCH, Arrival, receive
from bot.engine.core import Core
from bot.engine.decider import Decider
from bot.engine.relay import Relay
from bot.engine.timekeeper import Timekeeper
from bot.engine.workers import READ, Workers
from storage.work import Caches, SqlWork

_WORKERS: Mapping[str, int] = {FETCH: 4, "words": 1, "voice": 1, "figures": 1, READ: 2}
"""How much is done at a time, by lane: files are fetched while others are read."""
_Loop: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
_TICK_S = 0.5
_BREATH_S = 1.0
"""Between a failure that nobody foresaw and the next try."""


class Engine:
    """One installation's way of a message.

    Either ``settle`` is called after every arrival (scripts, tests), or ``start`` keeps it going.
    """

    def __init__(
        self,
        core: Core,
        caches: Caches,
        decider: Decider,
        workers: Workers,
        relay: Relay,
        timekeeper: Timekeeper,
    ) -> None:
        self._core = core
        self._caches = caches
        self._decider = decider
        self._workers = workers
        self._relay = relay
        self._timekeeper = timekeeper
        self._letters = asyncio.Event()
        self._jobs = {lane: asyncio.Event() for lane in _WORKERS}
        self._outgoing = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._ticker: AsyncIOScheduler | None = None
        self._complaints = Complaints()

    async def post(self, arrival: Arrival) -> int | None:
        """Keep a message; when this returns it survives a power cut.

        Returns:
            Its inbox number, or ``None`` when it was delivered before.
        """
        call = self._core.call(lambda c: receive(SqlWork(c, self._caches), arrival))
        number = await asyncio.wrap_future(call)
        self._letters.set()
        self._jobs[FETCH].set()
        return number

    async def reachable(self, channel: str, address: str, *, yes: bool) -> None:
        """An account has blocked the bot, or let it in again."""
        switch = self._core.call(
            lambda c: SqlWork(c, self._caches).addresses.switch(channel, address, on=yes)
        )
        await asyncio.wrap_future(switch)

    async def mark(self, name: str, value: str) -> None:
        """Keep a small fact about the installation."""
        call = self._core.call(lambda c: SqlWork(c, self._caches).marks.set(name, value))
        await asyncio.wrap_future(call)

    async def decide(self) -> list[int]:
        """Decide what is waiting; the numbers of those letters."""
        return await asyncio.wrap_future(self._core.call(self._decider.decide))

    async def settle(self, *, holds: bool = False) -> None:
        """Run until nothing is left to decide, to read or to send."""
        while True:
            if await self.decide() or await self._workers.run_one():
                continue
            if not await self._relay.flush(holds=holds):
                return

    async def fire(self) -> int:
        """Turn due timers into letters; how many."""
        return await asyncio.wrap_future(self._core.call(self._timekeeper.fire))

    async def next_due(self) -> datetime | None:
        """When the next timer or the next try of a message is due."""
        return await asyncio.wrap_future(self._core.call(self._timekeeper.next_due))

    async def recover(self) -> None:
        """At a start: take back what was under way when the last process ended."""
        await self._workers.recover(all_running=True)
        await self._relay.recover()
        await asyncio.wrap_future(self._core.call(self._timekeeper.skip_missed))

    async def start(self) -> None:
        """Keep going in the background."""
        await self.recover()
        self._ticker = AsyncIOScheduler()
        self._ticker.add_job(self._tick, "interval", seconds=_TICK_S, max_instances=1)
        self._ticker.start()
        loops: list[_Loop] = [self._decide_on, self._relay_on]
        for lane, workers in _WORKERS.items():
            loops += [partial(self._work_on, lane)] * workers
        self._tasks = [asyncio.create_task(self._keep(loop)) for loop in loops]
        self._wake()

    async def stop(self) -> None:
        """End the background; what is under way is taken back at the next start."""
        if self._ticker is not None:
            self._ticker.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        await self._relay.stop()

    async def _tick(self) -> None:
        """A lost or doubled tick does no harm: everything that is due is in the tables."""
        try:
            await self._workers.recover(all_running=False)
            await self.fire()
        except asyncio.CancelledError:
            return  # stopped under way: nothing to report
        except Exception as error:  # noqa: BLE001 - the next tick is half a second away
            self._complaints.bug(error)
        self._wake()  # the command line may have left a letter

    async def _keep(self, loop: _Loop) -> None:
        """Run a loop for ever: a full disk or a locked file must not leave the bot deaf."""
        while True:
            try:
                await loop()
            except Exception as error:  # noqa: BLE001 - said on stderr, tried again, never given up
                self._complaints.bug(error)
                await asyncio.sleep(_BREATH_S)
                self._wake()

    def _wake(self) -> None:
        for event in (self._letters, self._outgoing, *self._jobs.values()):
            event.set()

    async def _decide_on(self) -> None:
        while True:
            await self._letters.wait()
            self._letters.clear()
            while await self.decide():
                self._wake_workers()
                self._outgoing.set()

    async def _work_on(self, lane: str) -> None:
        while True:
            await self._jobs[lane].wait()
            self._jobs[lane].clear()
            while await self._workers.run_one(lane):
                self._wake_workers()  # there may be more, and what was fetched can be read
                self._letters.set()

    def _wake_workers(self) -> None:
        for event in self._jobs.values():
            event.set()

    async def _relay_on(self) -> None:
        await self._relay.recover()  # the last round may have ended between claiming and sending
        while True:
            await self._outgoing.wait()
            self._outgoing.clear()
            while await self._relay.begin(self._outgoing.set):
                pass
