"""The WECOM_* variables: which there are, and what they must look like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.channels.wecom.crypto import key_of
from bot.channels.wecom.wire import ROOT

NEEDED = ("WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_SECRET", "WECOM_TOKEN", "WECOM_AES_KEY")


@dataclass(frozen=True, slots=True)
class Config:
    """One self-built app. What is secret is not shown by ``repr``."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    root: str = ROOT

    @classmethod
    def of(cls, env: Mapping[str, str]) -> "Config":
        """Read the environment.

        Raises:
            ValueError: naming what is missing, or what is wrong with what; never a value.
        """
        missing = [name for name in NEEDED if not env.get(name, "").strip()]
        if missing:
            raise ValueError(f"missing for WeCom: {', '.join(missing)}")
        given = {name: env[name].strip() for name in NEEDED}
        if not given["WECOM_AGENT_ID"].isascii() or not given["WECOM_AGENT_ID"].isdigit():
            raise ValueError("WECOM_AGENT_ID: the app's AgentId is a number")
        try:
            key_of(given["WECOM_AES_KEY"])
        except ValueError as error:
            raise ValueError(f"WECOM_AES_KEY: {error}") from None
        return cls(
            given["WECOM_CORP_ID"],
            int(given["WECOM_AGENT_ID"]),
            given["WECOM_SECRET"],
            given["WECOM_TOKEN"],
            given["WECOM_AES_KEY"],
            _root(env.get("WECOM_API", "").strip()),
        )


def _root(said: str) -> str:
    if not said:
        return ROOT
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("WECOM_API: the address of an API begins with https://")
    return said.rstrip("/")
