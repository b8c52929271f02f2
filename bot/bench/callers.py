"""Messengers as the webhook bench needs them: their calls, and an API that agrees to anything."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web
from defusedxml import ElementTree
from telegram import Update

from bot.channels.telegram.settings import WEBHOOK_PATH
from bot.channels.wecom.callback import PATH
from bot.channels.wecom.crypto import NOISE, Envelope
from bot.runtime import SystemClock

_TOKEN, _SECRET = "1:bench", "bench"
_KEY = "0123456789abcdefghijABCDEFGHIJ0123456789abc"
_ME = {"id": 1, "is_bot": True, "first_name": "b", "username": "bench_bot"}
_MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request of a messenger."""

    path: str
    body: bytes
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Caller(Protocol):
    """One messenger."""

    name: str
    path: str

    def env(self, outside: str) -> Mapping[str, str]:
        """What connects the bot to it when its own API answers at ``outside``."""
        ...

    def call(self, number: int, who: int, text: str) -> Call:
        """The n-th call: somebody says something."""
        ...

    def parse(self, body: bytes) -> object:
        """What nobody can do without: understand the bytes."""
        ...

    async def anything(self, request: web.Request) -> web.Response:
        """Its API."""
        ...


class TelegramCaller:
    """Implements ``Caller``: JSON with a secret header."""

    name, path = "telegram", WEBHOOK_PATH

    def env(self, outside: str) -> Mapping[str, str]:
        """A webhook at an address that nobody asks for."""
        return {
            "TELEGRAM_TOKEN": _TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": _SECRET,
            "TELEGRAM_WEBHOOK_URL": "https://bench.invalid",
            "TELEGRAM_API": outside,
        }

    def call(self, number: int, who: int, text: str) -> Call:
        """One update."""
        message = {
            "message_id": number + 1,
            "date": int(SystemClock().now().timestamp()),
            "chat": {"id": who, "type": "private", "first_name": "x"},
            "from": {"id": who, "is_bot": False, "first_name": "x"},
            "text": text,
        }
        body = json.dumps({"update_id": number + 1, "message": message}).encode()
        return Call(self.path, body, headers={"X-Telegram-Bot-Api-Secret-Token": _SECRET})

    def parse(self, body: bytes) -> object:
        """As python-telegram-bot does."""
        return Update.de_json(json.loads(body))

    async def anything(self, request: web.Request) -> web.Response:
        """Every method."""
        method = request.path.rpartition("/")[2]
        special = {"getMe": _ME, "getMyCommands": [], "sendMessage": _MESSAGE}
        return web.json_response({"ok": True, "result": special.get(method, True)})


class WeComCaller:
    """Implements ``Caller``: XML in an envelope."""

    name, path = "wecom", PATH

    def __init__(self) -> None:
        self._envelope = Envelope(_TOKEN, _KEY, "bench")

    def env(self, outside: str) -> Mapping[str, str]:
        """One app."""
        return {
            "WECOM_CORP_ID": "bench",
            "WECOM_AGENT_ID": "1",
            "WECOM_SECRET": _SECRET,
            "WECOM_TOKEN": _TOKEN,
            "WECOM_AES_KEY": _KEY,
            "WECOM_API": outside,
        }

    def call(self, number: int, who: int, text: str) -> Call:
        """One callback."""
        now = str(int(SystemClock().now().timestamp()))
        inside = (
            f"<xml><ToUserName>bench</ToUserName><FromUserName>{who}</FromUserName>"
            f"<CreateTime>{now}</CreateTime><MsgType>text</MsgType><Content>{text}</Content>"
            f"<MsgId>{number + 1}</MsgId><AgentID>1</AgentID></xml>"
        )
        sealed = self._envelope.seal(inside, bytes(NOISE))
        nonce = str(number)
        query = {
            "msg_signature": self._envelope.signature(now, nonce, sealed),
            "timestamp": now,
            "nonce": nonce,
        }
        return Call(self.path, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode(), query)

    def parse(self, body: bytes) -> object:
        """XML, the envelope, and the XML inside."""
        outer = ElementTree.fromstring(body)
        return ElementTree.fromstring(self._envelope.open(outer.findtext("Encrypt")))

    async def anything(self, request: web.Request) -> web.Response:
        """Every path."""
        del request
        return web.json_response(
            {"errcode": 0, "errmsg": "ok", "access_token": "t", "expires_in": 7200, "msgid": "m"}
        )
