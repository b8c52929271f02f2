"""Days as people speak of them, and who hears from the bot when."""

from datetime import date, time, timedelta

import pytest

from domain.days import calls, named_day
from domain.people import Person, Role
from tests.domain.making import settings

MONDAY = date(2026, 11, 23)


def test_reps_hear_in_the_morning_and_those_who_lead_by_digests() -> None:
    people = [
        Person(id=f"{role.value}{active}", name="x", role=role, active=active)
        for role in Role
        for active in (True, False)
    ]

    tuesday = MONDAY + timedelta(days=1)
    found = list(calls(people, tuesday, settings()))

    assert [(c.kind, c.person_id, c.at.time(), c.at.date()) for c in found] == [
        ("morning", "业务员True", time(8), tuesday),
        ("evening", "主管True", time(18, 30), tuesday),
        ("evening", "总监True", time(18, 30), tuesday),
        ("evening", "高管True", time(18, 30), tuesday),
    ]
    assert found[0].at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (MONDAY, ["evening", "weekly"]),
        (date(2026, 12, 1), ["evening", "monthly"]),
        (date(2026, 6, 1), ["evening", "weekly", "monthly"]),
    ],
)
def test_the_week_is_told_on_mondays_and_the_month_on_the_first(
    day: date, kinds: list[str]
) -> None:
    manager = Person(id="m", name="x", role=Role.MANAGER)

    found = list(calls([manager], day, settings()))

    assert [c.kind for c in found] == kinds
    assert {c.at.time() for c in found if c.kind != "evening"} == {time(9)}


@pytest.mark.parametrize(("ago", "said"), [(0, "今天"), (1, "昨天"), (2, "前天"), (3, "11-20")])
def test_a_day_is_named_as_people_do(ago: int, said: str) -> None:
    assert named_day(MONDAY - timedelta(days=ago), MONDAY) == said
