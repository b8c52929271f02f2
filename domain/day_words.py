"""From which day something holds, in words: 明天起, 12月1日起, 下周一开始."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.numbers import NUMERAL, numeral

_N = rf"(?:\d{{1,2}}|{NUMERAL})"
_WEEKDAYS = "一二三四五六日"
_NAMED = {
    "今天": 0, "今日": 0, "即日": 0, "现在": 0, "马上": 0, "立即": 0, "立刻": 0, "即刻": 0, "当天": 0,
    "明天": 1, "明日": 1, "明儿": 1, "次日": 1, "大后天": 3, "后天": 2, "后日": 2,
}  # fmt: skip
_DAY = re.compile(
    rf"(?:从|自|于|在)?(?:"
    rf"(?P<named>{'|'.join(_NAMED)})"
    rf"|(?:(?P<year>\d{{4}})[年./-])?(?P<month>{_N})月(?:份)?(?P<day>{_N})[日号]?"
    rf"|(?:(?P<year2>\d{{4}})[-./])?(?P<month2>\d{{1,2}})[-./](?P<day2>\d{{1,2}})(?![\d.元])"
    rf"|(?P<next>下个?月)(?P<next_day>{_N})?[日号]?(?:初)?"
    rf"|(?P<week>下下|下|本|这)个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?:周|星期|礼拜)(?P<weekday2>[一二三四五六日天])(?=起|开始|以后|之后|,)"
    rf"|(?<!\d)(?P<only>{_N})[日号](?=起|开始|以后|之后)"
    rf")(?:早上|上午)?(?:起|开始|以后|之后|往后|就)?(?:生效|执行|算)?[,\s]*"
)
_FAR = timedelta(days=31)
"""A month and day that lie further back than this are meant of the next year."""


@dataclass(frozen=True, slots=True)
class Since:
    """A day, and the sentence without it."""

    day: date | None
    """``None``: there is no such day."""
    rest: str


def since(said: str, today: date) -> Since:
    """Read the day out of a plain sentence; today when it names none."""
    found = _DAY.search(said)
    if found is None:
        return Since(today, said)
    rest = (said[: found.start()] + said[found.end() :]).strip(" ,")
    try:
        return Since(_day(found, today), rest)
    except ValueError:
        return Since(None, rest)


def _day(found: re.Match[str], today: date) -> date:
    if found["named"]:
        return today + timedelta(days=_NAMED[found["named"]])
    if found["weekday"] or found["weekday2"]:
        return _weekday(found, today)
    if found["next"]:
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first.replace(day=_number(found["next_day"] or "1"))
    if found["only"]:
        this_month = today.replace(day=_number(found["only"]))
        return this_month if this_month >= today else _next_month(this_month)
    return _dated(found, today)


def _dated(found: re.Match[str], today: date) -> date:
    month = _number(found["month"] or found["month2"])
    day = _number(found["day"] or found["day2"])
    if year := found["year"] or found["year2"]:
        return date(int(year), month, day)
    that = date(today.year, month, day)
    return that if that >= today - _FAR else date(today.year + 1, month, day)


def _next_month(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)  # noqa: PLR2004
    return date(year, month, day.day)


def _weekday(found: re.Match[str], today: date) -> date:
    at = _WEEKDAYS.index((found["weekday"] or found["weekday2"]).replace("天", "日"))
    weeks = {"下": 1, "下下": 2}.get(found["week"] or "", 0)
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=at, weeks=weeks)
    soon = found["week"] is None and day < today
    return day + timedelta(weeks=1) if soon else day


def _number(said: str) -> int:
    value = int(said) if said.isdigit() else numeral(said)
    if value is None:
        raise ValueError(said)
    return value
