"""Small requests that nobody waits for: queries to answer, keyboards to change."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.complaints import Complaints

_HARMLESS = (
    "query is too old",
    "query id is invalid",
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "chat not found",
)
"""It happens: somebody pressed long ago, twice, or deleted the message meanwhile."""


class Errands:
    """Runs them in the background; one that fails harms nothing."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self, errand: Coroutine[Any, Any, Any]) -> None:
        """Begin one."""
        task = asyncio.create_task(self._keep(errand))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until all are done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        await self.idle()

    async def _keep(self, errand: Coroutine[Any, Any, Any]) -> None:
        try:
            await errand
        except (Forbidden, RetryAfter):
            pass  # they blocked us, or there is too much to do: it was a nicety
        except BadRequest as error:
            if not str(error).lower().startswith(_HARMLESS):
                self._complaints.say(str(error))
        except NetworkError:
            pass  # whoever asks for updates says it
        except TelegramError as error:
            self._complaints.say(str(error))
        except Exception as error:  # noqa: BLE001 - said, and nothing else depends on it
            self._complaints.bug(error)
