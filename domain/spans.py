"""Spans of days as people speak of them: last week, the third quarter, the last three months."""

from dataclasses import dataclass
from datetime import date, timedelta

_AHEAD = timedelta(days=92)
_BEHIND = timedelta(days=300)
_MONTHS, _QUARTER = 12, 3


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def until(self, other: "Days") -> "Days":
        """From the beginning of one to the end of the other, whichever is earlier."""
        return Days(min(self.first, other.first), max(self.last, other.last))


def day(today: date, ahead: int) -> Days:
    """One day, so many days from today."""
    that = today + timedelta(days=ahead)
    return Days(that, that)


def week(today: date, ahead: int = 0) -> Days:
    """Monday to Sunday of the week so many weeks from this one."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    return Days(monday, monday + timedelta(days=6))


def weekday(today: date, which: int, ahead: int = 0) -> Days:
    """One day of such a week; 0 is Monday."""
    return day(week(today, ahead).first, which)


def weekend(today: date, ahead: int = 0) -> Days:
    """Saturday and Sunday of such a week."""
    sunday = week(today, ahead).last
    return Days(sunday - timedelta(days=1), sunday)


def month(today: date, ahead: int = 0) -> Days:
    """The calendar month so many months from this one."""
    return month_of(*divmod(today.year * _MONTHS + today.month - 1 + ahead, _MONTHS))


def month_of(year: int, index: int) -> Days:
    """A calendar month; index 0 is January."""
    following = date(year + (index + 1) // _MONTHS, (index + 1) % _MONTHS + 1, 1)
    return Days(date(year, index + 1, 1), following - timedelta(days=1))


def quarter(today: date, ahead: int = 0) -> Days:
    """The quarter so many quarters from this one."""
    year, index = divmod(today.year * 4 + (today.month - 1) // _QUARTER + ahead, 4)
    return quarter_of(year, index + 1)


def quarter_of(year: int, number: int) -> Days:
    """A quarter of a year, 1 to 4."""
    index = (number - 1) * _QUARTER
    return month_of(year, index).until(month_of(year, index + 2))


def half_of(year: int, number: int) -> Days:
    """The first or second half of a year."""
    return quarter_of(year, 2 * number - 1).until(quarter_of(year, 2 * number))


def year_of(year: int) -> Days:
    """A calendar year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def last_days(today: date, count: int) -> Days:
    """So many days up to today, which is one of them."""
    return Days(today - timedelta(days=max(1, count) - 1), today)


def last_months(today: date, count: int) -> Days:
    """From the day after this one so many months ago, up to today."""
    return Days(months_before(today, count) + timedelta(days=1), today)


def months_before(today: date, count: int) -> date:
    """The same day so many months ago, or the last one of a shorter month."""
    days = month(today, -count)
    return min(days.first + timedelta(days=today.day - 1), days.last)


def year_meant(today: date, first: date) -> int:
    """The year of a month or a day without one: this year's, unless that is far off.

    More than three months ahead it was last year's; more than ten months ago it is next year's.
    """
    if first - today > _AHEAD:
        return today.year - 1
    return today.year + 1 if today - first > _BEHIND else today.year


def named_month(today: date, number: int) -> Days:
    """The month of that number that is meant today; 1 is January."""
    year = year_meant(today, date(today.year, number, 1))
    return month_of(year, number - 1)


def named_day(today: date, month_number: int, day_number: int) -> Days:
    """The day of that month that is meant today.

    Raises:
        ValueError: there is no such day.
    """
    first = date(today.year, month_number, 1) + timedelta(days=day_number - 1)
    year = year_meant(today, first)
    return day(date(year, month_number, day_number), 0)


def third_of(days: Days, number: int) -> Days:
    """上旬, 中旬 or 下旬 of a month: 1 to 3."""
    first = days.first + timedelta(days=10 * (number - 1))
    return Days(first, days.last if number == 3 else first + timedelta(days=9))  # noqa: PLR2004
