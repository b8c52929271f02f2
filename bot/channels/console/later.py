"""What could not be kept: nobody is told that it was, and the page sends it again by itself."""

import sys
import traceback
from typing import Any

from storage.database import of_the_disk, why

BUSY = 1013
"""Close code: come back later."""


def later(message_id: str, error: Exception) -> dict[str, str]:
    """The answer to a message that did not reach the disk, for whatever reason."""
    complain(error)
    return {"later": message_id, "message": "没存上,稍后自动再发"}


def complain(error: Exception) -> None:
    """Say on stderr what is wrong; a bug with the place where it is."""
    if of_the_disk(error) or isinstance(error, OSError):
        sys.stderr.write(f"not kept: {why(error)}\n")
    else:
        sys.stderr.write("".join(traceback.format_exception(error)))


def id_of(data: Any) -> str:
    """The id that the page gave a message, if it gave one."""
    return str(data.get("id", "")) if isinstance(data, dict) else ""
