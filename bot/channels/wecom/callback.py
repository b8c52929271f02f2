"""What WeCom calls: the check of the address, and one request for everything that happens."""

import asyncio
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot.channels.base import Desk
from bot.channels.wecom.camera import Camera
from bot.channels.wecom.crypto import Envelope, EnvelopeError, check_fresh
from bot.channels.wecom.intake import Taken, Tap, take
from bot.channels.wecom.messages import CHANNEL
from bot.channels.wecom.recent import Recent
from bot.channels.wecom.xml import BadXmlError, Fields, read
from bot.complaints import Complaints
from bot.engine.arrivals import Arrival
from domain.ports import Clock
from storage.database import of_the_disk, why

PATH = "/wecom/callback"
_BODY_LIMIT = 128 * 1024
"""Bytes; a callback has a few thousand at most."""
_BODY_WAIT_S = 5
"""WeCom itself gives up after that."""
_SIGNED_FOR = timedelta(minutes=10)
"""A signature holds five minutes before and after its time."""
_TWICE = timedelta(minutes=1)
_METRE = 5
"""Digits of a degree that tell one place from the next."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the callback works with."""

    envelope: Envelope
    agent_id: int
    clock: Clock
    camera: Camera
    complaints: Complaints
    tapped: Callable[[str, Tap], None]
    """Called with the member and their tap when it is committed."""


class Callback:
    """Answers WeCom. Whoever else asks gets 403 and learns nothing."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._clock = tools.clock
        self._desk: Desk | None = None
        self._taken = Recent(tools.clock, _SIGNED_FOR)
        self._places = Recent(tools.clock, _TWICE)

    def routes(self) -> Iterable[web.RouteDef]:
        """For the bot's web server."""
        return [web.get(PATH, self._verify), web.post(PATH, self._receive)]

    def open(self, desk: Desk) -> None:
        """From now on what comes is handed in."""
        self._desk = desk

    def close(self) -> None:
        """From now on WeCom is told to come again."""
        self._desk = None

    async def _verify(self, request: web.Request) -> web.Response:
        """The address was entered in WeCom's settings: the plain echo, and nothing around it."""
        # A + that was not encoded arrives as a space.
        echo = request.query.get("echostr", "").replace(" ", "+")
        try:
            return web.Response(text=self._opened(request, echo))
        except EnvelopeError as error:
            return self._refused(request, error)

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            encrypted = read(await _body(request)).text("Encrypt")
            plain = self._opened(request, encrypted)
        except EnvelopeError as error:
            return self._refused(request, error)
        except (BadXmlError, _BadBodyError):
            return web.Response(status=403)
        signed = (request.query["msg_signature"], request.query["nonce"])
        if signed not in self._taken:
            try:
                await self._take(plain)
            except Exception as error:  # noqa: BLE001 - whatever it was, it was not kept
                self._not_kept(error)
                return web.Response(status=503)
            # Only now: what failed must be taken when WeCom brings it again.
            self._taken.add(signed)
        return web.Response()

    def _opened(self, request: web.Request, encrypted: str) -> str:
        names = ("msg_signature", "timestamp", "nonce")
        signature, timestamp, nonce = (request.query.get(name, "") for name in names)
        self._tools.envelope.check(signature, timestamp, nonce, encrypted)
        plain = self._tools.envelope.open(encrypted)
        check_fresh(timestamp, self._clock.now())
        return plain

    def _refused(self, request: web.Request, error: EnvelopeError) -> web.Response:
        if error.code == "stale":
            self._tools.complaints.say(
                "a callback was signed more than 5 minutes from now: set this machine's clock"
            )
        elif "msg_signature" in request.query:
            self._tools.complaints.say(
                f"a callback was refused ({error.code}): are WECOM_TOKEN, WECOM_AES_KEY and"
                " WECOM_CORP_ID those of 接收消息?"
            )
        return web.Response(status=403)

    async def _take(self, plain: str) -> None:
        try:
            fields = read(plain)
        except BadXmlError:
            self._tools.complaints.say("a callback holds no XML: passed over")
            return
        if not self._ours(fields):
            return
        taken = take(fields, self._clock.now())
        if self._desk is None:
            raise ConnectionError("the bot is stopping")
        if taken.left:
            await self._desk.reachable(CHANNEL, taken.user, yes=False)
        self._tools.camera.announced(taken.user, taken.shots)
        if taken.arrival is not None:
            await self._post(self._desk, taken, taken.arrival)

    async def _post(self, desk: Desk, taken: Taken, arrival: Arrival) -> None:
        """Hand in; a place from the menu's map and the message of it are one."""
        place = _place_of(taken, arrival)
        if place is not None:
            if (*place, not taken.chosen) in self._places:
                return
            self._places.add((*place, taken.chosen))
        try:
            number = await desk.post(arrival)
        except BaseException:
            if place is not None:
                self._places.drop((*place, taken.chosen))
            raise
        if taken.tap is not None and number is not None:
            self._tools.tapped(taken.user, taken.tap)

    def _ours(self, fields: Fields) -> bool:
        """Whether it is of this app: two may have been given the same Token and address."""
        app = fields.whole("AgentID")
        if app is None or app in {0, self._tools.agent_id}:
            return True
        self._tools.complaints.say(f"a callback is of app {app}, not of WECOM_AGENT_ID")
        return False

    def _not_kept(self, error: Exception) -> None:
        told = of_the_disk(error) or isinstance(error, OSError)
        words = why(error) if told else "".join(traceback.format_exception(error))
        self._tools.complaints.say(f"not kept: {words}")


class _BadBodyError(Exception):
    """A body that is too large, too slow, or was given up."""


async def _body(request: web.Request) -> bytes:
    pieces, size = [], 0
    try:
        async with asyncio.timeout(_BODY_WAIT_S):
            async for piece in request.content.iter_any():
                size += len(piece)
                if size > _BODY_LIMIT:
                    raise _BadBodyError
                pieces.append(piece)
    except (TimeoutError, ConnectionError, web.RequestPayloadError) as error:
        raise _BadBodyError from error
    return b"".join(pieces)


def _place_of(taken: Taken, arrival: Arrival) -> tuple[str, float, float] | None:
    """Where a member says to be, unless the phone said so by itself."""
    body = arrival.body
    if arrival.kind != "place" or body.get("update"):
        return None
    return taken.user, round(body["lat"], _METRE), round(body["lon"], _METRE)
