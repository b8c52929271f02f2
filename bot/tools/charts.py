"""Charts: drawn in a process of their own, so that the chat neither waits nor grows."""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.drawing.charts import charts_picture
from bot.engine.workers import WorkError
from bot.tools.pool import Pool

_LIMIT_S = 20.0
"""For one picture, the start of the process included; a picture takes 0.1-0.3 s after the first."""
_TRIES = 2
"""A process may have been killed while it had nothing to do: that is no fault of the picture."""

_TURN = threading.Lock()
"""matplotlib is not made for several threads."""


class HereCharts:
    """Draws in this process: scripts and tests."""

    def draw(self, facts: Mapping[str, Any]) -> bytes:
        """Draw them."""
        with _TURN:
            return charts_picture(facts, _folder())


class PoolCharts:
    """Draws in one worker process; one that dies or hangs is replaced."""

    def __init__(self, folder: Path, limit_s: float = _LIMIT_S) -> None:
        self._folder = folder
        self._limit_s = limit_s
        self._pool = Pool()

    def draw(self, facts: Mapping[str, Any]) -> bytes:
        """Draw them."""
        for _ in range(_TRIES - 1):
            try:
                return self._draw(facts)
            except WorkError as error:
                if error.code != "killed":
                    raise
        return self._draw(facts)

    def close(self) -> None:
        """End the process."""
        self._pool.close()

    def _draw(self, facts: Mapping[str, Any]) -> bytes:
        return self._pool.wait(self._limit_s, charts_picture, facts, str(self._folder))


@cache
def _folder() -> str:
    """For as long as this process lives: matplotlib must leave nothing in anybody's home."""
    folder = tempfile.mkdtemp(prefix="bihuan-charts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
