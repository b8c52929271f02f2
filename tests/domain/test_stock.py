"""The stock line, as reps type it. The examples are data: stock_lines.txt."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import Catalogue
from domain.stock import UNITS, StockLine, Trouble, default_unit, parse_stock
from tests.domain.making import CATALOGUE, product

_EXAMPLES = [
    line.partition(" =>")[::2]
    for line in files("tests.domain").joinpath("stock_lines.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_CODES = [c for c in CATALOGUE.products if c.isdigit()]


def _short(line: StockLine) -> str:
    """What was understood, as stock_lines.txt writes it."""
    entries = [
        f"{e.product.code.lstrip('0')}={e.quantity}{e.unit}"
        + (f"@{''.join(e.cells)}" if e.cells else "")
        for e in line.entries
    ]
    return " ".join(
        [*entries, *(f"!{trouble}:{said.lstrip('0')}" for trouble, said in line.troubles)]
    )


@pytest.mark.parametrize(("text", "expected"), _EXAMPLES, ids=[text for text, _ in _EXAMPLES])
def test_the_line_is_understood(text: str, expected: str) -> None:
    wanted, _, kind = expected.strip().partition(" ; ")

    line = parse_stock(text.replace("\\n", "\n"), CATALOGUE)

    assert _short(line) == wanted.strip()
    assert bool(line) is bool(wanted.strip())
    assert not kind or line.bare is (kind == "bare")


@given(
    st.dictionaries(st.sampled_from(_CODES), st.integers(0, 99), min_size=1),
    st.sampled_from([" {}箱", ":{}箱", "{}瓶", " {}", ":{}", "还有{}件", "剩{}"]),
    st.sampled_from([",", ",", ";", "、", " , ", "\n", "。"]),
    st.booleans(),
)
def test_any_list_of_codes_and_numbers_counts_exactly_that(
    counts: dict[str, int], wording: str, separator: str, zeros: bool
) -> None:
    said = [(code if zeros else code.lstrip("0")) for code in counts]
    glued = wording[1] == "}"  # a code and its number with nothing between are one number
    pieces = [
        code + wording.replace("{", " {" if glued else "{").format(n)
        for code, n in zip(said, counts.values(), strict=True)
    ]

    line = parse_stock(separator.join(pieces), CATALOGUE)

    assert {e.product.code: e.quantity for e in line.entries} == counts
    assert line.troubles == ()


@given(
    st.text(max_size=40) | st.text("青花椒生抽238112箱瓶缺货没了 ,:-12十几A1元块¥?\n", max_size=40)
)
def test_no_text_breaks_the_grammar_or_counts_below_zero(text: str) -> None:
    line = parse_stock(text, CATALOGUE)

    assert all(e.quantity >= 0 and e.unit in UNITS for e in line.entries)
    assert all(trouble in Trouble for trouble, _ in line.troubles)


@given(st.integers(10, 99_999).filter(lambda n: CATALOGUE.by_code(str(n)) is None))
def test_an_unknown_code_never_counts_for_a_neighbour(number: int) -> None:
    assert parse_stock(f"{number} 3箱", CATALOGUE).entries == ()


@pytest.mark.parametrize(
    ("per_case", "piece", "unit"),
    [(12, "瓶", "箱"), (1, "台", "台"), (None, "包", "包"), (None, "", "个")],
)
def test_a_bare_number_counts_cases_where_there_are_cases(
    per_case: int | None, piece: str, unit: str
) -> None:
    lone = product("00001", "某物", per_case=per_case, unit=piece)

    line = parse_stock("某物 3", Catalogue({lone.code: lone}))

    assert default_unit(lone) == unit
    assert [(e.quantity, e.unit) for e in line.entries] == [(3, unit)]


def test_a_name_that_two_products_share_is_nobodys() -> None:
    twins = (product("00001", "老抽500ml", "老抽"), product("00002", "老抽1L", "老抽"))
    catalogue = Catalogue({p.code: p for p in twins})

    assert not parse_stock("老抽 3箱", catalogue)
    assert _short(parse_stock("老抽1L 3箱", catalogue)) == "2=3箱"


def test_a_longer_name_wins_over_the_one_it_holds() -> None:
    alike = (product("00001", "酱油"), product("00002", "青花椒酱油"))
    catalogue = Catalogue({p.code: p for p in alike})

    assert _short(parse_stock("青花椒酱油3箱,酱油5箱", catalogue)) == "2=3箱 1=5箱"


def test_a_question_beside_the_counts_is_kept_to_be_answered() -> None:
    line = parse_stock("238 12箱,112啥价,s7-1500多少钱,好吗", CATALOGUE)

    assert line.asked == ("112啥价", "S7-1500多少钱")
