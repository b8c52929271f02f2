"""Worker processes: for what is heavy, may hang, or may take its process along."""

import asyncio
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from bot.engine.workers import WorkError
from bot.tools.orphans import die_with_parent

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """Processes that begin with the first job, load what it needs, and end with their parent.

    One that dies or hangs is killed and the next job gets a new one; jobs are functions of a module.
    """

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._processes: ProcessPoolExecutor | None = None
        self._closed = False
        self._turn = threading.Lock()

    async def call(self, what: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """Have a job done; to give up waiting, as a time limit does, ends the processes.

        Raises:
            WorkError: ``killed``, when the process died of it or of something else.
        """
        pool = self._begun()
        try:
            return await asyncio.wrap_future(pool.submit(what, *args, **more))
        except BrokenProcessPool as error:
            self._drop(pool)
            raise WorkError("killed", final=False) from error
        except asyncio.CancelledError:
            self._drop(pool)  # the time limit: the process may hang for good
            raise

    def wait(self, limit_s: float, what: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """Have a job done, for a thread that may wait: one at a time, each with its own limit.

        Raises:
            WorkError: ``killed`` as above, ``timeout`` after so many seconds.
        """
        with self._turn:
            pool = self._begun()
            try:
                job: Future[T] = pool.submit(what, *args, **more)
                return job.result(limit_s)
            except BrokenProcessPool as error:
                self._drop(pool)
                raise WorkError("killed", final=False) from error
            except TimeoutError as error:
                self._drop(pool)
                raise WorkError("timeout", final=False) from error

    def close(self) -> None:
        """End the processes for good."""
        self._closed = True
        if self._processes is not None:
            self._drop(self._processes)

    def _begun(self) -> ProcessPoolExecutor:
        if self._closed:
            raise WorkError("killed", final=False, note="closed")
        if self._processes is None:
            spawn = multiprocessing.get_context("spawn")
            self._processes = ProcessPoolExecutor(
                self._workers, mp_context=spawn, initializer=die_with_parent
            )
        return self._processes

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        """Kill these; another worker may have begun the next ones already."""
        if self._processes is pool:
            self._processes = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - no public kill
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
