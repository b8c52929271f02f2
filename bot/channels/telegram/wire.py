"""HTTP to Telegram: what is not Telegram's answer is not taken for one, and never shown or logged."""

import json
import logging
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from bot.channels.telegram.settings import Settings

_ANSWER_S = 20.0
_UPLOAD_S = 60.0
_QUEUE_S = 30.0
"""For a free connection."""

for _name in ("httpx", "httpcore", "telegram"):
    # They would log every address that is asked, and the token stands in each of them.
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class NotTelegramError(NetworkError):
    """Somebody between answered: a proxy, a filter. Nobody knows what Telegram would have said."""

    def __init__(self, status: str) -> None:
        super().__init__(f"{status} that is not Telegram's: is a proxy or a filter between?")


class Wire(HTTPXRequest):
    """Some connections. What a page of somebody else says stays unsaid: it may quote the address."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        """Ask.

        Raises:
            NotTelegramError: when an error is none of the Bot API's.
        """
        code, payload = await super().do_request(*args, **more)
        if not HTTPStatus.OK <= code < HTTPStatus.MULTIPLE_CHOICES and _json(payload) is None:
            raise NotTelegramError(f"HTTP {code} with a page")
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer.

        Raises:
            NotTelegramError: when it is none of the Bot API's.
        """
        answer = _json(payload)
        if answer is None:
            raise NotTelegramError("an answer")
        return answer


def wire(settings: Settings, size: int) -> Wire:
    """Up to ``size`` connections at a time.

    Raises:
        ValueError: when the proxy is none that works.
    """
    try:
        return Wire(
            connection_pool_size=size,
            read_timeout=_ANSWER_S,
            write_timeout=_ANSWER_S,
            connect_timeout=_ANSWER_S,
            pool_timeout=_QUEUE_S,
            media_write_timeout=_UPLOAD_S,
            proxy=settings.proxy or None,
        )
    except (RuntimeError, ImportError, ValueError, httpx.InvalidURL):
        # Without TELEGRAM_PROXY the machine's own variables hold. Their values may hold a password.
        named = "TELEGRAM_PROXY" if settings.proxy else "ALL_PROXY or HTTPS_PROXY"
        raise ValueError(
            f"{named} is no HTTP proxy (SOCKS does not work): set TELEGRAM_PROXY to an HTTP proxy,"
            " like http://host:3128"
        ) from None


def _json(payload: bytes) -> dict[str, Any] | None:
    """An answer of the Bot API: it always says ``ok``, and a good one has a result."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    if not isinstance(answer, dict) or "ok" not in answer:
        return None
    return answer if "result" in answer or not answer["ok"] else None
