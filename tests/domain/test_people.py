"""People: whose word is taken at once."""

from dataclasses import replace

import pytest

from domain.people import Person, Role

_REP = Person(id="r", name="叶小满", role=Role.REP)


@pytest.mark.parametrize(
    ("flag", "years", "quick"),
    [
        (False, None, False),
        (False, 4.9, False),
        (False, 5.0, True),
        (True, None, True),
        (True, 1.0, True),
    ],
)
def test_a_veteran_is_so_by_flag_or_by_years(flag: bool, years: float | None, quick: bool) -> None:
    assert replace(_REP, quick_entry=flag, tenure_years=years).quick is quick
