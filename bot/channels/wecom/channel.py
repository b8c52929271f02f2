"""Sending by WeCom, and fetching what members sent: implements ``Channel`` and ``Fetcher``."""

import asyncio
import hashlib
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.channels.base import Fetched, FetchError, Parcel, SendError
from bot.channels.kinds import type_of
from bot.channels.pace import Pace
from bot.channels.wecom.camera import Camera
from bot.channels.wecom.client import Client
from bot.channels.wecom.errors import (
    KNOWN_TASK,
    NO_MEDIA,
    NOBODY,
    TOO_OFTEN,
    UNREACHABLE,
    WeComError,
)
from bot.channels.wecom.intake import FILE_LIMIT, USER_ID
from bot.channels.wecom.messages import CHANNEL, card, file, parted, picture, task_of, words
from bot.channels.wecom.progress import Progress
from bot.channels.wecom.rates import Rates
from bot.channels.wecom.wire import TooLargeError
from bot.complaints import Complaints
from domain.onsite import Provenance
from storage.blobs import Blobs

_PICTURE_LIMIT = 10 * 1024 * 1024
_PICTURES = frozenset({"jpeg", "png"})
"""What can be a picture message; anything else goes as a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the channel works with."""

    client: Client
    pace: Pace
    rates: Rates
    blobs: Blobs
    camera: Camera
    complaints: Complaints
    dice: random.Random


class WeComChannel:
    """Sends to members of the company."""

    name = CHANNEL

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._client = tools.client
        self._progress = Progress()

    async def send(self, parcel: Parcel) -> str:
        """Send the picture, the words and the buttons; pieces that went out are not sent again."""
        if not USER_ID.fullmatch(parcel.address):
            raise SendError("no member's userid", gone=True)
        ref = ""
        for name, go in self._pieces(parcel):
            known = self._progress.sent(parcel.out_id, f"{parcel.address} {name}")
            ref = known or await self._go(parcel, name, go)
        return ref

    async def fetch(self, media: Mapping[str, Any]) -> Fetched:
        """Get what a member sent; a picture of the camera menu is told by its MD5."""
        try:
            data = await self._client.download(str(media["id"]), FILE_LIMIT)
        except TooLargeError:
            raise FetchError("too_large", final=True) from None
        except WeComError as error:
            self._complain(error)
            if error.code == NO_MEDIA:
                raise FetchError("expired", final=True, note=str(error)) from None
            raise FetchError(
                "unreachable", final=False, note=str(error), after=error.after
            ) from None
        shot = await asyncio.to_thread(self._tools.camera.took, str(media.get("user", "")), data)
        return Fetched(data, Provenance.CAMERA.value if shot else "")

    def _pieces(self, parcel: Parcel) -> Iterator[tuple[str, Callable[[], Awaitable[str]]]]:
        """What a message is for WeCom, piece by piece: how it is known, and how it is sent."""
        if parcel.image:
            yield parcel.image, partial(self._picture, parcel)
        before, rest = parted(parcel.text) if parcel.buttons else (parcel.text, "")
        if before:
            name = hashlib.sha256(before.encode()).hexdigest()
            yield name, partial(self._deliver, parcel, words(before))
        if parcel.buttons:
            yield task_of(parcel), partial(self._card, parcel, rest)

    async def _go(self, parcel: Parcel, name: str, go: Callable[[], Awaitable[str]]) -> str:
        await self._tools.pace.turn(parcel.address, self._tools.rates.limits())
        try:
            ref = await go()
        except WeComError as error:
            raise self._failed(error) from None
        self._progress.note(parcel.out_id, f"{parcel.address} {name}", ref)
        return ref

    async def _picture(self, parcel: Parcel) -> str:
        data = await asyncio.to_thread(self._tools.blobs.read, parcel.image)
        family, _, suffix = type_of(data[:16]).partition("/")
        name = f"picture.{suffix if family == 'image' else 'bin'}"
        if suffix in _PICTURES and len(data) <= _PICTURE_LIMIT:
            return await self._deliver(
                parcel, picture(await self._client.upload("image", name, data))
            )
        return await self._deliver(parcel, file(await self._client.upload("file", name, data)))

    async def _card(self, parcel: Parcel, text: str) -> str:
        task_id = task_of(parcel)
        shown = (text, parcel.buttons, parcel.lasting)
        maybe_there = self._progress.tries(task_id) or parcel.again
        try:
            return await self._deliver(parcel, card(task_id, *shown))
        except WeComError as error:
            if error.code != KNOWN_TASK:
                raise
        if maybe_there:
            return task_id
        # Not ours: a data directory that was begun anew counts its messages from 1 again.
        other = f"{task_id}-{self._tools.dice.getrandbits(32):08x}"
        return await self._deliver(parcel, card(other, *shown))

    async def _deliver(self, parcel: Parcel, message: Mapping[str, Any]) -> str:
        answer = await self._client.send(parcel.address, message)
        if _named(answer, "invaliduser", parcel.address):
            raise SendError("not a member, or not in 可见范围", gone=True)
        if _named(answer, "unlicenseduser", parcel.address):
            self._tools.complaints.say("a member has no 接口许可: messages do not reach them")
            raise SendError("no licence", permanent=True)
        return str(answer.get("msgid") or "sent")

    def _failed(self, error: WeComError) -> SendError:
        self._complain(error)
        if error.code in NOBODY:
            return SendError(str(error), gone=True)
        if error.code == TOO_OFTEN and error.after is not None:
            self._tools.pace.hold_all(error.after)
        if error.after is not None:
            return SendError(str(error), retry_after=error.after)
        return SendError(str(error), permanent=error.code != UNREACHABLE)

    def _complain(self, error: WeComError) -> None:
        if error.setting:
            self._tools.complaints.say(error.setting)
        elif error.code == UNREACHABLE:
            self._tools.complaints.say(f"can't be reached ({error})")


def _named(answer: Mapping[str, Any], field: str, user: str) -> bool:
    """Whether WeCom's list of some kind of member holds this one; it may write them smaller."""
    said = answer.get(field) or ""
    listed: Sequence[Any] = said.split("|") if isinstance(said, str) else said
    return user.lower() in {str(one).lower() for one in listed}
