"""Who may talk to the server at all: Host and Origin, and the headers of every answer.

A page of another site must not reach a bot on the same machine, neither under its own name
(``Origin``) nor under a name that it lets point here (``Host``, DNS rebinding).
"""

import ipaddress
from collections.abc import Awaitable, Callable, Iterable, Mapping
from urllib.parse import urlsplit

from aiohttp import web

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # deep-chat styles its own elements
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "connect-src 'self' ws: wss:",  # older Safari does not count ws: as 'self'
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """Knows the names that this server goes by.

    ``hooks`` are paths that other servers call: they prove who they are by their own signature,
    and come by whatever name the company gave them.
    """

    def __init__(self, hosts: Iterable[str], hooks: Iterable[str] = ()) -> None:
        self._names = _LOOPBACK | {_name(host) for host in hosts if host}
        self._hooks = frozenset(hooks)

    def allows(self, host: str, origin: str | None) -> bool:
        """Whether a request's Host is ours, and its Origin, if it has one, the same."""
        if _name(host) not in self._names:
            return False
        return origin is None or urlsplit(origin).netloc.lower() == host.lower()

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse strangers; dress every answer."""
        if request.path in self._hooks:
            return await handler(request)
        # A link on another site may lead here, so Origin counts only where something is done.
        origin = request.headers.get("Origin") if _acts(request) else None
        if not self.allows(request.headers.get("Host", ""), origin):
            raise web.HTTPForbidden(text="403: this address is not allowed here (BIHUAN_HOSTS)")
        return await handler(request)


async def dress(_request: web.Request, response: web.StreamResponse) -> None:
    """Signal ``on_response_prepare``: errors get the headers too."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def is_local(peer: str | None, host: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody at this very machine asks, and no proxy in between."""
    if any(name in headers for name in _FORWARDED) or _name(host) not in _LOOPBACK:
        return False
    try:
        return ipaddress.ip_address(peer or "").is_loopback
    except ValueError:
        return False


def _acts(request: web.Request) -> bool:
    return request.method != "GET" or request.headers.get("Upgrade", "").lower() == "websocket"


def _name(host: str) -> str:
    """The host without its port, in lower case."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""
