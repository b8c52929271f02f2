"""How often a stranger is answered, and how often a code of his is looked at."""

from datetime import timedelta

from domain.strangers import Knocks
from tests.domain.making import T0, later


def test_a_stranger_is_answered_once_in_ten_minutes() -> None:
    knocks = Knocks().answered(T0)

    assert Knocks().may_answer(T0)
    assert not knocks.may_answer(later(9.9))
    assert knocks.may_answer(later(10))


def test_after_five_wrong_codes_within_an_hour_none_is_looked_at() -> None:
    knocks = Knocks()
    for minute in range(5):
        assert knocks.may_try(later(minute))
        knocks = knocks.tried(later(minute))

    assert not knocks.may_try(later(5))
    assert not knocks.may_try(T0 + timedelta(minutes=59))
    assert knocks.may_try(T0 + timedelta(minutes=60))


def test_only_the_last_five_are_remembered() -> None:
    knocks = Knocks()
    for hour in range(20):
        knocks = knocks.tried(T0 + timedelta(hours=hour))

    assert len(knocks.wrong) == 5
    assert knocks.wrong[-1] == T0 + timedelta(hours=19)
