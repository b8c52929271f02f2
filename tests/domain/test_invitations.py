"""Codes: drawn from a secret, shown in two groups, read as people type them, good for a week."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.invitations import ALPHABET, LIFE, Invitation, code_from, code_in, shown, told
from tests.domain.making import T0


@given(st.text())
def test_every_secret_gives_a_code_of_the_alphabet(secret: str) -> None:
    code = code_from(secret)

    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert code_in(shown(code)) == code


def test_codes_of_different_secrets_differ() -> None:
    assert len({code_from(f"secret-{n}") for n in range(5000)}) == 5000


def test_the_alphabet_has_no_look_alikes() -> None:
    pairs = ("0O", "1IL", "8B", "5S", "2Z", "VU")

    assert all(sum(sign in ALPHABET for sign in pair) <= 1 for pair in pairs)
    assert len(set(ALPHABET)) == len(ALPHABET) == 27


@pytest.mark.parametrize(
    "said",
    [
        "K7PM2QXA", "k7pm-2qxa", "K7PM 2QXA", " k7pm2qxa ", "绑定 K7PM-2QXA", "绑定K7PM2QXA",
        "绑定:k7pm-2qxa", "绑定 k7pm 2qxa", "K7PM—2QXA", "「K7PM-2QXA」", "邀请码 K7PM-2QXA",
        "邀请码是K7PM-2QXA", "请绑定 K7PM-2QXA", "K7PM-2QXA.", "K7PM-ZQXA",
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(said: str) -> None:
    assert code_in(said) == "K7PM2QXA"


@pytest.mark.parametrize(
    "said",
    ["", "你好", "K7PM2QX", "K7PM2QXAA", "到店 湖畔生活超市", "516 12箱", "HELLO123", "K7PM-0QXA", "x" * 900],
)  # fmt: skip
def test_other_words_are_no_code(said: str) -> None:
    assert code_in(said) is None


@pytest.mark.parametrize(
    ("said", "is_told"),
    [("绑定 K7PM", True), ("绑定 什么", True), ("绑定ABC", True), ("K7PM-2QXA", False),
     ("怎么绑定", False), ("绑定了吗", False)],
)  # fmt: skip
def test_handing_in_a_code_is_told_from_talking_about_it(said: str, is_told: bool) -> None:
    assert told(said) is is_told


def test_an_invitation_lives_a_week_and_only_while_it_is_open() -> None:
    made = Invitation(id="i1", person_id="r", by="m", made_at=T0, until=T0 + LIFE)
    used = Invitation(id="i1", person_id="r", by="m", made_at=T0, until=T0 + LIFE, state="used")

    assert LIFE.days == 7
    assert made.live(T0 + LIFE - timedelta(seconds=1))
    assert not made.live(T0 + LIFE)
    assert not used.live(T0)
