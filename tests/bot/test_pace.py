"""A channel's limits are kept to before the channel has to say so."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import SendError
from bot.channels.pace import Limit, Pace

ONE_A_SECOND = (Limit(1, 1.0),)


class Seconds:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def paced(seconds: Seconds, *overall: Limit) -> Pace:
    return Pace(overall or (Limit(30, 1.0),), clock=seconds, sleep=seconds.sleep)


async def test_a_chat_waits_for_its_turn_and_others_do_not(seconds: Seconds) -> None:
    pace = paced(seconds)
    await pace.turn("a", ONE_A_SECOND)
    await pace.turn("b", ONE_A_SECOND)
    both = seconds.now

    await pace.turn("a", ONE_A_SECOND)

    assert both == 100.0
    assert seconds.now == 101.0


async def test_all_chats_together_keep_to_the_overall_limit(seconds: Seconds) -> None:
    pace = paced(seconds, Limit(3, 1.0))

    for number in range(7):
        await pace.turn(f"chat{number}", ONE_A_SECOND)

    assert seconds.now == 102.0


async def test_a_long_wait_is_left_to_the_outbox(seconds: Seconds) -> None:
    pace, limits = paced(seconds), (Limit(2, 60.0),)
    await pace.turn("a", limits)
    await pace.turn("a", limits)

    with pytest.raises(SendError) as refused:
        await pace.turn("a", limits)

    assert refused.value.retry_after == timedelta(seconds=60)
    assert seconds.now == 100.0


@pytest.mark.parametrize("everybody", [False, True])
async def test_the_channels_own_word_holds(seconds: Seconds, everybody: bool) -> None:
    pace = paced(seconds)
    if everybody:
        pace.hold_all(timedelta(seconds=2))
    else:
        pace.hold("a", timedelta(seconds=2))
        await pace.turn("b", ONE_A_SECOND)

    await pace.turn("a", ONE_A_SECOND)

    assert seconds.now == 102.0


async def test_two_that_wait_for_one_place_do_not_both_get_it(seconds: Seconds) -> None:
    pace = paced(seconds)
    await pace.turn("a", ONE_A_SECOND)

    await asyncio.gather(pace.turn("a", ONE_A_SECOND), pace.turn("a", ONE_A_SECOND))

    assert seconds.now == 102.0


async def test_chats_that_were_silent_longest_are_forgotten(seconds: Seconds) -> None:
    pace = paced(seconds, Limit(10**6, 1.0))

    for number in range(10_050):
        await pace.turn(str(number), ONE_A_SECOND)

    assert len(pace._chats) == 10_000
