"""From which day something holds, in words."""

from datetime import date

import pytest

from domain.day_words import since

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("把店交给李娜", "2026-11-23"),
        ("今天起把店交给李娜", "2026-11-23"),
        ("即日起把店交给李娜", "2026-11-23"),
        ("明天起把店交给李娜", "2026-11-24"),
        ("从后天开始把店交给李娜", "2026-11-25"),
        ("大后天把店交给李娜", "2026-11-26"),
        ("12月1日起把店交给李娜", "2026-12-01"),
        ("把店交给李娜,十二月十五号开始", "2026-12-15"),
        ("1月5日把店交给李娜", "2027-01-05"),
        ("2027年2月1日起把店交给李娜", "2027-02-01"),
        ("2026-12-03起把店交给李娜", "2026-12-03"),
        ("12-3起把店交给李娜", "2026-12-03"),
        ("12.3起把店交给李娜", "2026-12-03"),
        ("28号起把店交给李娜", "2026-11-28"),
        ("2号起把店交给李娜", "2026-12-02"),
        ("下周一起把店交给李娜", "2026-11-30"),
        ("下下周三把店交给李娜", "2026-12-09"),
        ("本周五起把店交给李娜", "2026-11-27"),
        ("周日开始把店交给李娜", "2026-11-29"),
        ("周天开始把店交给李娜", "2026-11-29"),
        ("下个月起把店交给李娜", "2026-12-01"),
        ("下月15号把店交给李娜", "2026-12-15"),
        ("11月20日把店交给李娜", "2026-11-20"),
    ],
)
def test_a_day_is_read_and_taken_out(said: str, day: str) -> None:
    found = since(said, MONDAY)

    assert found.day == date.fromisoformat(day)
    assert found.rest.strip(",") == "把店交给李娜"


@pytest.mark.parametrize("said", ["2月30日起交给李娜", "13月1日起交给李娜", "二三十号起交给李娜"])
def test_a_day_that_does_not_exist_is_none(said: str) -> None:
    assert since(said, MONDAY).day is None


def test_a_weekday_without_a_week_is_the_next_one() -> None:
    friday = date(2026, 11, 27)

    assert since("周三起交给李娜", friday).day == date(2026, 12, 2)


def test_the_first_of_a_month_is_found_across_the_year() -> None:
    assert since("3号起交给李娜", date(2026, 12, 20)).day == date(2027, 1, 3)


@pytest.mark.parametrize("said", ["周一鸣接手河西线A", "把237换成238", "交给李娜 12.80元"])
def test_names_and_numbers_are_no_days(said: str) -> None:
    assert since(said, MONDAY).rest == said
