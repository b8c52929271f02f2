"""WeCom put together: what the bot starts, stops and serves."""

import asyncio
import random
from collections.abc import Iterable, Mapping
from contextlib import suppress

from aiohttp import web

from bot.channels.base import Channel, Desk
from bot.channels.pace import Pace
from bot.channels.wecom import callback, channel
from bot.channels.wecom.camera import Camera
from bot.channels.wecom.client import Client, Sleep
from bot.channels.wecom.config import Config
from bot.channels.wecom.crypto import Envelope
from bot.channels.wecom.errors import UNREACHABLE, WeComError
from bot.channels.wecom.intake import Tap
from bot.channels.wecom.menu import differs, wanted
from bot.channels.wecom.messages import done
from bot.channels.wecom.rates import Rates
from bot.channels.wecom.token import Credentials, Token
from bot.channels.wecom.wire import Wire
from bot.complaints import Complaints
from domain.ports import Clock, Ids
from storage.blobs import Blobs

_AGAIN_S = 300.0
"""Between two tries to set the menu."""
_LAST_S = 2.0
"""For what is under way when the bot stops."""


class WeComMessenger:
    """Implements ``bot.channels.base.Messenger`` for one app."""

    def __init__(
        self, config: Config, blobs: Blobs, clock: Clock, dice: random.Random, sleep: Sleep
    ) -> None:
        self._sleep = sleep
        self._complaints = Complaints("WeCom", seconds=lambda: clock.now().timestamp())
        self._menu: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        wire = Wire(config.root)
        token = Token(wire, Credentials(config.corp_id, config.secret), clock, self._complaints)
        self._client = Client(wire, token, config.agent_id, dice, sleep)
        rates, camera = Rates(clock), Camera(clock)
        self.channel: Channel = channel.WeComChannel(
            channel.Tools(
                client=self._client,
                pace=Pace((), clock=rates.seconds, sleep=sleep),
                rates=rates,
                blobs=blobs,
                camera=camera,
                complaints=self._complaints,
                dice=dice,
            )
        )
        self._callback = callback.Callback(
            callback.Tools(
                Envelope(config.token, config.aes_key, config.corp_id),
                config.agent_id,
                clock,
                camera,
                self._complaints,
                self._tapped,
            )
        )

    def routes(self) -> Iterable[web.RouteDef]:
        """The address that is entered in 接收消息."""
        return self._callback.routes()

    async def start(self, desk: Desk) -> None:
        """Take callbacks; see to the menu in the background."""
        self._client.open()
        self._callback.open(desk)
        self._menu = asyncio.create_task(self._keep_menu())

    async def stop(self) -> None:
        """Take no more, finish what is under way, and let go of the connections."""
        self._callback.close()
        if self._menu is not None:
            self._menu.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_S):
                await self.quiet()
        await self._client.close()

    async def quiet(self) -> None:
        """Return when nothing is under way in the background."""
        while under_way := [*self._running, *([self._menu] if self._menu else [])]:
            await asyncio.gather(*under_way, return_exceptions=True)
            self._menu = None

    def _tapped(self, user: str, tap: Tap) -> None:
        task = asyncio.create_task(self._show_tap(user, tap))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _show_tap(self, user: str, tap: Tap) -> None:
        """A card that can't be updated any more does no harm: a second tap is answered as such."""
        with suppress(WeComError):
            await self._client.update_card(user, tap.code, done(tap.label))

    async def _keep_menu(self) -> None:
        while True:
            try:
                if differs(await self._client.menu()):
                    await self._client.make_menu(wanted())
            except WeComError as error:
                reason = error.setting or str(error)
                self._complaints.say(f"the menu could not be set: {reason}")
                if error.code != UNREACHABLE and error.after is None:
                    return  # an answer that will be the same next time
            else:
                return
            await self._sleep(_AGAIN_S)


def messenger(
    env: Mapping[str, str],
    blobs: Blobs,
    clock: Clock,
    secrets: Ids,
    *,
    sleep: Sleep = asyncio.sleep,
) -> WeComMessenger:
    """WeCom as the environment has it.

    Raises:
        ValueError: naming the variable that is missing or wrong.
    """
    dice = random.Random(secrets.secret())  # noqa: S311 - spreads waiting times
    return WeComMessenger(Config.of(env), blobs, clock, dice, sleep)
