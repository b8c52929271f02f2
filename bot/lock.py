"""One process a data directory: who holds the lock may write."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

_NAME = ".lock"


class LockedError(Exception):
    """Another process works on the data directory."""

    def __init__(self, data: Path, holder: str) -> None:
        self.holder = holder
        by = f" (process {holder})" if holder else ""
        super().__init__(f"{data}: another bot is running on this data directory{by}")


class DataLock:
    """Held from ``acquire`` to ``release``; the kernel lets go when the process dies."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            LockedError: when another process has it.
            OSError: when the directory can't be made or written.
        """
        self._data.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._data / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise LockedError(self._data, holder) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode("ascii"), 0)
        self._handle = handle

    def release(self) -> None:
        """Let go. The file stays: removing it would race with whoever opens it just now."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
