"""The processes of a pool, looked at and killed from outside."""

from collections.abc import Sequence
from multiprocessing.process import BaseProcess

from bot.tools.pool import Pool


def processes_of(pool: Pool) -> Sequence[BaseProcess]:
    """Those that it has now."""
    executor = pool._processes
    found: dict[int, BaseProcess] = dict(executor._processes or {}) if executor else {}
    return list(found.values())


def kill(pool: Pool) -> None:
    """End them all, as a machine that is short of memory does."""
    killed = processes_of(pool)
    assert killed
    for process in killed:
        process.kill()
