"""Telegram's posts at our webhook: answered 200 once they are committed, never before."""

import hmac
import json
from collections.abc import Callable, Coroutine
from typing import Any

from aiohttp import web

from bot.channels.telegram.settings import Settings
from bot.complaints import Complaints
from storage.database import of_the_disk

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LIMIT = 1024 * 1024
_PIECE = 64 * 1024
CONNECTIONS = 40
"""How many posts Telegram makes at a time; messages of one chat come one after another."""

Keep = Callable[[Any], Coroutine[Any, Any, None]]


class Webhook:
    """The handler. Whatever is not acknowledged Telegram sends again; presses not for long."""

    def __init__(self, settings: Settings, complaints: Complaints, keep: Keep) -> None:
        self._secret = settings.secret.encode()
        self._complaints = complaints
        self._keep = keep

    async def receive(self, request: web.Request) -> web.Response:
        """One update."""
        shown = request.headers.get(_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            return web.Response(status=403)
        try:
            raw = json.loads(await _body(request))
        except ValueError:
            return web.Response(status=400)
        try:
            await self._keep(raw)
        except NotReadyError:
            return web.Response(status=503)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not acknowledged
            self._complain(error)
            return web.Response(status=503)
        return web.Response()

    def _complain(self, error: Exception) -> None:
        if of_the_disk(error) or isinstance(error, OSError):
            self._complaints.say(f"not kept: {error}")
        else:
            self._complaints.bug(error)


class NotReadyError(Exception):
    """The bot does not know its own name yet."""


async def _body(request: web.Request) -> bytes:
    """All of it, unless it is more than any update.

    Raises:
        HTTPRequestEntityTooLarge: then.
    """
    body = bytearray()
    while piece := await request.content.read(_PIECE):
        body += piece
        if len(body) > _LIMIT:
            raise web.HTTPRequestEntityTooLarge(_LIMIT, len(body))
    return bytes(body)
