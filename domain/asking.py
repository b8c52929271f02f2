"""What the field asks of a manager beside visits: to skip a stop, to be away, to add a store."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.geo import Point

SKIP, LEAVE, NEW_STORE = "skip", "leave", "new_store"
"""``Request.kind`` of each."""


def skip_body(day: date, reason: str) -> Mapping[str, Any]:
    """Of 跳过: the day of the stop, and why it is not done."""
    return {"day": day.isoformat(), "reason": reason}


def leave_body(absence_id: str) -> Mapping[str, Any]:
    """Of 请假: the absence that is asked for."""
    return {"absence": absence_id}


def new_store_body(name: str, point: Point | None, day: date, more: str = "") -> Mapping[str, Any]:
    """Of 新店: its name, where the rep stood (WGS-84), for which day's plan, and what he says."""
    place = [point.lat, point.lon] if point else None
    return {"name": name, "place": place, "day": day.isoformat(), "more": more}


def new_code(number: int) -> str:
    """The code of a store that was added in chat."""
    return f"N-{number:04d}"
