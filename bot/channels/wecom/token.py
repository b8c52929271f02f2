"""The access token: one request for all who wait, kept for as long as WeCom says."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.wecom.errors import REFUSALS, UNREACHABLE, WeComError, pause_of
from bot.channels.wecom.wire import Wire
from bot.complaints import Complaints
from domain.ports import Clock

_USUAL_S = 7200
_EARLY = timedelta(minutes=5)
_SHARE = 10
"""A token is renewed five minutes, or a tenth of its life, before its end."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks. The secret is not shown by ``repr``."""

    corp_id: str
    secret: str

    def __repr__(self) -> str:
        return f"Credentials({self.corp_id!r}, …)"


class Token:
    """Keeps the token. A secret that WeCom refused is not tried again for a while."""

    def __init__(
        self, wire: Wire, credentials: Credentials, clock: Clock, complaints: Complaints
    ) -> None:
        self._wire = wire
        self._credentials = credentials
        self._clock = clock
        self._complaints = complaints
        self._value = ""
        self._until: datetime | None = None
        self._asking: asyncio.Task[str] | None = None
        self._refused: tuple[datetime, int] | None = None

    async def get(self) -> str:
        """A token that holds.

        Raises:
            WeComError: when WeCom gives none, or gave none a moment ago.
        """
        self._still_refused()
        if self._value and self._until is not None and self._clock.now() < self._until:
            return self._value
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(self._asked)
        # One who gives up waiting must not take the answer from the others.
        return await asyncio.shield(self._asking)

    def drop(self, value: str) -> None:
        """WeCom does not know that token any more."""
        if value == self._value:
            self._value = ""

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            with suppress(asyncio.CancelledError, WeComError):
                await self._asking

    def refused(self, code: int) -> WeComError:
        """A setting is wrong: say so, and leave WeCom alone for a while."""
        span = REFUSALS[code]
        error = WeComError(code, f"errcode {code}", after=span)
        self._refused = (self._clock.now() + span, code)
        self._complaints.say(error.setting)
        return error

    def _still_refused(self) -> None:
        if self._refused is None:
            return
        until, code = self._refused
        left = until - self._clock.now()
        if left > timedelta(0):
            raise WeComError(code, f"errcode {code}, not tried again yet", after=left)
        self._refused = None

    async def _ask(self) -> str:
        mine = self._credentials
        query = {"corpid": mine.corp_id, "corpsecret": mine.secret}
        answer = await self._wire.ask("gettoken", query)
        if answer.errcode in REFUSALS:
            raise self.refused(answer.errcode)
        value = answer.data.get("access_token")
        if answer.errcode or not isinstance(value, str) or not value:
            code = answer.errcode or UNREACHABLE
            raise WeComError(code, f"gettoken: errcode {code}", after=pause_of(code))
        lasts = timedelta(seconds=_seconds(answer.data.get("expires_in")))
        self._value = value
        self._until = self._clock.now() + lasts - min(_EARLY, lasts / _SHARE)
        return value

    def _asked(self, task: asyncio.Task[str]) -> None:
        self._asking = None
        if not task.cancelled():
            task.exception()  # seen: every waiter has it, and there may be none left


def _seconds(said: object) -> float:
    usable = isinstance(said, int | float) and not isinstance(said, bool) and said > 0
    return float(said) if usable and isinstance(said, int | float) else _USUAL_S
