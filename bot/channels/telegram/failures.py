"""What Telegram's errors mean for a message or a file."""

from collections.abc import Callable
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import FetchError, SendError
from bot.channels.telegram.wire import NotTelegramError

_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "user is deactivated",
    "bot was blocked by the user",
    "bot was kicked",
    "bot is not a member",
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "group chat was deleted",
    "group chat was deactivated",
    "chat_write_forbidden",
    "have no rights to send a message",
    "not enough rights to send",
    "need administrator rights",
)
_NOT_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_OFFLINE = timedelta(seconds=15)
_WRONG_TOKEN = timedelta(minutes=1)

Scrub = Callable[[str], str]


def send_error(error: TelegramError, scrub: Scrub) -> SendError:
    """The same, as the relay understands it."""
    note = scrub(str(error))
    if isinstance(error, RetryAfter):
        return SendError(note, retry_after=span_of(error))
    if isinstance(error, NotTelegramError):
        return SendError(note, retry_after=_OFFLINE)
    if isinstance(error, Forbidden | BadRequest):
        return SendError(note, permanent=True, gone=nobody_there(error))
    if isinstance(error, InvalidToken | Conflict):
        # The set-up is wrong, not the message: it waits until that is mended.
        return SendError(note, retry_after=_WRONG_TOKEN)
    if isinstance(error.__cause__, _NOT_ARRIVED):
        return SendError(
            note, retry_after=_OFFLINE
        )  # nothing went out: a night of it is no failure
    return SendError(note)


def nobody_there(error: TelegramError) -> bool:
    """Whether the chat itself is the trouble, not the message."""
    said = str(error).lower()
    return any(words in said for words in _NOBODY_THERE)


def answered(error: TelegramError) -> bool:
    """Whether the server said something, be it no; otherwise it was not even reached."""
    return not isinstance(error, TimedOut) and not isinstance(error.__cause__, httpx.HTTPError)


def span_of(error: RetryAfter) -> timedelta:
    """How long Telegram wants to be left alone."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def fetch_error(error: TelegramError, scrub: Scrub) -> FetchError:
    """The same, as whoever waits for the file understands it."""
    note = scrub(str(error))
    if isinstance(error, BadRequest):
        if "too big" in note.lower():
            return FetchError("too_large", final=True, note=note)
        return FetchError("expired", final=False, note=note)
    # A path that has run out is answered with 404, which the library takes for a wrong token.
    gone = isinstance(error, InvalidToken) and "not found" in note.lower()
    return FetchError("expired" if gone else "unreachable", final=False, note=note)
