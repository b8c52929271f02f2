"""Long texts are cut to what a channel takes, where a reader would cut them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.splitting import fits, fits_below, split
from handlers.capabilities import CAPABILITIES, Capabilities

_UNITS: dict[str, Callable[[str], int]] = {
    "characters": len,
    "bytes": lambda text: len(text.encode()),
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
}


@given(
    st.text(st.sampled_from("甲乙丙abc 。,!\n😀"), max_size=200),
    st.sampled_from(sorted(_UNITS)),
    st.integers(10, 40),
)
def test_every_part_fits_and_nothing_is_lost(text: str, unit: str, limit: int) -> None:
    limits = Capabilities("any", "any", text_limit=limit, text_unit=unit)

    parts = split(text, limits)

    assert all(_UNITS[unit](part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_lines_stay_whole_as_long_as_they_can() -> None:
    limits = Capabilities("any", "any", text_limit=8)

    parts = split("第一行\n第二行\n第三行", limits)

    assert parts == ["第一行\n第二行", "第三行"]


def test_a_line_that_is_too_long_ends_with_a_sentence() -> None:
    limits = Capabilities("any", "any", text_limit=10)

    parts = split("先看这一句话。再看那一句", limits)

    assert parts == ["先看这一句话。", "再看那一句"]


@pytest.mark.parametrize(("channel", "most"), [("telegram", 2048), ("wecom", 512)])
def test_a_symbol_of_four_bytes_counts_as_the_channel_counts_it(channel: str, most: int) -> None:
    limits = CAPABILITIES[channel]

    assert fits("😀" * most, limits)
    assert not fits("😀" * (most + 1), limits)


def test_below_a_picture_telegram_takes_fewer_words() -> None:
    assert fits_below("字" * 1024, CAPABILITIES["telegram"])
    assert not fits_below("字" * 1025, CAPABILITIES["telegram"])
    assert fits_below("字" * 8000, CAPABILITIES["console"])
