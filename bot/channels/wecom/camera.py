"""Which pictures the camera menu has just taken, as WeCom announces them by their MD5."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from bot.channels.wecom.recent import Recent
from domain.ports import Clock

_KEPT = timedelta(minutes=10)


class Camera:
    """Remembers announcements for ten minutes, each for its own member."""

    def __init__(self, clock: Clock) -> None:
        self._shots = Recent(clock, _KEPT)

    def announced(self, user: str, md5s: Iterable[str]) -> None:
        """The menu's camera took these pictures."""
        for md5 in md5s:
            self._shots.add((user, md5))

    def took(self, user: str, data: bytes) -> bool:
        """Whether a picture is one that the menu's camera took for that member."""
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        return (user, md5) in self._shots
