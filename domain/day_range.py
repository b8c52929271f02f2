"""Days in words, alone or from one to another: 周五, 明后天, 11月26到28号, 从明天起三天."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.numbers import NUMERAL, numeral

_N = rf"(?:\d{{1,2}}|{NUMERAL})"
_WEEKDAYS = "一二三四五六日"
_NAMED = {
    "今天": 0, "今日": 0, "今儿": 0, "明天": 1, "明日": 1, "明儿": 1,
    "大后天": 3, "后天": 2, "后日": 2, "昨天": -1, "前天": -2,
    "今早": 0, "今晚": 0, "明早": 1, "明晚": 1,
}  # fmt: skip
_TO = r"(?:到|至|~|—|-|–)"
_TOKEN = re.compile(
    rf"(?P<both>明后(?:两)?天)"
    rf"|(?P<named>{'|'.join(_NAMED)})"
    rf"|(?:(?P<year>\d{{4}})[年./-])?(?P<month>{_N})月(?:份)?(?P<day>{_N})[日号]?"
    rf"|(?<![\d.])(?P<month2>\d{{1,2}})[-./](?P<day2>\d{{1,2}})(?![\d.元家箱])"
    rf"|(?P<week>下下|下|本|这)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?P<weeks>下|本|这)个?(?:周|星期|礼拜)"
    rf"|(?<![\d.])(?P<only>{_N})(?:[日号]|(?={_TO}{_N}[日号]))"
)
_JOINS = re.compile(rf"\s*(?:{_TO}|和|跟|、|,)?\s*")
_SPAN = re.compile(rf"\s*{_TO}\s*")
_COUNT = re.compile(rf"(?:共|连续|连|一共)?(?P<n>{_N})(?:个)?(?:工作)?[天日](?!气|然|生|班)")
_LONGEST = 366
_FAR = timedelta(days=31)
"""A month and day that lie further back than this are meant of the next year."""
_LAST_WORKDAY = 4


@dataclass(frozen=True, slots=True)
class DayRange:
    """From the first day to the last, and the sentence without them."""

    first: date
    last: date
    rest: str
    named: bool = True
    """Whether the words name a day at all; else it is today."""


def days_in(said: str, today: date) -> DayRange | None:
    """Read the days out of a plain sentence; ``None`` for days that do not exist."""
    found = _TOKEN.search(said)
    if found is None:
        return _counted(today, today, said, named=False)
    try:
        first, last = _days(found, today, None)
        begin, end = found.start(), found.end()
        after = _second(said, end, first, today)
        if after is not None:
            last, end = after
        if last < first:
            return None
    except ValueError:
        return None
    rest = f"{said[:begin]} {said[end:]}"
    if last > first:
        return DayRange(first, last, _tidy(rest))
    return _counted(first, last, rest, named=True)


def without_days(said: str) -> str:
    """A sentence without its days, where these do not exist."""
    return _tidy(_TOKEN.sub(" ", said))


def _second(said: str, at: int, first: date, today: date) -> tuple[date, int] | None:
    """The day that the words go on to: 「到28号」, 「、周五」."""
    joined = _SPAN.match(said, at) or _JOINS.match(said, at)
    other = _TOKEN.match(said, joined.end()) if joined else None
    if other is None:
        return None
    return _days(other, today, first)[1], other.end()


def _counted(first: date, last: date, rest: str, *, named: bool) -> DayRange | None:
    """With 「三天」 counted from the first day on."""
    count = _COUNT.search(rest)
    days = (_value(count["n"]) or 0) if count else 0
    if count is None or not 0 < days <= _LONGEST:
        return DayRange(first, last, _tidy(rest), named)
    rest = f"{rest[: count.start()]} {rest[count.end() :]}"
    return DayRange(first, first + timedelta(days=days - 1), _tidy(rest), named)


def _tidy(rest: str) -> str:
    return re.sub(r"\s{2,}", " ", rest).strip(" ,")


def _days(found: re.Match[str], today: date, after: date | None) -> tuple[date, date]:
    """The first and the last day of one word; ``after``: it goes on from that day."""
    if found["both"]:
        return today + timedelta(days=1), today + timedelta(days=2)
    if found["weeks"]:
        monday = today - timedelta(days=today.weekday())
        monday += timedelta(weeks=1 if found["weeks"] == "下" else 0)
        return monday, monday + timedelta(days=_LAST_WORKDAY)
    day = _day(found, today, after)
    return day, day


def _day(found: re.Match[str], today: date, after: date | None) -> date:
    if found["named"]:
        return today + timedelta(days=_NAMED[found["named"]])
    if found["weekday"]:
        return _weekday(found, today, after)
    if found["only"]:
        return _only(_number(found["only"]), after or today)
    month, day = _number(found["month"] or found["month2"]), _number(found["day"] or found["day2"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    that = date(today.year, month, day)
    return that if that >= today - _FAR else date(today.year + 1, month, day)


def _only(day: int, since: date) -> date:
    """The next such day of a month."""
    if day >= since.day:
        return since.replace(day=day)
    return (since.replace(day=1) + timedelta(days=32)).replace(day=day)


def _weekday(found: re.Match[str], today: date, after: date | None) -> date:
    at = _WEEKDAYS.index(found["weekday"].replace("天", "日"))
    if found["week"] is None:
        since = after or today
        return since + timedelta(days=(at - since.weekday()) % 7)
    weeks = {"下": 1, "下下": 2}.get(found["week"], 0)
    return today - timedelta(days=today.weekday()) + timedelta(days=at, weeks=weeks)


def _value(said: str) -> int | None:
    return int(said) if said.isdigit() else numeral(said)


def _number(said: str) -> int:
    value = _value(said)
    if value is None:
        raise ValueError(said)
    return value


_TITLES = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}


def day_title(day: date, today: date) -> str:
    """今天(11-23), 明天(11-24), else 11-27(周五); of another year with the year."""
    if title := _TITLES.get((day - today).days):
        return f"{title}({day:%m-%d})"
    long = f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
    return f"{long}(周{_WEEKDAYS[day.weekday()]})"


def days_title(first: date, last: date, today: date) -> str:
    """One day, or from one to another with how many they are."""
    if first == last:
        return day_title(first, today)
    return f"{day_title(first, today)}到{day_title(last, today)}共{(last - first).days + 1}天"
