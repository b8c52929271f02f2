"""Temporary files: kept for three days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.ports import Clock
from tests.peers.wecom.errors import RefusedError

_LIFE = timedelta(days=3)
_MB = 1024 * 1024
_LARGEST = {"image": 10 * _MB, "voice": 2 * _MB, "video": 10 * _MB, "file": 20 * _MB}
_HEADS = {"image": (b"\xff\xd8\xff", b"\x89PNG"), "voice": (b"#!AMR",)}
_SMALLEST = 5


@dataclass(frozen=True)
class Stored:
    name: str
    data: bytes
    until: datetime


class Media:
    """Uploaded by the bot, or sent by a member."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stored: dict[str, Stored] = {}

    def upload(self, kind: str | None, name: str | None, data: bytes) -> str:
        if kind not in _LARGEST:
            raise RefusedError(40004)
        if not name:
            raise RefusedError(41005)
        if not _SMALLEST < len(data) <= _LARGEST[kind]:
            raise RefusedError(40009 if kind == "image" else 40006)
        if kind in _HEADS and not data.startswith(_HEADS[kind]):
            raise RefusedError(40004)
        return self.keep(name, data)

    def keep(self, name: str, data: bytes) -> str:
        media_id = f"MEDIA-{len(self._stored) + 1:04d}"
        self._stored[media_id] = Stored(name, data, self._clock.now() + _LIFE)
        return media_id

    def has(self, media_id: str) -> bool:
        return media_id in self._stored and self._stored[media_id].until > self._clock.now()

    def get(self, media_id: str) -> Stored:
        if not self.has(media_id):
            raise RefusedError(40007)
        return self._stored[media_id]
