"""The relay: words, draws and sends what decisions left in the outbox."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from bot.channels.base import Channel, Parcel, SendError
from bot.drawing.pictures import Pictures
from bot.engine.core import Core
from bot.render import Renderer
from domain.ports import Clock
from handlers.chat import CAPABILITIES
from storage.outbox import Outgoing
from storage.work import Caches, SqlWork

_BATCH = 32
_SAID_ONCE = {"links/made": "登录链接已发出,只显示一次。"}
"""Messages that hold a secret: once sent, only this is kept of them."""
_PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 30, 120, 600, 3600))


class Relay:
    """Sends at least once: a crash between sending and noting it sends again."""

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

    async def flush(self, *, holds: bool = True) -> int:
        """Send what is due; with ``holds=False`` also what is held for a burst. How many."""
        claim = self._core.call(lambda c: self._claim(c, holds=holds))
        batch = await asyncio.wrap_future(claim)
        stuck: set[str] = set()
        for out in batch:
            if out.conversation in stuck:
                await self._note(out, state="new")  # never before an older message of the chat
            elif not await self._send(out):
                stuck.add(out.conversation)
        return len(batch)

    async def recover(self) -> int:
        """After a crash or a failed commit: what was being sent is sent again."""
        claim = self._core.call(lambda c: self._work(c).outbox.reclaim())
        return await asyncio.wrap_future(claim)

    def _work(self, connection: Connection) -> SqlWork:
        return SqlWork(connection, self._caches)

    def _claim(self, connection: Connection, *, holds: bool) -> Sequence[Outgoing]:
        outbox = self._work(connection).outbox
        batch = outbox.due(self._clock.now(), most=_BATCH, holds=holds)
        for out in batch:
            outbox.change(out.id, state="sending", hold_until=None)
        return batch

    async def _send(self, out: Outgoing) -> bool:
        """Word, draw and deliver; whether it went out."""
        try:
            text = self._renderer.message(out.template, out.facts, out.news)
        except Exception as error:  # noqa: BLE001 - a template's bug must not stop the others
            text = self._renderer.message("errors/broken", {"number": f"M{out.id}"}, [])
            await self._note(out, note=repr(error))
        image = await self._draw(out)
        try:
            ref = await self._deliver(out, text, image)
        except SendError as error:
            return await self._failed(out, error)
        except Exception as error:  # noqa: BLE001 - a channel's bug is a failed send like any other
            return await self._failed(out, SendError(repr(error)))
        kept: dict[str, Any] = {"text": text}
        if out.template in _SAID_ONCE:
            kept = {"text": _SAID_ONCE[out.template], "facts": {}}
        await self._note(out, state="sent", ref=ref, image=image, **kept)
        if image:
            size = self._pictures.size(image)
            call = self._core.call(lambda c: self._work(c).blobs.use(image, size))
            await asyncio.wrap_future(call)
        return True

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
        await self._note(out, **self._again(out, error))
        if error.permanent:
            await self._switch_off(out)
        return False

    async def _deliver(self, out: Outgoing, text: str, image: str) -> str:
        channel = self._channels.get(out.channel)
        if channel is None:
            raise SendError(f"no channel {out.channel}", permanent=True)
        limits = CAPABILITIES[out.channel]
        buttons = [(b["label"], f"{out.id}-{n}") for n, b in enumerate(out.buttons)]
        *first, last = split(text, limits.text_limit, limits.text_unit)
        for part in first:
            await channel.send(self._parcel(out, part))
        parcel = self._parcel(out, last, buttons=buttons[: limits.buttons], image=image)
        return await channel.send(parcel)

    @staticmethod
    def _parcel(out: Outgoing, text: str, **more: Any) -> Parcel:
        return Parcel(
            out_id=out.id,
            cause=out.cause,
            address=out.address,
            chat=out.chat,
            person_id=out.person_id,
            text=text,
            wants=str(out.facts.get("wants", "")),
            **more,
        )

    def _again(self, out: Outgoing, error: SendError) -> dict[str, Any]:
        if error.permanent or out.attempts >= len(_PAUSES):
            return {"state": "dead", "note": str(error)}
        pause = error.retry_after or _PAUSES[out.attempts]
        return {
            "state": "new",
            "attempts": out.attempts + 1,
            "next_at": self._clock.now() + pause,
            "note": str(error),
        }

    async def _note(self, out: Outgoing, **values: Any) -> None:
        call = self._core.call(lambda c: self._work(c).outbox.change(out.id, **values))
        await asyncio.wrap_future(call)

    async def _switch_off(self, out: Outgoing) -> None:
        call = self._core.call(
            lambda c: self._work(c).addresses.switch_off(out.channel, out.address)
        )
        await asyncio.wrap_future(call)


def split(text: str, limit: int, unit: str) -> list[str]:
    """Cut a text at line ends into parts that a channel takes; a longer line is cut in itself."""
    parts, rest = [], ""
    for line in text.split("\n"):
        joined = f"{rest}\n{line}" if rest else line
        if _size(joined, unit) <= limit:
            rest = joined
            continue
        if rest:
            parts.append(rest)
        rest = line
        while _size(rest, unit) > limit:
            head = _head(rest, limit, unit)
            parts.append(head)
            rest = rest[len(head) :]
    return [*parts, rest]


def _size(text: str, unit: str) -> int:
    return len(text.encode()) if unit == "bytes" else len(text)


def _head(text: str, limit: int, unit: str) -> str:
    if unit == "bytes":
        return text.encode()[:limit].decode(errors="ignore")
    return text[:limit]
