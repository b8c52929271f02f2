"""Whether 撤回 means a note or an order by word of mouth, and nothing of a visit."""

from collections.abc import Sequence
from datetime import datetime, timedelta


def comes_first(
    source: int,
    at: datetime,
    of_visits: Sequence[int],
    touched: Sequence[datetime],
    *,
    now: datetime,
    life: timedelta,
) -> bool:
    """Whether it is the last thing that was written, and lately.

    Args:
        source: The inbox number of the message that wrote it.
        at: When it was told.
        of_visits: Inbox numbers of what visits hold.
        touched: When visits were opened, arrived at and submitted.
        now: The time.
        life: How long a bare 撤回 reaches back.
    """
    if now - at > life or source < max(of_visits, default=0):
        return False
    return all(moment < at for moment in touched)
