"""Fixtures of the Telegram tests."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.channels.telegram.messenger import TelegramMessenger
from storage.blobs import Blobs
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.seconds import Seconds
from tests.peers.telegram.people import User
from tests.peers.telegram.server import TelegramServer
from tests.telegram.office import REP_ID, Notebook, Office, bot, office


@dataclass
class Line:
    """The messenger alone, between Telegram's server and a desk that writes down."""

    server: TelegramServer
    bot: TelegramMessenger
    desk: Notebook
    clock: FakeClock
    seconds: Seconds
    blobs: Blobs

    def known(self) -> User:
        """Somebody has written to the bot before: it may write to her."""
        return self.rep

    @property
    def rep(self) -> User:
        return self.server.user(REP_ID, "叶小满")


async def restarted(line: Line) -> TelegramMessenger:
    """A new process at the same desk: what was not confirmed comes again."""
    later = bot(line.server, line.blobs, line.clock, line.seconds)
    await later.attend(line.desk)
    return later


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    """The demo company on Telegram, at 10:02 on a Monday."""
    async with office(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """No engine: what the messenger hands in and sends is looked at by itself."""
    clock, seconds = FakeClock(START), Seconds()
    server = await TelegramServer(clock, seconds=seconds).start()
    blobs = Blobs(tmp_path / "blobs")
    telegram, notebook = bot(server, blobs, clock, seconds), Notebook()
    await telegram.attend(notebook)
    yield Line(server, telegram, notebook, clock, seconds, blobs)
    await telegram.stop()
    await server.stop()
