"""Days as people speak of them, and who hears from the bot when."""

from datetime import date, time, timedelta

import pytest

from domain.days import calls, is_weekend, named_day
from domain.people import Person, Role
from tests.domain.making import settings

MONDAY = date(2026, 11, 23)


def test_reps_hear_in_the_morning_and_managers_in_the_evening() -> None:
    people = [
        Person(id=f"{role.value}{active}", name="x", role=role, active=active)
        for role in Role
        for active in (True, False)
    ]

    found = list(calls(people, MONDAY, settings()))

    assert [(c.kind, c.person_id, c.at.time(), c.at.date()) for c in found] == [
        ("morning", "业务员True", time(8), MONDAY),
        ("evening", "主管True", time(18, 30), MONDAY),
    ]
    assert found[0].at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(("ago", "said"), [(0, "今天"), (1, "昨天"), (2, "前天"), (3, "11-20")])
def test_a_day_is_named_as_people_do(ago: int, said: str) -> None:
    assert named_day(MONDAY - timedelta(days=ago), MONDAY) == said


def test_saturday_and_sunday_are_the_weekend() -> None:
    days = [MONDAY + timedelta(days=n) for n in range(7)]

    assert [is_weekend(d) for d in days] == [False] * 5 + [True] * 2
