"""One fixture: the channel on which a story is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.console import ConsoleChat
from tests.drivers.telegram import TelegramChat
from tests.drivers.wecom import WeComChat
from tests.drivers.wire import WireChat


@pytest.fixture(params=[ConsoleChat, TelegramChat, WeComChat], ids=lambda made: made.name)
def chat(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WireChat]:
    """叶小满 at 10:02 on a Monday, with everybody's phone on that channel."""
    made: WireChat = request.param(tmp_path / "data")
    yield made
    made.close()
