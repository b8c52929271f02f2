"""Accounts: the page in a browser needs no invitation, a messenger does."""

import pytest

from domain.accounts import Account, Held
from tests.domain.making import T0


@pytest.mark.parametrize(
    ("channel", "is_one"), [("console", False), ("telegram", True), ("wecom", True)]
)
def test_the_page_is_no_messenger(channel: str, is_one: bool) -> None:
    assert Held(account=Account(channel, "1"), bound_at=T0).on_a_messenger is is_one
