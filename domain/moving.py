"""门店位置有误: what a rep may ask for when a store stands elsewhere than the company thinks."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.geo import Point, distance_m
from domain.onsite import Fix, Provenance, radius_m
from domain.settings import Settings
from domain.stores import Store

MOVE = "store_move"
"""The kind of request."""
_WRONG = r"(?:不对|不准|不一样|不是这|不在这|有误|有问题|有错|错了|是错的|标错|写错|填错|弄错|搞错|偏了|变了|换了|改了|要改|更正|更新|修正|纠正|不符)"
_PLACE = r"(?:店址|(?:门店|店铺|这家店?|系统|地图|店)?的?(?:位置|坐标|地址|定位点|地点))"
_SAYS = re.compile(
    rf"(?<!价签)(?<!货架)(?<!价签的)(?<!货架的)(?<!陈列)(?<!商品){_PLACE}.{{0,8}}?{_WRONG}|(?:更正|更新|修改|修正|纠正|改一?下|改).{{0,10}}?{_PLACE}|申请更正$"
)
_MOVED = re.compile(
    r"(?:店|超市|便利|卖场|生鲜|副食|粮油|它|[这那]家|已经|早就|都)?(?:搬家了|搬走了|搬了|搬到|搬迁|迁到|迁址|换地方|换地址|挪地方)"
)
_ASKING = re.compile(r"[?吗]|怎么|什么|如何|为什么|我的(?:位置|定位)|客户|收货|发货")


class Said(StrEnum):
    """What the words say about a store's place."""

    WRONG = "wrong"
    MOVED = "moved"  # it may as well be that the shop is gone


def said_of_place(said: str) -> Said | None:
    """Whether a plain sentence says that a store's place is wrong, or that the store has moved."""
    if _ASKING.search(said):
        return None
    if _SAYS.search(said):
        return Said.WRONG
    return Said.MOVED if _MOVED.search(said) else None


class Unfit(StrEnum):
    """Why a location says nothing about where a store is."""

    NONE = "none"
    OLD = "old"
    FORWARDED = "forwarded"
    VAGUE = "vague"
    INSIDE = "inside"  # it is where the company thinks


def unfit(fix: Fix | None, store: Store, now: datetime, settings: Settings) -> Unfit | None:
    """Why this location can't stand for the store's; ``None`` when it can."""
    if fix is None or not fix.point.valid:
        return Unfit.NONE
    if now - fix.at > settings.on_site:
        return Unfit.OLD
    if fix.provenance is Provenance.FORWARDED:
        return Unfit.FORWARDED
    if fix.accuracy_m is not None and not fix.accuracy_m <= settings.accuracy_m:
        return Unfit.VAGUE
    if store.point and distance_m(fix.point, store.point) <= radius_m(store, settings):
        return Unfit.INSIDE
    return None


def body(fix: Fix, store: Store) -> dict[str, Any]:
    """What a request keeps: both places, how far apart, and what the new one rests on."""
    old = store.point
    return {
        "lat": fix.point.lat,
        "lon": fix.point.lon,
        "distance_m": distance_m(fix.point, old) if old else None,
        "source": fix.source,
        "accuracy_m": fix.accuracy_m,
        "provenance": fix.provenance.value,
        "old": [old.lat, old.lon] if old else None,
    }


def target(of: Mapping[str, Any]) -> Point:
    """Where the request says that the store stands, in WGS-84."""
    return Point(of["lat"], of["lon"])
