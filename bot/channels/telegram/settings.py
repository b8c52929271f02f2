"""What the environment says about the Telegram bot."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import SplitResult, quote, urlsplit

API = "https://api.telegram.org"
WEBHOOK_PATH = "/telegram/webhook"
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = (None, 443, 80, 88, 8443)
"""Where Telegram calls a webhook."""
_LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One bot's settings; nothing secret is shown by ``repr``."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    """What Telegram shows at our webhook; the same at every start."""
    api: str = API
    proxy: str = field(default="", repr=False)
    webhook: str = ""
    """Where Telegram delivers; empty: we ask for updates ourselves."""

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Self:
        """Read and check the variables.

        Raises:
            ValueError: saying which variable is wrong, never what it holds if that is secret.
        """
        token = env.get("TELEGRAM_TOKEN", "").strip()
        if not _TOKEN.fullmatch(token):
            raise ValueError(
                "TELEGRAM_TOKEN is no token: @BotFather gives one, like 123456:ABC-def"
            )
        secret = env.get("TELEGRAM_WEBHOOK_SECRET", "").strip() or _derived(token)
        if not _SECRET.fullmatch(secret):
            raise ValueError("TELEGRAM_WEBHOOK_SECRET may hold 1-256 of A-Z a-z 0-9 _ -")
        return cls(
            token=token,
            secret=secret,
            api=_api(env.get("TELEGRAM_API", "").strip()),
            proxy=_proxy(env.get("TELEGRAM_PROXY", "").strip()),
            webhook=_webhook(env.get("TELEGRAM_WEBHOOK_URL", "").strip()),
        )

    @property
    def bot_id(self) -> int:
        """The bot's account: the token begins with it."""
        return int(self.token.partition(":")[0])

    @property
    def server(self) -> str:
        """Who is asked, for people to read."""
        return urlsplit(self.api).hostname or self.api

    def scrub(self, text: str) -> str:
        """The text without anything secret: addresses of Telegram's API hold the token."""
        for hidden in (self.token, quote(self.token, safe=""), self.secret, self.proxy):
            if hidden:
                text = text.replace(hidden, "…")
        return text


def _derived(token: str) -> str:
    return hmac.new(token.encode(), b"bihuan telegram webhook", hashlib.sha256).hexdigest()


def _api(url: str) -> str:
    if not url:
        return API
    parts = _parts(url)
    if parts is None or parts.query or parts.fragment:
        raise ValueError("TELEGRAM_API is no address: it looks like https://host")
    if parts.path.rstrip("/").endswith("/bot"):
        raise ValueError("TELEGRAM_API is the server alone, like https://host: no /bot behind it")
    return url.rstrip("/")


def _proxy(url: str) -> str:
    if url and _parts(url) is None:
        raise ValueError("TELEGRAM_PROXY is no HTTP proxy: it looks like http://host:3128")
    return url


def _webhook(url: str) -> str:
    if not url:
        return ""
    parts = _parts(url)
    local = parts is not None and parts.hostname in _LOCAL
    if parts is None or (parts.scheme != "https" and not local):
        raise ValueError("TELEGRAM_WEBHOOK_URL must be the bot's public address, https://…")
    if parts.query or parts.fragment:
        raise ValueError("TELEGRAM_WEBHOOK_URL must end with its path: nothing after a ? or #")
    if parts.port not in _PORTS and not local:
        raise ValueError("TELEGRAM_WEBHOOK_URL: Telegram calls ports 443, 80, 88 and 8443 only")
    base = url.rstrip("/")
    return base if parts.path.endswith(WEBHOOK_PATH) else base + WEBHOOK_PATH


def _parts(url: str) -> SplitResult | None:
    """The parts of a web address; ``None`` when it is none."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        return None
    return parts if whole else None
