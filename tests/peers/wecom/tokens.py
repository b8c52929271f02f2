"""Access tokens: the same one as long as it lives; it can be revoked at any time."""

from datetime import datetime, timedelta

from domain.ports import Clock
from tests.peers.wecom.errors import RefusedError


class Tokens:
    """Issues and checks."""

    def __init__(self, clock: Clock, corp_id: str, secret: str) -> None:
        self._clock = clock
        self._corp_id, self._secret = corp_id, secret
        self._until: dict[str, datetime] = {}
        self._newest = ""
        self.life = timedelta(seconds=7200)
        self.asked = 0
        """How often a token was asked for."""

    def issue(self, corp_id: str | None, secret: str | None) -> str:
        self.asked += 1
        if corp_id != self._corp_id:
            raise RefusedError(40013)
        if secret != self._secret:
            raise RefusedError(40001)
        if self._until.get(self._newest, self._clock.now()) <= self._clock.now():
            self._newest = f"token-{self.asked:04d}-{'x' * 40}"
            self._until[self._newest] = self._clock.now() + self.life
        return self._newest

    def check(self, token: str | None) -> None:
        if not token:
            raise RefusedError(41001)
        if token not in self._until:
            raise RefusedError(40014)
        if self._until[token] <= self._clock.now():
            raise RefusedError(42001)

    def revoke(self) -> None:
        """WeCom may do so whenever it likes."""
        self._until.clear()

    def expire(self) -> None:
        self._until = dict.fromkeys(self._until, self._clock.now())
