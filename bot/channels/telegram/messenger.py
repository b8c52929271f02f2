"""The Telegram messenger: polling or webhook, begun, kept going and stopped."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from aiohttp import web
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.base import Desk
from bot.channels.pace import Pace
from bot.channels.telegram.busy import Busy
from bot.channels.telegram.channel import OVERALL, TelegramChannel
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.failures import answered, span_of
from bot.channels.telegram.line import ALLOWED, Line
from bot.channels.telegram.meant import Me
from bot.channels.telegram.menu import write_menu
from bot.channels.telegram.polling import NotKeptError, Polling
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.settings import WEBHOOK_PATH, Settings
from bot.channels.telegram.webhook import CONNECTIONS, NotReadyError, Webhook
from bot.complaints import Complaints
from domain.ports import Clock, Ids
from storage.blobs import Blobs

BOT_NAME = "telegram_bot"
"""The mark that keeps the bot's @name: invitations lead to it."""
_WAIT_S = 25
"""How long Telegram holds a question that nothing answers yet."""
_PAUSES_S = (1, 2, 5, 10, 20, 30, 60)
_LOOK_AFTER_S = 600
"""How often it is looked whether the webhook is still ours."""

Sleep = Callable[[float], Awaitable[None]]


class TelegramMessenger:
    """Implements ``bot.channels.base.Messenger``."""

    def __init__(
        self, settings: Settings, blobs: Blobs, clock: Clock, *, pace: Pace, sleep: Sleep
    ) -> None:
        self.settings = settings
        self._sleep = sleep
        self._line = Line(settings)
        self._complaints = Complaints("telegram", scrub=settings.scrub)
        self._errands = Errands(self._complaints)
        self._busy = Busy(self._line, sleep)
        self.channel = TelegramChannel(self._line, settings, blobs, pace=pace, busy=self._busy)
        self._receiver = Receiver(self._line, clock, self._complaints, self._errands, self._busy)
        self._polling = Polling(self._line)
        self._webhook = Webhook(settings, self._complaints, self._keep)
        self._desk: Desk | None = None
        self._me: Me | None = None
        self._introduced = False
        self._task: asyncio.Task[None] | None = None

    def routes(self) -> Iterable[web.RouteDef]:
        """The webhook, if there is one."""
        return [web.post(WEBHOOK_PATH, self._webhook.receive)] if self.settings.webhook else []

    async def attend(self, desk: Desk) -> None:
        """Make ready without beginning; then ``poll_once`` or the webhook may bring something."""
        self._desk = desk
        await self._line.open()

    async def start(self, desk: Desk) -> None:
        """Begin to receive, in the background."""
        await self.attend(desk)
        self._task = asyncio.create_task(self._go_on())

    async def stop(self) -> None:
        """Receive no more. A webhook stays: Telegram keeps what comes until the next start."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._busy.stop()
        await self._errands.stop()
        await self._line.close_wires()

    async def poll_once(self, timeout_s: int = 0) -> int:
        """Ask for updates once and see to them; how many came.

        Raises:
            NotKeptError: when one could not be kept.
            TelegramError: when Telegram could not be asked.
        """
        await self.introduce()
        count = await self._polling.once(self._keep, timeout_s)
        await self._errands.idle()
        return count

    async def introduce(self) -> None:
        """Learn the bot's own name, say where updates go, write the menu; once.

        Raises:
            TelegramError: when Telegram could not be asked.
        """
        if self._introduced:
            return
        user = await self._line.get_me()
        self._me = Me(user.id, user.username or "")
        if self._desk is not None:
            await self._desk.mark(BOT_NAME, self._me.username)
        await self._direct()
        await write_menu(self._line)
        self._introduced = True

    async def look_after(self) -> None:
        """Somebody else may have pointed the bot elsewhere meanwhile.

        Raises:
            TelegramError: when Telegram could not be asked.
        """
        if (await self._line.get_webhook_info()).url != self.settings.webhook:
            self._complaints.say("the webhook was changed by somebody else: set again")
            await self._direct()

    async def idle(self) -> None:
        """Wait until presses are answered."""
        await self._errands.idle()

    async def _keep(self, raw: Any) -> None:
        if self._desk is None or self._me is None:
            raise NotReadyError("the bot is only just starting")
        await self._receiver.keep(self._desk, raw, self._me)

    async def _direct(self) -> None:
        """To our webhook, or to whoever asks. What waits is never dropped: it may be evidence."""
        if not self.settings.webhook:
            await self._line.delete_webhook(drop_pending_updates=False)
            return
        await self._line.set_webhook(
            self.settings.webhook,
            secret_token=self.settings.secret,
            allowed_updates=list(ALLOWED),
            max_connections=CONNECTIONS,
        )

    async def _go_on(self) -> None:
        """Keep receiving: trouble is said and tried again, ever less often, never given up."""
        failed = 0
        while True:
            try:
                await self.introduce()
                await (self._wait() if self.settings.webhook else self._ask())
                failed = 0
            except Exception as error:  # noqa: BLE001 - the bot must not become deaf
                self._complain(error)
                pause = _PAUSES_S[min(failed, len(_PAUSES_S) - 1)]
                told = span_of(error).total_seconds() if isinstance(error, RetryAfter) else 0
                await self._sleep(max(pause, told))
                failed += 1

    async def _ask(self) -> None:
        await self._polling.once(self._keep, _WAIT_S)

    async def _wait(self) -> None:
        await self._sleep(_LOOK_AFTER_S)
        await self.look_after()

    def _complain(self, error: Exception) -> None:
        where = self.settings.server
        if isinstance(error, InvalidToken):
            self._introduced = False
            self._complaints.say("the token is refused: set TELEGRAM_TOKEN to what @BotFather says")
        elif isinstance(error, Conflict):
            self._introduced = False  # it may be a webhook of old: introducing ourselves removes it
            self._complaints.say(f"somebody else takes this bot's messages, too: {error}")
        elif isinstance(error, TelegramError):
            what = f"{where} answers" if answered(error) else f"no connection to {where}"
            self._complaints.say(f"{what}: {error}; trying again")
        elif isinstance(error, NotKeptError):
            self._complaints.say(f"not kept: {error}; it is asked for again")
        else:
            self._complaints.bug(error)


def messenger(
    env: Mapping[str, str],
    blobs: Blobs,
    clock: Clock,
    ids: Ids | None = None,
    *,
    pace: Pace | None = None,
    sleep: Sleep = asyncio.sleep,
) -> TelegramMessenger:
    """The messenger that the environment describes.

    Raises:
        ValueError: when a variable is wrong or missing.
    """
    del ids  # the webhook's secret follows from the token
    return TelegramMessenger(
        Settings.of(env), blobs, clock, pace=pace or Pace(OVERALL), sleep=sleep
    )
