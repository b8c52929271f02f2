"""Which days are worked: the company's own word, the official holidays, or mere weekends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY_OFF = "放假"
"""Why a planned stop is not done on a day that the company itself took off."""
_SATURDAY = 5
_FAR = 31


class Source(StrEnum):
    """Who says whether a day is worked."""

    COMPANY = "company"
    OFFICIAL = "official"
    WEEKENDS = "weekends"  # 节假日未接入: no holidays are known for that year


@dataclass(frozen=True, slots=True)
class Workday:
    """What is known of a day."""

    works: bool
    source: Source
    name: str = ""
    """春节, 盘点; empty for an ordinary day."""


def closed(known: Workday) -> bool:
    """Whether the company itself took the day off: nothing that is planned on it is to be done."""
    return known.source is Source.COMPANY and not known.works


def workday(day: date, own: Workday | None, official: Workday | None) -> Workday:
    """What holds of a day: the company's own word goes first, a mere guess last."""
    return own or official or Workday(day.weekday() < _SATURDAY, Source.WEEKENDS)


def next_working(day: date, works: Callable[[date], bool]) -> date:
    """The first day after that one which is worked; the very next when none is for a month."""
    later = (day + timedelta(days=ahead) for ahead in range(1, _FAR + 1))
    return next(filter(works, later), day + timedelta(days=1))
