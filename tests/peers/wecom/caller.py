"""WeCom's side of the callbacks. Signing and sealing are wechatpy's, so that ours is held to it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from aiohttp import ClientError, ClientSession, ClientTimeout
from defusedxml.ElementTree import fromstring
from wechatpy.crypto import _get_signature
from wechatpy.enterprise.crypto import PrpCrypto, WeChatCrypto

from domain.ports import Clock

_TRIES = 3
_GIVEN_UP = 0


@dataclass
class Caller:
    """Calls the bot."""

    clock: Clock
    corp_id: str
    agent_id: int
    token: str
    aes_key: str
    url: str = ""
    cut_s: float = 5.0
    """A bot that takes longer is not waited for."""
    cut: asyncio.Event | None = None
    """Set by a test: the time is up."""
    skew_s: float = 0.0
    """How far WeCom's clock is ahead of the bot's."""
    same_envelope: bool = False
    """Whether a repeat is the very same request, or sealed anew."""
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    """Status and body of every try; 0 when it was cut or failed."""
    _nonce: int = 0

    async def deliver(self, fields: Mapping[str, Any]) -> bool:
        """Call until it is taken, three times in all; whether it was."""
        body = as_xml(fields)
        request = self.sealed(body)
        for _ in range(_TRIES):
            status = await self.send(*request)
            if status == 200:
                return True
            if not self.same_envelope:
                request = self.sealed(body)
        return False

    def sealed(self, body: str) -> tuple[dict[str, str], bytes]:
        """Query and body of one request."""
        timestamp, nonce = self._now()
        crypto = WeChatCrypto(self.token, self.aes_key, self.corp_id)
        made = fromstring(crypto.encrypt_message(body, nonce, timestamp))
        signature, sealed = made.findtext("MsgSignature"), made.findtext("Encrypt")
        query = {"msg_signature": str(signature), "timestamp": timestamp, "nonce": nonce}
        outer = {"ToUserName": self.corp_id, "AgentID": self.agent_id, "Encrypt": sealed}
        return query, as_xml(outer).encode()

    async def send(self, query: Mapping[str, str], body: bytes) -> int:
        """One try; 0 when there was no answer in time."""
        trying = asyncio.create_task(self._try(query, body))
        if self.cut is not None:
            cut = asyncio.create_task(self.cut.wait())
            await asyncio.wait([trying, cut], return_when=asyncio.FIRST_COMPLETED)
            cut.cancel()
            trying.cancel()
            self.cut.clear()
        try:
            answer = await trying
        except (ClientError, TimeoutError, asyncio.CancelledError):
            answer = (_GIVEN_UP, b"")
        self.answers.append(answer)
        return answer[0]

    async def _try(self, query: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        async with (
            ClientSession(timeout=ClientTimeout(total=self.cut_s)) as session,
            session.post(self.url, params=query, data=body) as answer,
        ):
            return answer.status, await answer.read()

    async def verify(self, echo: str = "1616140317555161061") -> tuple[int, bytes]:
        """What saving the address in WeCom's settings does."""
        timestamp, nonce = self._now()
        key = WeChatCrypto(self.token, self.aes_key, self.corp_id).key
        sealed = PrpCrypto(key).encrypt(echo, self.corp_id).decode()
        signature = _get_signature(self.token, timestamp, nonce, sealed)
        query = {
            "msg_signature": signature,
            "timestamp": timestamp,
            "nonce": nonce,
            "echostr": sealed,
        }
        async with ClientSession() as session, session.get(self.url, params=query) as answer:
            return answer.status, await answer.read()

    def _now(self) -> tuple[str, str]:
        self._nonce += 1
        seconds = int(self.clock.now().timestamp() + self.skew_s)
        return str(seconds), f"nonce{self._nonce}"


def as_xml(fields: Mapping[str, Any]) -> str:
    """Fields as WeCom's XML; a list is repeated, a mapping nested."""
    root = Element("xml")
    _fill(root, fields)
    return tostring(root, encoding="unicode")


def _fill(parent: Element, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            child = SubElement(parent, name)
            if isinstance(one, Mapping):
                _fill(child, one)
            else:
                child.text = str(one)
