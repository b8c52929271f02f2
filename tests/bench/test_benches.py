"""The benches run and print their ratio; what they print is judged by people, not by asserts."""

import pytest

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
