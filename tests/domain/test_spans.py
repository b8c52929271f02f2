"""Weeks, months and quarters across the year's end, and what a date without a year means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import spans
from domain.spans import Days

_NEW_YEAR = date(2027, 1, 4)
_DAYS = st.dates(date(2020, 2, 1), date(2035, 12, 1))


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (spans.day(_NEW_YEAR, -4), days("2026-12-31", "2026-12-31")),
        (spans.week(_NEW_YEAR, -1), days("2026-12-28", "2027-01-03")),
        (spans.week(_NEW_YEAR), days("2027-01-04", "2027-01-10")),
        (spans.weekday(_NEW_YEAR, 4, -1), days("2027-01-01", "2027-01-01")),
        (spans.weekend(_NEW_YEAR, -1), days("2027-01-02", "2027-01-03")),
        (spans.month(_NEW_YEAR, -1), days("2026-12-01", "2026-12-31")),
        (spans.month(date(2026, 12, 31), 2), days("2027-02-01", "2027-02-28")),
        (spans.month_of(2028, 1), days("2028-02-01", "2028-02-29")),
        (spans.quarter(_NEW_YEAR, -1), days("2026-10-01", "2026-12-31")),
        (spans.quarter_of(2026, 3), days("2026-07-01", "2026-09-30")),
        (spans.half_of(2026, 1), days("2026-01-01", "2026-06-30")),
        (spans.half_of(2026, 2), days("2026-07-01", "2026-12-31")),
        (spans.year_of(2025), days("2025-01-01", "2025-12-31")),
        (spans.last_days(_NEW_YEAR, 7), days("2026-12-29", "2027-01-04")),
        (spans.last_days(_NEW_YEAR, 0), days("2027-01-04", "2027-01-04")),
        (spans.last_months(date(2026, 5, 31), 3), days("2026-03-01", "2026-05-31")),
        (spans.third_of(spans.month_of(2026, 1), 1), days("2026-02-01", "2026-02-10")),
        (spans.third_of(spans.month_of(2026, 1), 3), days("2026-02-21", "2026-02-28")),
    ],
    ids=str,
)
def test_spans_of_days(found: Days, expected: Days) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("today", "month", "day", "expected"),
    [
        ("2027-01-04", 12, 28, "2026-12-28"),
        ("2026-12-28", 1, 5, "2027-01-05"),
        ("2026-11-25", 3, 1, "2026-03-01"),
        ("2026-11-25", 12, 31, "2026-12-31"),
    ],
)
def test_a_date_without_a_year_is_a_near_one(
    today: str, month: int, day: int, expected: str
) -> None:
    found = spans.named_day(date.fromisoformat(today), month, day)

    assert found == days(expected, expected)


def test_a_month_without_a_year_is_a_near_one() -> None:
    assert spans.named_month(_NEW_YEAR, 11) == days("2026-11-01", "2026-11-30")
    assert spans.named_month(date(2026, 12, 3), 1) == days("2027-01-01", "2027-01-31")


def test_the_30th_of_february_is_no_day() -> None:
    with pytest.raises(ValueError, match="day"):
        spans.named_day(_NEW_YEAR, 2, 30)


@given(_DAYS, st.integers(-30, 30))
def test_weeks_months_and_quarters_follow_each_other_without_a_gap(today: date, n: int) -> None:
    for unit in (spans.week, spans.month, spans.quarter):
        here, following = unit(today, n), unit(today, n + 1)

        assert (following.first - here.last).days == 1
        assert unit(today).first <= today <= unit(today).last


@given(_DAYS, st.integers(1, 30))
def test_the_last_months_end_today(today: date, n: int) -> None:
    found = spans.last_months(today, n)

    assert found.last == today
    assert 28 * n <= (today - found.first).days + 1 <= 31 * n
