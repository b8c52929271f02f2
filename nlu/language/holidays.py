"""Feasts and sales days that people date things by."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.spans import Days

HOLIDAYS: Mapping[str, str] = {
    "元旦": "元旦", "春节": "春节", "过年": "春节", "清明": "清明", "五一": "五一", "劳动节": "五一", "端午": "端午", "中秋": "中秋",
    "国庆": "国庆", "十一黄金周": "国庆", "十一假期": "国庆", "十一长假": "国庆", "双十一": "双十一", "双11": "双十一",
    "双十二": "双十二", "双12": "双十二", "六一八": "618", "618": "618",
}  # fmt: skip
"""Words, and what each is called."""
_FIXED: Mapping[str, tuple[int, int, int]] = {
    "元旦": (1, 1, 3), "清明": (4, 4, 3), "五一": (5, 1, 5), "国庆": (10, 1, 7), "双十一": (11, 11, 1),
    "双十二": (12, 12, 1), "618": (6, 1, 20),
}  # fmt: skip
"""Month, first day and number of days; the days off of a year are not known here."""
_MOON: Mapping[str, tuple[int, Mapping[int, tuple[int, int]]]] = {
    "春节": (8, {2023: (1, 21), 2024: (2, 9), 2025: (1, 28), 2026: (2, 16), 2027: (2, 5), 2028: (1, 25), 2029: (2, 12), 2030: (2, 2)}),
    "端午": (3, {2023: (6, 22), 2024: (6, 10), 2025: (5, 31), 2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5)}),
    "中秋": (3, {2023: (9, 29), 2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12)}),
}  # fmt: skip
"""Number of days, and the first of each year by the lunar calendar (春节: its eve)."""
_SOON = timedelta(days=92)


def holiday(name: str, year: int | None, today: date) -> Days | None:
    """The feast of a year; without one the last, or the one that comes within three months."""
    if year is not None:
        return _of(name, year)
    found = [days for y in (today.year + 1, today.year, today.year - 1) if (days := _of(name, y))]
    return next((days for days in found if days.first - today <= _SOON), None)


def _of(name: str, year: int) -> Days | None:
    if name in _FIXED:
        month, day, count = _FIXED[name]
        first = date(year, month, day)
    else:
        count, years = _MOON[name]
        if year not in years:
            return None
        first = date(year, *years[year])
    return Days(first, first + timedelta(days=count - 1))
