"""What tests of the intake share: the bot's account, and the newest update as the bot takes it."""

from datetime import timedelta

from bot.channels.telegram.intake import Taken, take
from bot.channels.telegram.meant import Me
from bot.engine.arrivals import Arrival
from tests.chat import START
from tests.peers.telegram.server import TelegramServer

ME = Me(424242, "bihuan_test_bot")
NOW = START + timedelta(seconds=2)
JPEG = b"\xff\xd8"


def newest(server: TelegramServer) -> Taken:
    return take(server.updates.waiting[-1], ME, NOW)


def arrival(server: TelegramServer) -> Arrival:
    found = newest(server).arrival
    assert found is not None
    return found
