"""The core thread: every transaction of the installation, one after another, committed in groups."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from storage.database import TransactionLostError, savepoint

T = TypeVar("T")
_GROUP = 64
_Outcome = tuple[Any, BaseException | None]
_Call = tuple[Callable[[Connection], Any], "Future[Any]"]


class Core:
    """Runs functions on a connection. Those that wait together share one commit.

    Each has its own savepoint: one that raises is undone alone. A future resolves only after
    the commit, so whoever sees a result may rely on it being on the disk. When the disk is full or
    the file locked, all that share the commit fail; ``lost`` is told, since what was remembered of
    them never was. The next calls find the database as it was before.
    """

    def __init__(self, engine: Engine, lost: Callable[[], None] = lambda: None) -> None:
        self._engine = engine
        self._lost = lost
        self._queue: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)
        self._thread.start()

    def call(self, function: Callable[[Connection], T]) -> "Future[T]":
        """Queue a function; its future gives what it returned or raised.

        Raises:
            RuntimeError: on the core thread itself, which can't wait for its own work.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("the core thread was asked to wait for itself")
        future: Future[T] = Future()
        self._queue.put((function, future))
        return future

    def stop(self) -> None:
        """Finish what is queued and end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while True:
                calls = [self._queue.get()]
                while len(calls) < _GROUP and not self._queue.empty():
                    calls.append(self._queue.get())
                wanted = [c for c in calls if c is not None]
                if wanted:
                    self._commit(connection, wanted)
                if len(wanted) < len(calls):
                    return

    def _commit(self, connection: Connection, calls: list[_Call]) -> None:
        wanted = [(f, future) for f, future in calls if future.set_running_or_notify_cancel()]
        outcomes: list[_Outcome] = []
        try:
            with connection.begin():
                outcomes = [_attempt(connection, function) for function, _ in wanted]
        except BaseException as failure:  # noqa: BLE001 - nothing was committed: all of them failed
            outcomes = [(None, failure)] * len(wanted)
            self._lost()
        for (_, future), (value, error) in zip(wanted, outcomes, strict=True):
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)


def _attempt(connection: Connection, function: Callable[[Connection], Any]) -> _Outcome:
    try:
        with savepoint(connection, "call"):
            return function(connection), None
    except TransactionLostError:
        raise
    except BaseException as error:  # noqa: BLE001 - handed to whoever asked
        return None, error
