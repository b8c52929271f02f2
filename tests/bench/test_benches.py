"""The benches run and print their ratio; what they print is judged by people, not by asserts."""

import asyncio

import pytest

from bot.bench import digest
from tests.bot.commands import Terminal


@pytest.mark.slow
@pytest.mark.parametrize("name", ["floor", "linking", "photo", "webhook"])
def test_a_bench_prints_its_figure_beside_its_floor(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    line = Terminal(capsys).types("bench", name)[0]

    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - the figure is what this is for
    assert {"name", "n", "figure", "unit", "floor", "ratio"} <= set(line)
    assert min(line["figure"], line["floor"], line["ratio"]) > 0


@pytest.mark.slow
def test_the_digest_is_measured_on_a_season_of_any_size() -> None:
    line = asyncio.run(digest.measure(reps=2, stores=3, days=2))

    assert (line["name"], line["n"]) == ("digest", 12)
    assert min(line["figure"], line["floor"], line["ratio"], line["cold_day_s"]) > 0
