"""The official holidays of China and the days worked in exchange for them (调休)."""

from datetime import date
from functools import lru_cache

from domain.calendar import Source, Workday

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@lru_cache(64)
def official(day: date) -> Workday | None:
    """What the State Council said of a day; ``None`` for a year that is not known here."""
    try:
        import chinese_calendar  # noqa: PLC0415 - most installations never ask at their start
    except ImportError:
        return None
    try:
        rests, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    return Workday(not rests, Source.OFFICIAL, _NAMES.get(name, name or ""))
