"""The relay: words, draws and sends what decisions left in the outbox."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot.channels.base import Channel, SendError
from bot.drawing.pictures import Pictures
from bot.engine.arrivals import PRIVATE
from bot.engine.core import Core
from bot.engine.once import holds_secret, kept
from bot.engine.parcels import Dispatch, pieces_of
from bot.engine.taking import elsewhere, take
from bot.render import Renderer
from domain.accounts import Account
from domain.ports import Clock
from handlers.capabilities import CAPABILITIES
from storage.outbox import Outgoing
from storage.work import Caches, SqlWork

T = TypeVar("T")
_GRACE_S = 2.0
_AT_ONCE = 64
"""Accounts that are sent to at a time."""
_IN_A_LANE = 8
"""Messages to one account that are taken at a time."""
_NO_CHANNEL = timedelta(minutes=10)
_TOO_OLD = timedelta(days=3)
"""A channel that puts off for longer than that is given up."""
_PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 30, 120, 600, 3600))


class _BrokenOffError(Exception):
    """A lane ended by something else than an error of its own."""


class Relay:
    """Sends at least once: a crash between sending and noting it sends again.

    Each conversation has a lane of its own, in which order is kept; a slow one holds up no other.
    """

    def __init__(
        self,
        core: Core,
        clock: Clock,
        caches: Caches,
        renderer: Renderer,
        pictures: Pictures,
        channels: Mapping[str, Channel],
    ) -> None:
        self._core = core
        self._clock = clock
        self._caches = caches
        self._renderer = renderer
        self._pictures = pictures
        self._channels = channels
        self._chart = asyncio.Lock()
        """One process draws them all: those that wait must not keep the few threads from others."""
        self._lanes: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._lost: list[BaseException] = []
        """Why lanes broke off: what they had under way must be taken back."""
        self._arrived: dict[tuple[int, str, str], int] = {}
        """Pieces that arrived of a message at an account, when its later ones did not."""

    async def flush(self, *, holds: bool = True) -> int:
        """Send what is due; with ``holds=False`` also what is held for a burst. How many."""
        count = await self.begin(lambda: None, holds=holds)
        await asyncio.gather(*self._lanes, return_exceptions=True)
        if self._lost:
            raise self._lost.pop()
        return count

    async def begin(self, ended: Callable[[], None], *, holds: bool = True) -> int:
        """Begin to send what is due; ``ended`` is told when a lane is through. How many.

        Raises:
            BaseException: what an earlier lane broke off with; ``recover`` before the next call.
        """
        if self._lost:
            raise self._lost.pop()
        room = _AT_ONCE - len(self._lanes)
        lanes = await self._call(lambda work: self._claim(work, room, holds=holds))
        for letters in lanes:
            task = asyncio.create_task(self._run(letters))
            self._lanes.add(task)
            task.add_done_callback(lambda done: self._ended(done, ended))
        return sum(len(letters) for letters in lanes)

    async def stop(self) -> None:
        """Let what is under way end; what takes longer is sent again at the next start."""
        self._stopping = True
        if self._lanes:
            await asyncio.wait(list(self._lanes), timeout=_GRACE_S)
        for task in list(self._lanes):
            task.cancel()
        await asyncio.gather(*self._lanes, return_exceptions=True)

    async def recover(self) -> int:
        """After a crash or a failed commit: what was being sent is sent again."""
        await asyncio.gather(*self._lanes, return_exceptions=True)
        self._lost.clear()
        return await self._call(lambda work: work.outbox.reclaim())

    def _ended(self, task: asyncio.Task[None], ended: Callable[[], None]) -> None:
        self._lanes.discard(task)
        if task.cancelled():
            error: BaseException | None = None if self._stopping else _BrokenOffError("cancelled")
        else:
            error = task.exception()
        if error is not None:
            self._lost.append(error if isinstance(error, Exception) else _BrokenOffError(error))
        ended()

    async def _call(self, function: Callable[[SqlWork], T]) -> T:
        def on_core(connection: Connection) -> T:
            return function(SqlWork(connection, self._caches))

        return await asyncio.wrap_future(self._core.call(on_core))

    def _claim(self, work: SqlWork, room: int, *, holds: bool) -> Sequence[Sequence[Dispatch]]:
        """Lanes of what is due, by account; of one with much waiting only the first few."""
        now = self._clock.now()
        while batch := work.outbox.due(now, most=room, holds=holds):
            lanes: dict[Account, list[Dispatch]] = defaultdict(list)
            for out in batch:
                account = Account(out.channel, out.address)
                if (
                    len(lanes[account]) < _IN_A_LANE
                    and (letter := take(work, out, now)) is not None
                ):
                    lanes[account].append(letter)
            if found := [lane for lane in lanes.values() if lane]:
                return found
        return []

    async def _run(self, letters: Sequence[Dispatch]) -> None:
        """One lane: in order, and no further than what did not go out."""
        for place, letter in enumerate(letters):
            if not await self._send(letter):
                for later in letters[place + 1 :]:
                    await self._note(later.out, state="new")
                return

    async def _send(self, letter: Dispatch) -> bool:
        """Word, draw and deliver; whether the next one may follow."""
        out, text, image = letter.out, "", ""
        try:
            text, image = await self._worded(out), await self._draw(out)
            ref = await self._deliver(letter, text, image)
        except SendError as error:
            return await self._failed(out, error)
        except Exception as error:  # noqa: BLE001 - a channel's bug is a failed send like any other
            return await self._failed(out, SendError(repr(error)))
        finally:
            if image and holds_secret(out.template):
                self._pictures.forget(image)  # drawn anew for another try
        if out.edits and ref != letter.edits:
            await self._note(out, edits=None)  # it went out anew, and is what is edited from now on
        await self._note(out, state="sent", ref=ref, **kept(out.template, text=text, image=image))
        if image and not holds_secret(out.template):
            size = self._pictures.size(image)
            await self._call(lambda work: work.blobs.use(image, size))
        return True

    async def _worded(self, out: Outgoing) -> str:
        try:
            text = self._renderer.message(out.template, out.facts, out.news)
        except Exception as error:  # noqa: BLE001 - a template's bug must not stop the others
            await self._note(out, note=repr(error))
            text = self._renderer.message("errors/broken", {"number": f"M{out.id}"}, [])
        more = [b["label"] for b in out.buttons[CAPABILITIES[out.channel].buttons :]]
        if not more:
            return text
        return f"{text}\n{self._renderer.message('more_options', {'labels': more}, [])}"

    async def _draw(self, out: Outgoing) -> str:
        """The picture, unless it can't be drawn or kept: the words go out all the same."""
        if not out.draw:
            return ""
        try:
            async with self._chart if out.draw["kind"] == "charts" else nullcontext():
                return await asyncio.to_thread(self._pictures.draw, out.draw)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture
            await self._note(out, note=repr(error))
            return ""

    async def _failed(self, out: Outgoing, error: SendError) -> bool:
        if error.gone and out.chat == PRIVATE:
            await self._call(lambda work: elsewhere(work, out, str(error)))
            return True  # what follows is of the same account: it meets the same end
        fate = self._again(out, error)
        await self._note(out, **fate)
        return bool(fate["state"] == "dead")

    async def _deliver(self, letter: Dispatch, text: str, image: str) -> str:
        """Send piece by piece, none twice; returns the number of the last, which has the buttons."""
        out = letter.out
        channel = self._channels.get(out.channel)
        if channel is None:
            # Its settings may be wrong today and right tomorrow.
            raise SendError(f"{out.channel} is not connected", retry_after=_NO_CHANNEL)
        ref, where = "", (out.id, out.channel, out.address)
        for number, piece in enumerate(pieces_of(letter, text, image)):
            if number >= self._arrived.get(where, 0):
                ref = await channel.send(piece)
                self._arrived[where] = number + 1
        self._arrived.pop(where, None)
        return ref

    def _again(self, out: Outgoing, error: SendError) -> dict[str, Any]:
        old = self._clock.now() - out.created_at > _TOO_OLD
        if error.retry_after is not None and not old:
            # The channel takes it later: no failure, and nothing younger may overtake it.
            pause, attempts = error.retry_after, max(out.attempts, 1)
        elif error.permanent or out.attempts >= len(_PAUSES):
            self._arrived.pop((out.id, out.channel, out.address), None)
            return {"state": "dead", "note": str(error), **kept(out.template)}
        else:
            pause, attempts = _PAUSES[out.attempts], out.attempts + 1
        next_at = self._clock.now() + pause
        return {"state": "new", "attempts": attempts, "next_at": next_at, "note": str(error)}

    async def _note(self, out: Outgoing, **values: Any) -> None:
        await self._call(lambda work: work.outbox.change(out.id, **values))
