"""Other names of things: which words may become one, and who looks after them."""

import pytest

from domain import access
from domain.aliases import phrase_of
from tests.domain.test_access import COMPANY, EVERYBODY, GONE


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        (" s7-1600 ", "S7-1600"),
        ("老味道", "老味道"),
        ("酱", ""),
        ("  ", ""),
        ("长" * 24, "长" * 24),
        ("长" * 25, ""),
    ],
)
def test_words_of_a_names_length_are_kept_in_one_form(said: str, phrase: str) -> None:
    assert phrase_of(said) == phrase


def test_those_who_lead_and_admins_look_after_aliases() -> None:
    seeing = {p.role.value for p in EVERYBODY if access.may_see_aliases(p)}

    assert seeing == {"主管", "总监", "高管", "管理员"}
    assert not access.may_see_aliases(GONE)
    assert not access.may_see_aliases(COMPANY.people["r"])
