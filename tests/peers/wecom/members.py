"""Members of the company: what they do in the chat with the app, and what they have seen."""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.peers.wecom.server import WeComServer

_LIMITS = ((30, timedelta(minutes=1)), (1000, timedelta(hours=1)))


@dataclass
class Seen:
    """One message on the phone."""

    kind: str
    text: str = ""
    """Without markup; a card's title and what is below it."""
    keys: dict[str, str] = field(default_factory=dict)
    """Label to key of the buttons that can be tapped."""
    picture: bytes = b""
    name: str = ""
    """Of a file."""
    task_id: str = ""
    replaced: str = ""
    """What an update turned the buttons into."""

    @property
    def buttons(self) -> list[str]:
        """The labels that can be tapped."""
        return [] if self.replaced else list(self.keys)


class Member:
    """One member, by userid."""

    def __init__(self, server: "WeComServer", userid: str) -> None:
        self._server = server
        self.userid = userid
        self.seen: list[Seen] = []
        self.dropped = 0
        """Messages that WeCom let fall, because there were too many."""
        self._got: deque[datetime] = deque()

    # what they do

    async def says(self, text: str) -> bool:
        return await self._message("text", Content=text)

    async def sends_photo(self, data: bytes, *, camera: bool = False) -> bool:
        """From the gallery or the chat's camera; or by the menu, which only opens the camera."""
        if camera:
            md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
            shots = {"Count": 1, "PicList": {"item": [{"PicMd5Sum": md5}]}}
            key = self._server.menu.entry("拍照")["key"]
            await self._event("pic_sysphoto", EventKey=key, SendPicsInfo=shots)
        media_id = self._server.media.keep("photo.jpg", data)
        url = f"https://example.com/{media_id}"
        return await self._message("image", PicUrl=url, MediaId=media_id)

    async def sends_voice(self, data: bytes) -> bool:
        media_id = self._server.media.keep("voice.amr", data)
        return await self._message("voice", MediaId=media_id, Format="amr")

    async def sends_file(self, name: str, data: bytes, *, size: int | None = None) -> bool:
        """*Guessed*: the documentation lists no files for self-built apps."""
        told = {"FileName": name, "FileSize": len(data) if size is None else size}
        return await self._message("file", MediaId=self._server.media.keep(name, data), **told)

    async def sends_video(self) -> bool:
        return await self._message("video", MediaId="MEDIA-video", ThumbMediaId="MEDIA-thumb")

    async def sends_link(self) -> bool:
        return await self._message("link", Title="新闻", Description="", Url="https://example.com")

    async def shares(self, lat: float, lon: float, label: str = "") -> bool:
        """A place picked on the map, in degrees as WeCom gives them."""
        return await self._message(
            "location", Location_X=lat, Location_Y=lon, Scale=15, Label=label, AppType="wxwork"
        )

    async def picks(self, lat: float, lon: float) -> bool:
        """The same by the menu: an event, and the message."""
        info = {"Location_X": lat, "Location_Y": lon, "Scale": 15, "Label": "", "Poiname": ""}
        key = self._server.menu.entry("位置")["key"]
        await self._event("location_select", EventKey=key, SendLocationInfo=info)
        return await self.shares(lat, lon)

    async def reports_location(self, lat: float, lon: float, precision: float = 30) -> bool:
        """What the phone does by itself when the chat is opened."""
        return await self._event("LOCATION", Latitude=lat, Longitude=lon, Precision=precision)

    async def clicks(self, name: str) -> bool:
        """A menu entry."""
        entry = self._server.menu.entry(name)
        return await self._event(entry["type"], EventKey=entry["key"])

    async def taps(self, label: str) -> bool:
        """The newest button with that label that can be tapped."""
        for seen in reversed(self.seen):
            for shown, key in seen.keys.items():
                if label in shown and not seen.replaced:
                    return await self.presses(key, seen)
        raise AssertionError(f"no button {label!r}")

    async def presses(self, key: str, seen: Seen | None = None) -> bool:
        """A key as some client sends it."""
        card = {"TaskId": seen.task_id if seen else "gone", "CardType": "button_interaction"}
        code = self._server.new_code(seen)
        return await self._event("template_card_event", EventKey=key, **card, ResponseCode=code)

    async def enters(self) -> bool:
        return await self._event("enter_agent", EventKey="")

    async def joins(self) -> bool:
        """Put into the visible range."""
        return await self._event("subscribe", EventKey="")

    async def leaves(self) -> bool:
        """Taken out of it."""
        return await self._event("unsubscribe", EventKey="")

    # what reaches them

    def gets(self, seen: Seen) -> None:
        """A message arrives, unless there were too many."""
        now = self._server.clock.now()
        for most, span in _LIMITS:
            if len([at for at in self._got if at > now - span]) >= most:
                self.dropped += 1
                return
        self._got.append(now)
        self.seen.append(seen)

    async def _message(self, kind: str, **fields: Any) -> bool:
        return await self._comes({"MsgType": kind, **fields, "MsgId": self._server.next_id()})

    async def _event(self, event: str, **fields: Any) -> bool:
        return await self._comes({"MsgType": "event", "Event": event, **fields})

    async def _comes(self, fields: Mapping[str, Any]) -> bool:
        caller = self._server.caller
        head = {"ToUserName": caller.corp_id, "FromUserName": self.userid}
        at = int(self._server.clock.now().timestamp() + caller.skew_s)
        whole = {**head, "CreateTime": at, **fields, "AgentID": caller.agent_id}
        return await caller.deliver(whole)
