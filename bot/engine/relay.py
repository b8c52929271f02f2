"""The relay: words, draws and sends what decisions left in the outbox."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot.channels.base import Channel, Parcel, SendError
from bot.drawing.pictures import Pictures
from bot.engine.arrivals import PRIVATE
from bot.engine.core import Core
from bot.engine.once import holds_secret, kept
from bot.engine.splitting import fits_below, split
from bot.render import Renderer
from domain.ports import Clock
from handlers.capabilities import CAPABILITIES
from storage.outbox import Outgoing
from storage.work import Caches, SqlWork

T = TypeVar("T")
_GRACE_S = 2.0
_AT_ONCE = 64
"""Messages under way at a time."""
_PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 30, 120, 600, 3600))


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message under way, and in a group the number of the message it answers."""

    out: Outgoing
    answers: str


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
        self._lanes: dict[asyncio.Task[None], int] = {}
        """How many messages each has under way."""
        self._lost: list[BaseException] = []
        """Why lanes broke off: what they had under way must be taken back."""
        self._arrived: dict[int, int] = {}
        """Pieces that arrived of a message whose later ones did not."""

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
        room = _AT_ONCE - sum(self._lanes.values())
        batch = await self._call(lambda work: self._claim(work, room, holds=holds))
        lanes: dict[str, list[_Letter]] = defaultdict(list)
        for letter in batch:
            lanes[letter.out.conversation].append(letter)
        for letters in lanes.values():
            task = asyncio.create_task(self._run(letters))
            self._lanes[task] = len(letters)
            task.add_done_callback(lambda done: self._ended(done, ended))
        return len(batch)

    async def stop(self) -> None:
        """Let what is under way end; what takes longer is sent again at the next start."""
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
        self._lanes.pop(task, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._lost.append(error)
        ended()

    async def _call(self, function: Callable[[SqlWork], T]) -> T:
        def on_core(connection: Connection) -> T:
            return function(SqlWork(connection, self._caches))

        return await asyncio.wrap_future(self._core.call(on_core))

    def _claim(self, work: SqlWork, room: int, *, holds: bool) -> Sequence[_Letter]:
        while batch := work.outbox.due(self._clock.now(), most=room, holds=holds):
            letters = [letter for out in batch if (letter := _taken(work, out)) is not None]
            if letters:
                return letters
        return []

    async def _run(self, letters: Sequence[_Letter]) -> None:
        """One lane: in order, and no further than what did not go out."""
        for place, letter in enumerate(letters):
            if not await self._send(letter):
                for later in letters[place + 1 :]:
                    await self._note(later.out, state="new")
                return

    async def _send(self, letter: _Letter) -> bool:
        """Word, draw and deliver; whether the next one may follow."""
        out = letter.out
        text, image = await self._worded(out), await self._draw(out)
        try:
            ref = await self._deliver(letter, text, image)
        except SendError as error:
            return await self._failed(out, error)
        except Exception as error:  # noqa: BLE001 - a channel's bug is a failed send like any other
            return await self._failed(out, SendError(repr(error)))
        finally:
            if image and holds_secret(out.template):
                self._pictures.forget(image)  # drawn anew for another try
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
            return await asyncio.to_thread(self._pictures.draw, out.draw)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture
            await self._note(out, note=repr(error))
            return ""

    async def _failed(self, out: Outgoing, error: SendError) -> bool:
        if error.gone and out.chat == PRIVATE:
            await self._call(lambda work: _elsewhere(work, out, str(error)))
            return True  # what follows is of the same account: it meets the same end
        fate = self._again(out, error)
        await self._note(out, **fate)
        return bool(fate["state"] == "dead")

    async def _deliver(self, letter: _Letter, text: str, image: str) -> str:
        """Send piece by piece, none twice; returns the number of the last, which has the buttons."""
        out = letter.out
        channel = self._channels.get(out.channel)
        if channel is None:
            raise SendError(f"no channel {out.channel}", permanent=True)
        pieces, ref = _pieces(letter, text, image), ""
        for number, piece in enumerate(pieces):
            if number >= self._arrived.get(out.id, 0):
                ref = await channel.send(piece)
                self._arrived[out.id] = number + 1
        self._arrived.pop(out.id, None)
        return ref

    def _again(self, out: Outgoing, error: SendError) -> dict[str, Any]:
        if error.retry_after is not None:
            # The channel takes it later: no failure, and nothing younger may overtake it.
            pause, attempts = error.retry_after, max(out.attempts, 1)
        elif error.permanent or out.attempts >= len(_PAUSES):
            self._arrived.pop(out.id, None)
            return {"state": "dead", "note": str(error), **kept(out.template)}
        else:
            pause, attempts = _PAUSES[out.attempts], out.attempts + 1
        next_at = self._clock.now() + pause
        return {"state": "new", "attempts": attempts, "next_at": next_at, "note": str(error)}

    async def _note(self, out: Outgoing, **values: Any) -> None:
        await self._call(lambda work: work.outbox.change(out.id, **values))


def _pieces(letter: _Letter, text: str, image: str) -> list[Parcel]:
    """The message as its channel takes it: a picture with its words, or before them."""
    limits = CAPABILITIES[letter.out.channel]
    buttons = letter.out.buttons[: limits.buttons]
    tokens = [(b["label"], f"{letter.out.id}-{n}") for n, b in enumerate(buttons)]
    lasting = frozenset(t for b, (_, t) in zip(buttons, tokens, strict=True) if b.get("lasting"))
    *first, last = split(text, limits)
    pieces = [_parcel(letter, part) for part in first]
    if image and not fits_below(last, limits):
        pieces.insert(0, _parcel(letter, "", image=image))
        image = ""
    return [*pieces, _parcel(letter, last, buttons=tokens, lasting=lasting, image=image)]


def _parcel(letter: _Letter, text: str, **more: Any) -> Parcel:
    out = letter.out
    return Parcel(
        out_id=out.id,
        cause=out.cause,
        address=out.address,
        chat=out.chat,
        person_id=out.person_id,
        text=text,
        wants=str(out.facts.get("wants", "")),
        answers=letter.answers,
        again=out.attempts > 0,
        once=holds_secret(out.template),
        **more,
    )


def _answered(work: SqlWork, out: Outgoing) -> str:
    """In a group many talk at once: which message this answers."""
    cause = work.inbox.get(out.cause) if out.chat != PRIVATE and out.cause else None
    return cause.ref if cause else ""


def _elsewhere(work: SqlWork, out: Outgoing, note: str) -> None:
    """An account is gone: switch it off, and send to another of the person, if there is one."""
    work.addresses.switch(out.channel, out.address, on=False)
    found = work.addresses.of(out.person_id) if out.person_id else None
    if found is None:
        work.outbox.change(out.id, state="dead", note=note, **kept(out.template))
        return
    channel, address = found
    work.outbox.change(out.id, state="new", channel=channel, address=address, note=note)


def _taken(work: SqlWork, out: Outgoing) -> _Letter | None:
    """Take a message for sending; ``None`` when nobody whom it is meant for would read it.

    An account may have gone over to somebody else since the message was written.
    """
    meant = out.person_id if out.chat == PRIVATE else None
    if meant and work.addresses.person_of(out.channel, out.address) != meant:
        found = work.addresses.of(meant)
        if found is None:
            note = "the account was unbound"
            work.outbox.change(out.id, state="dead", note=note, **kept(out.template))
            return None
        out = replace(out, channel=found[0], address=found[1])
    where = {"channel": out.channel, "address": out.address}
    work.outbox.change(out.id, state="sending", hold_until=None, **where)
    return _Letter(out, _answered(work, out))
