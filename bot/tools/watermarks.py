"""Watermarks: a copy of an accepted photo with its evidence burned in."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.drawing.pictures import Pictures
from bot.engine.workers import Result
from domain.onsite import LATE

_PLACES = {"live": "实时定位", "pin": "手选位置"}
_PHOTOS = {
    "camera": "相机直拍",
    "unknown": "聊天照片",
    "file": "文件",
    "forwarded": "转发",
    "live": "聊天照片",
    "pin": "聊天照片",
}


class Watermarks:
    """Work kind ``watermark``."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    def engine(self, payload: Mapping[str, Any]) -> str:  # noqa: ARG002 - none, whatever it is
        """Each copy carries its own visit: nothing to keep by file."""
        return ""

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Draw the copy."""
        lines = watermark_lines(payload)
        sha256 = await asyncio.to_thread(self._pictures.watermark, payload["sha256"], lines)
        body = {"visit": payload["visit"], "item": payload["item"], "sha256": sha256}
        return Result("drawn", body, made=(sha256, self._pictures.size(sha256)))


def watermark_lines(payload: Mapping[str, Any]) -> list[str]:
    """What is burned in: store, time with zone, distance, coordinates, provenance."""
    zone = ZoneInfo(payload["zone"])
    at = datetime.fromisoformat(payload["at"]).astimezone(zone)
    received = datetime.fromisoformat(payload["received_at"]).astimezone(zone)
    lines = [payload["store"], f"{at:%Y-%m-%d %H:%M:%S} UTC{_offset(at)}"]
    if received - at > LATE:
        lines.append(f"延迟上传 {received:%Y-%m-%d %H:%M:%S}")
    distance = payload["distance_m"]
    away = f"距门店{distance:.0f}米  " if distance is not None else ""
    lines.append(f"{away}{payload['lat']:.4f},{payload['lon']:.4f}")
    lines.append(f"{_PLACES.get(payload['place'], '位置')} · {_PHOTOS[payload['photo']]}")
    return lines


def _offset(at: datetime) -> str:
    text = f"{at:%z}"
    return f"{text[:3]}:{text[3:]}"
