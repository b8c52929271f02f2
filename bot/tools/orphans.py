"""A reading process must not outlive the bot: whoever is killed can't say goodbye."""

import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def die_with_parent() -> None:
    """Begin a worker process: it ends when its parent is gone, whatever it is doing then.

    Otherwise every kill -9 would leave a process behind that waits for work, with all its models.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
