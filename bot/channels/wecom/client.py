"""WeCom's API, as far as the bot needs it."""

import asyncio
import io
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from aiohttp import FormData

from bot.channels.wecom.errors import (
    BUSY,
    NO_MENU,
    REFUSALS,
    STALE,
    STALE_TOKEN,
    TOO_MANY_AT_ONCE,
    WeComError,
    pause_of,
)
from bot.channels.wecom.token import Token
from bot.channels.wecom.wire import Answer, Wire

Sleep = Callable[[float], Awaitable[None]]
_TRIES = 3
"""Of a file, while WeCom is busy; more than three it does not want."""
_SOON = frozenset({BUSY, TOO_MANY_AT_ONCE})
_NO_TOKEN = timedelta(minutes=1)


class Client:
    """One app's calls, each with a token that holds.

    ``dice`` spreads the next tries, so that a crowd does not come back at once.
    """

    def __init__(
        self,
        wire: Wire,
        token: Token,
        agent_id: int,
        dice: random.Random,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._wire = wire
        self._token = token
        self._agent_id = agent_id
        self._dice = dice
        self._sleep = sleep

    def open(self) -> None:
        """Ask again, after a ``close``."""
        self._wire.open()

    async def close(self) -> None:
        """Let go of the connections, and make no more."""
        await self._token.close()
        await self._wire.close()

    async def send(self, user: str, message: Mapping[str, Any]) -> Mapping[str, Any]:
        """Send a message to one member; WeCom's answer, which may still name them invalid.

        Raises:
            WeComError: when it was not taken.
        """
        whole = {"touser": user, "agentid": self._agent_id, **message}
        return (await self._call("message/send", json=whole)).data

    async def update_card(self, user: str, code: str, label: str) -> None:
        """Turn a card's buttons into one that can't be tapped; a code is good for once.

        Raises:
            WeComError: when it was not taken.
        """
        whole = {
            "userids": [user],
            "agentid": self._agent_id,
            "response_code": code,
            "button": {"replace_name": label},
        }
        await self._call("message/update_template_card", json=whole)

    async def upload(self, kind: str, name: str, data: bytes) -> str:
        """Store a file for three days; its media id.

        Raises:
            WeComError: when it was not taken.
        """

        def form() -> FormData:
            made = FormData()
            made.add_field("media", io.BytesIO(data), filename=name)
            return made

        answer = await self._call("media/upload", {"type": kind}, form=form)
        return str(answer.data.get("media_id", ""))

    async def download(self, media_id: str, limit: int) -> bytes:
        """A file that a member sent, tried again while WeCom is busy.

        Raises:
            WeComError: when it can't be had.
            TooLargeError: when it has more bytes than ``limit``.
        """
        for _ in range(_TRIES - 1):
            try:
                return await self._media(media_id, limit)
            except WeComError as error:
                if error.code not in _SOON or error.after is None:
                    raise
                pause = error.after
            await self._sleep(pause.total_seconds())
        return await self._media(media_id, limit)

    async def menu(self) -> Sequence[Mapping[str, Any]]:
        """The app's menu; empty when it has none.

        Raises:
            WeComError: when it can't be had.
        """
        try:
            answer = await self._call("menu/get", {"agentid": str(self._agent_id)})
        except WeComError as error:
            if error.code == NO_MENU:
                return []
            raise
        found = answer.data.get("button")
        return found if isinstance(found, list) else []

    async def make_menu(self, buttons: Sequence[Mapping[str, Any]]) -> None:
        """Replace the app's menu.

        Raises:
            WeComError: when it was not taken.
        """
        query = {"agentid": str(self._agent_id)}
        await self._call("menu/create", query, json={"button": list(buttons)})

    async def _media(self, media_id: str, limit: int) -> bytes:
        answer = await self._call("media/get", {"media_id": media_id}, limit=limit)
        return answer.file or b""

    async def _call(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        limit: int = 0,
        form: Callable[[], FormData] | None = None,
        **sent: Any,
    ) -> Answer:
        """Ask with a token; once more with a fresh one when that one does not hold any more."""
        for _ in range(2):
            value = await self._token.get()
            if form is not None:
                sent = {"data": form()}  # a form can be sent only once
            asked = {**(query or {}), "access_token": value}
            answer = await self._wire.ask(path, asked, limit=limit, **sent)
            if answer.errcode not in STALE_TOKEN:
                return self._checked(path, answer)
            self._token.drop(value)
        raise WeComError(STALE, f"{path}: no token holds", after=_NO_TOKEN)

    def _checked(self, path: str, answer: Answer) -> Answer:
        code = answer.errcode
        if not code:
            return answer
        if code in REFUSALS:
            raise self._token.refused(code)
        pause = pause_of(code)
        spread = pause * (1 + self._dice.random()) if pause else None
        raise WeComError(code, f"{path}: errcode {code}", after=spread)
