"""Evidence comes in any order, twice, and through restarts; the visit ends the same."""

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.visits import VisitState
from tests.chat import Chat
from tests.fakes import price_tag, shelf, storefront

EVIDENCE: Sequence[Callable[[Chat], object]] = (
    lambda chat: chat.at(),
    lambda chat: chat.sends(storefront()),
    lambda chat: chat.sends(shelf()),
    lambda chat: chat.says("516 12箱,127 6箱,233 0"),
    lambda chat: chat.sends(price_tag("望海牌鲜味生抽1L", "12.80")),
)
ALL = range(len(EVIDENCE))


def ending(order: Sequence[int], restart_before: frozenset[int] = frozenset()) -> list[object]:
    """What is stored after sending the evidence in that order, then 确认 and 提交."""
    with TemporaryDirectory() as folder:
        chat = Chat(Path(folder))
        for at, number in enumerate(order):
            if at in restart_before:
                chat.restarts()
            EVIDENCE[number](chat)
        chat.says("确认")
        chat.says("提交")
        state: list[object] = list(chat.state())
        chat.close()
    return state


@pytest.fixture(scope="module")
def plain_ending() -> list[object]:
    return ending(ALL)


def test_the_plain_order_ends_in_a_submitted_visit(plain_ending: list[object]) -> None:
    assert len(plain_ending) == 6
    assert all(VisitState.SUBMITTED in line for line in plain_ending if isinstance(line, tuple))


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(ALL), again=st.lists(st.sampled_from(ALL), max_size=3))
def test_any_order_and_any_duplicates_end_in_the_same_state(
    plain_ending: list[object], order: list[int], again: list[int]
) -> None:
    mixed = list(order)
    for at, number in enumerate(again):
        mixed.insert((at * 2) % (len(mixed) + 1), number)

    assert ending(mixed) == plain_ending


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(ALL), restarts=st.frozensets(st.sampled_from(ALL), min_size=1))
def test_a_kill_between_any_two_messages_loses_nothing(
    plain_ending: list[object], order: list[int], restarts: frozenset[int]
) -> None:
    assert ending(order, restarts) == plain_ending


@pytest.mark.parametrize(
    "sent",
    [s for n in range(len(EVIDENCE)) for s in itertools.combinations(ALL, n)],
    ids=lambda s: "".join(map(str, s)) or "nothing",
)
def test_every_proper_subset_of_the_evidence_is_refused(sent: tuple[int, ...]) -> None:
    """Not even with 确认 and 提交; 31 subsets of location, door, shelf, stock and price."""
    with TemporaryDirectory() as folder:
        chat = Chat(Path(folder))
        for number in sent:
            EVIDENCE[number](chat)
        chat.says("确认")
        chat.says("提交")
        states = [v.state for v in chat.visits()]
        chat.close()

    assert VisitState.SUBMITTED not in states
