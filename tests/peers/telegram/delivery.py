"""Updates on their way to the bot: asked for, or posted to its webhook."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientError, ClientSession

from domain.ports import Clock
from tests.peers.telegram.schema import RefusedError, checked_update

_PRESS_HOLDS = timedelta(seconds=150)
"""The Bot API server forgets presses that nobody asked for."""
_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


class Delivery:
    """The queue of one bot."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pressed: dict[int, datetime] = {}
        self.waiting: list[Any] = []
        self.webhook: Mapping[str, Any] = {}
        self.last_error = ""
        self.delivered: list[Any] = []
        self._allowed: Sequence[str] = _KINDS
        self._odd: list[Any] = []
        self._number = 900
        self._news = asyncio.Event()
        self._poller = 0

    def push(self, **update: Any) -> int:
        """Something happened; its number."""
        self._number += 1
        if "callback_query" in update:
            self._pressed[self._number] = self._clock.now()
        self.waiting.append(checked_update({"update_id": self._number, **update}))
        self._news.set()
        return self._number

    def push_raw(self, raw: Any) -> None:
        """Something that is no update, or not as we know them."""
        if isinstance(raw, dict) and "update_id" in raw:
            self._number += 1
            raw = {**raw, "update_id": self._number}
        self.waiting.append(raw)
        self._odd.append(raw)
        self._news.set()

    def repeat(self) -> None:
        """The newest delivered update is delivered once more."""
        self.waiting.insert(0, self.delivered[-1])

    def point(self, webhook: Mapping[str, Any]) -> None:
        """To a webhook, or to nobody.

        Raises:
            RefusedError: when the address is none that Telegram takes.
        """
        url = str(webhook.get("url") or "")
        if url and not url.startswith(("https://", "http://127.0.0.1:")):
            raise RefusedError(
                400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
            )
        self.webhook = webhook if url else {}
        self._allow(webhook.get("allowed_updates"))
        self.last_error = ""

    async def poll(self, offset: int, limit: int, timeout_s: float, allowed: Any) -> Sequence[Any]:
        """``getUpdates``.

        Raises:
            RefusedError: when somebody else gets them.
        """
        if self.webhook:
            raise RefusedError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._poller += 1
        mine = self._poller
        self._allow(allowed)
        self.waiting = [u for u in self.waiting if _id(u) is None or _id(u) >= offset]
        found = self._fitting()[:limit]
        if not found and timeout_s > 0:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), timeout_s)
            found = self._fitting()[:limit]
        if mine != self._poller:
            raise RefusedError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        self.delivered += found
        self.waiting = [u for u in self.waiting if _id(u) is not None]
        return found

    async def post(self, *, tries: int = 3) -> list[int]:
        """Post what waits to the webhook, each until it is taken; every answer's status.

        What is not taken holds up what comes after it, as it does for the messages of one chat.
        """
        statuses: list[int] = []
        async with ClientSession() as client:
            for update in list(self._fitting()):
                for _ in range(tries):
                    statuses.append(await self._post(client, update))
                    if statuses[-1] // 100 == 2:
                        break
                else:
                    return statuses
                self.waiting.remove(update)
                self.delivered.append(update)
        return statuses

    async def _post(self, client: ClientSession, update: Any) -> int:
        headers = {"Content-Type": "application/json"}
        if self.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = str(self.webhook["secret_token"])
        try:
            url, body = str(self.webhook["url"]), json.dumps(update)
            async with client.post(url, data=body, headers=headers) as answer:
                status = answer.status
        except ClientError:
            self.last_error = "Connection refused"
            return 0
        if status // 100 != 2:
            self.last_error = f"Wrong response from the webhook: {status}"
        return status

    def _allow(self, kinds: Any) -> None:
        if kinds:
            self._allowed = list(kinds)

    def _fitting(self) -> list[Any]:
        self.waiting = [u for u in self.waiting if not self._forgotten(u)]
        return [u for u in self.waiting if any(u is o for o in self._odd) or self._wanted(u)]

    def _forgotten(self, update: Any) -> bool:
        at = self._pressed.get(_id(update))
        return at is not None and self._clock.now() - at > _PRESS_HOLDS

    def _wanted(self, update: Mapping[str, Any]) -> bool:
        return any(kind in update for kind in self._allowed)


def _id(update: Any) -> Any:
    return update.get("update_id") if isinstance(update, dict) else None
