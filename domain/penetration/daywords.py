"""Past days as people name them: 昨天, 上周三, 11月20日, 20号."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from domain import spans
from domain.numbers import NUMERAL, numeral
from domain.spans import Days

_N = rf"(?:[0-9]{{1,2}}|{NUMERAL})"
_BACK = {
    "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "今晚": 0, "今个": 0, "昨天": 1, "昨日": 1, "昨儿": 1,
    "昨晚": 1, "大前天": 3, "前天": 2, "前日": 2, "前儿": 2, "明天": -1, "后天": -2,
}  # fmt: skip
_WEEKDAYS = "一二三四五六日"
_NAMED = re.compile("|".join(sorted(_BACK, key=len, reverse=True)))
_AGO = re.compile(rf"({_N})天(?:以)?前")
_ISO = re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_MONTH_DAY = re.compile(rf"({_N})月(?:份)?({_N})[日号]?")
_SLASH = re.compile(r"(?<![0-9.A-Za-z-])([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9.A-Za-z-])")
_DOT = re.compile(
    r"(?<![0-9.价¥￥])(1[0-2]|0?[1-9])\.([12][0-9]|3[01]|0?[1-9])[日号]?(?![0-9.元块毛折%箱瓶件公米k])"
)
_LAST_MONTH = re.compile(rf"(上个?月|这个?月|本月)({_N})[日号]")
_WEEKDAY = re.compile(
    r"(上上|上|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天末1-7])(?![0-9个家位])"
)
_SPANS = re.compile(r"(上|这|本)(?:个)?(周|星期|礼拜|月)|最近([0-9]{1,2})天")
_BARE = re.compile(rf"({_N})[日号](?!业务|的?业务|人|员|店|客户)")
_THAT = re.compile(r"那一?天|当天|同一天|那日")


def that_day(text: str) -> bool:
    """Whether the day is the one that was talked about before."""
    return bool(_THAT.search(text))


def days_in(text: str, today: date, *, bare: bool = False) -> tuple[Days | None, str]:
    """The days that the text names, and the text without them.

    ``bare`` takes 20号 for a day: without it, it is somebody's number on the roster.
    """
    for pattern, read in _READERS if bare else _READERS[:-1]:
        for match in pattern.finditer(text):
            found = _tried(read, match, today)
            if found is not None:
                return found, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _tried(
    read: Callable[[re.Match[str], date], Days | None], match: re.Match[str], today: date
) -> Days | None:
    """No days for a date that no calendar has."""
    try:
        return read(match, today)
    except (ValueError, OverflowError):
        return None


def _value(said: str) -> int:
    found = int(said) if said.isdecimal() else numeral(said)
    if found is None:
        raise ValueError(said)
    return found


def _named(match: re.Match[str], today: date) -> Days:
    return spans.day(today, -_BACK[match[0]])


def _ago(match: re.Match[str], today: date) -> Days:
    return spans.day(today, -_value(match[1]))


def _iso(match: re.Match[str], today: date) -> Days:  # noqa: ARG001 - it names its year
    return spans.day(date(int(match[1]), int(match[2]), int(match[3])), 0)


def _month_day(match: re.Match[str], today: date) -> Days:
    return spans.named_day(today, _value(match[1]), _value(match[2]))


def _in_month(match: re.Match[str], today: date) -> Days:
    month = spans.month(today, -1 if match[1].startswith("上") else 0)
    return spans.day(month.first.replace(day=_value(match[2])), 0)


def _weekday(match: re.Match[str], today: date) -> Days:
    ahead = {"上上": -2, "上": -1}.get(match[1] or "", 0)
    if match[2] == "末":
        return spans.weekend(today, ahead)
    said = match[2].replace("天", "日")
    which = int(said) - 1 if said.isdecimal() else _WEEKDAYS.index(said)
    found = spans.weekday(today, which, ahead)
    past = not match[1] and found.first > today
    return spans.weekday(today, which, -1) if past else found


def _span(match: re.Match[str], today: date) -> Days:
    if match[3]:
        return spans.last_days(today, int(match[3]))
    ahead = -1 if match[1] == "上" else 0
    whole = spans.month(today, ahead) if match[2] == "月" else spans.week(today, ahead)
    return Days(whole.first, min(whole.last, today))


def _bare(match: re.Match[str], today: date) -> Days:
    """The newest day of that number: 20号 on the 23rd is three days ago, on the 3rd last month's."""
    number = _value(match[1])
    month = spans.month(today, 0 if number <= today.day else -1)
    return spans.day(month.first + timedelta(days=number - 1), 0)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]], ...] = (
    (_ISO, _iso),
    (_LAST_MONTH, _in_month),
    (_MONTH_DAY, _month_day),
    (_NAMED, _named),
    (_AGO, _ago),
    (_WEEKDAY, _weekday),
    (_SPANS, _span),
    (_SLASH, _month_day),
    (_DOT, _month_day),
    (_BARE, _bare),
)
