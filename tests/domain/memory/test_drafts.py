"""Drafts: what is still open, what an amendment changes."""

from datetime import UTC, datetime

import pytest

from domain.memory.drafts import (
    Draft,
    Open,
    amended,
    draft_of,
    drafted,
    facts_of,
    quantity_in,
)
from domain.memory.jotting import What, parse_jotting
from domain.memory.notes import Kind, Subject
from tests.domain.memory.goods import GOODS

_STORE = Subject(Kind.STORE, "S1")


def _draft(text: str, subject: Subject | None = _STORE) -> Draft:
    jotting = parse_jotting(text, GOODS)
    assert jotting is not None
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    return drafted(jotting, subject=subject, text=text, at=at, source=7)


def _lines(draft: Draft | None) -> list[tuple[str | None, int | None, str]]:
    assert draft is not None
    return [(line.sku, line.quantity, line.unit) for line in draft.lines]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("要10箱生抽,2箱酱油", (Open.PRODUCT, 1)),
        ("要十几箱头道鲜", (Open.QUANTITY, 0)),
        ("生抽10箱", (Open.WHAT, 0)),
        ("要10箱生抽", (Open.NOTHING, 0)),
    ],
)
def test_one_thing_is_asked_at_a_time(text: str, point: tuple[Open, int]) -> None:
    assert _draft(text).open_point() == point


def test_who_it_is_for_is_asked_last() -> None:
    assert _draft("要10箱生抽", None).open_point() == (Open.WHO, 0)


def test_answers_settle_what_was_open() -> None:
    draft = _draft("酱油十几箱")

    draft = draft.with_product(0, "00233").with_quantity(0, 12, "").as_what(What.STOCK)

    assert draft.open_point() == (Open.NOTHING, 0)
    assert _lines(draft) == [("00233", 12, "箱")]
    assert draft.of_kind(What.STOCK) == draft.lines


def test_what_is_clear_stays_when_the_rest_is_settled() -> None:
    draft = _draft("要10箱生抽")

    assert draft.as_what(What.STOCK) == draft


@pytest.mark.parametrize(
    ("text", "said", "lines"),
    [
        ("要10箱生抽", "8箱", [("00127", 8, "箱")]),
        ("要10箱生抽", "改成八瓶", [("00127", 8, "瓶")]),
        ("要10箱生抽", "生抽改成8", [("00127", 8, "箱")]),
        ("要10箱生抽", "8箱,再加2箱老抽", [("00127", 8, "箱"), ("00348", 2, "箱")]),
        ("要10箱生抽,2箱老抽", "老抽不要", [("00127", 10, "箱")]),
        ("要10箱生抽,2箱老抽", "老抽还剩3箱", [("00127", 10, "箱"), ("00348", 3, "箱")]),
        ("要2箱酱油", "鱼汁2箱", [("00233", 2, "箱")]),
        ("要10箱生抽,2箱老抽", "4箱,鱼汁1箱", [("00127", 10, "箱"), ("00348", 2, "箱"), ("00233", 1, "箱")]),
    ],
)  # fmt: skip
def test_an_amendment_changes_what_it_names(
    text: str, said: str, lines: list[tuple[str | None, int | None, str]]
) -> None:
    assert _lines(amended(_draft(text), said, GOODS)) == lines


@pytest.mark.parametrize("said", ["好吧", "生抽不要", "10箱生抽", "3箱5箱"])
def test_words_that_change_nothing_are_no_amendment(said: str) -> None:
    assert amended(_draft("要10箱生抽"), said, GOODS) is None


def test_a_number_alone_does_not_say_which_of_two() -> None:
    assert amended(_draft("要10箱生抽,2箱老抽"), "8箱", GOODS) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("8箱", (8, "箱")),
        ("十二箱", (12, "箱")),
        ("8", (8, "")),
        ("改成8箱吧", (8, "箱")),
        ("生抽", None),
        ("二三十箱", None),
        ("8箱老抽", None),
        ("第8箱", None),
        ("大概三箱", None),
    ],
)
def test_a_number_and_its_unit_are_read(said: str, found: tuple[int, str] | None) -> None:
    assert quantity_in(said) == found


def test_a_draft_survives_as_plain_data() -> None:
    for draft in (_draft("李姐要10箱生抽,3箱酱油"), _draft("要十几箱头道鲜", None)):
        assert draft_of(facts_of(draft)) == draft


def test_a_product_that_is_gone_can_still_be_dropped_by_what_was_said() -> None:
    draft = _draft("要10箱生抽,2箱老抽").with_options(1, ["X1"])

    assert _lines(amended(draft, "老抽不要", GOODS)) == [("00127", 10, "箱")]
