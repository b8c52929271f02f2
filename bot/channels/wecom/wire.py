"""One request to WeCom's API and its answer. Addresses hold tokens, so no error ever names one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector

from bot.channels.wecom.errors import UNREACHABLE, WeComError

ROOT = "https://qyapi.weixin.qq.com"
_TIMEOUT = ClientTimeout(total=50, sock_connect=5, sock_read=10)
"""Seconds. A file on a slow line takes its time; a server that says nothing does not."""
_AT_ONCE = 64
"""Connections: as many as the relay sends at a time; waiting for one would count as a failure."""
_PIECE = 64 * 1024
_SERVER_TROUBLE = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    data: Mapping[str, Any]
    """The JSON; empty for a file."""
    file: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def errcode(self) -> int:
        """0 when WeCom did it; a file and a menu come without one."""
        bare = self.file is not None or "button" in self.data
        code = self.data.get("errcode", 0 if bare else UNREACHABLE)
        return code if isinstance(code, int) else UNREACHABLE


class TooLargeError(Exception):
    """A file is larger than was asked for."""


class Wire:
    """Asks one WeCom server. ``root`` is its address without a path."""

    def __init__(self, root: str = ROOT, timeout: ClientTimeout = _TIMEOUT) -> None:
        self._root = root.rstrip("/")
        self._timeout = timeout
        self._session: ClientSession | None = None
        self._closed = False

    def open(self) -> None:
        """Ask again, after a ``close``."""
        self._closed = False

    async def close(self) -> None:
        """Let go of the connections, and make no more."""
        self._closed = True
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def ask(
        self, path: str, query: Mapping[str, str], *, limit: int = 0, **sent: Any
    ) -> Answer:
        """GET, or POST when something is sent (``json`` or ``data``).

        With a ``limit`` the answer may be a file of at most so many bytes.

        Raises:
            WeComError: ``UNREACHABLE``, when there was no proper answer.
            TooLargeError: when a file is larger than the limit.
        """
        if self._closed:
            raise WeComError(UNREACHABLE, f"{path}: the bot is stopping")
        method = "POST" if sent else "GET"
        try:
            async with self._connected().request(
                method, f"{self._root}/cgi-bin/{path}", params=query, **sent
            ) as answer:
                return await _read(answer, path, limit)
        except (ClientError, TimeoutError, OSError) as error:
            # Its words and its cause may hold the address, and with it the token.
            raise WeComError(UNREACHABLE, f"{path}: {type(error).__name__}") from None

    def _connected(self) -> ClientSession:
        if self._session is None:
            connector = TCPConnector(limit=_AT_ONCE)
            self._session = ClientSession(connector=connector, timeout=self._timeout)
        return self._session


async def _read(answer: ClientResponse, path: str, limit: int) -> Answer:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if answer.status >= _SERVER_TROUBLE:
        raise WeComError(UNREACHABLE, f"{path}: HTTP {answer.status}")
    # WeCom names a file it sends; what it has to say about one that it does not, is JSON.
    if limit and "content-disposition" in headers:
        return Answer({}, await _file(answer, limit), headers)
    try:
        data = json.loads(await answer.read())
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise WeComError(UNREACHABLE, f"{path}: no JSON, HTTP {answer.status}")
    return Answer(data, headers=headers)


async def _file(answer: ClientResponse, limit: int) -> bytes:
    pieces, size = [], 0
    async for piece in answer.content.iter_chunked(_PIECE):
        size += len(piece)
        if size > limit:
            raise TooLargeError
        pieces.append(piece)
    return b"".join(pieces)
