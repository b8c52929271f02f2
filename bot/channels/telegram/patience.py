"""How often an update is offered that can't be kept: one bug must not make the bot deaf."""

from collections import Counter

from bot.complaints import Complaints
from storage.database import of_the_disk

_TRIES = 5
"""How often, though the disk is all right."""
_REMEMBERED = 1000


class Patience:
    """Counts the failures of each update."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._failures: Counter[int] = Counter()

    def over(self, number: int, error: Exception) -> bool:
        """Whether an update that has failed once more is passed over from now on."""
        if of_the_disk(error) or isinstance(error, OSError):
            return False
        if len(self._failures) >= _REMEMBERED:
            self._failures.clear()
        self._failures[number] += 1
        if self._failures[number] < _TRIES:
            return False
        del self._failures[number]
        self._complaints.bug(error)
        self._complaints.say(f"update {number} can't be kept: passed over")
        return True
