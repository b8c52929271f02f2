"""Reading whole sentences: intents, further requests, what is told, what nobody knows."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from domain.understanding import STATES, Frame, Intent, Span
from nlu.language.catalogue import of_file
from nlu.language.reader import Reader
from tests.nlu.language.things import small_company

TODAY = date(2026, 11, 23)
IN_OWN_WORDS = frozenset({"reason", "value", "note", "tag"})
WRITES = frozenset(
    {
        Intent.VISIT_SUBMIT,
        Intent.CONTRACT_SIGN,
        Intent.CONTRACT_REJECT,
        Intent.CONTRACT_DISPUTE,
        Intent.CONTRACT_DELIVER,
        Intent.PLAYBOOK,
        Intent.PRIVATE_WRITE,
        Intent.NOTE,
        Intent.WARROOM,
        Intent.IMPORT,
    }
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(small_company())


def test_everything_that_is_asked_about_a_product_is_found(reader: Reader) -> None:
    frame = reader.read("椒麻酱油多少钱,交期多久", "idle", TODAY)

    assert set(frame.facets) == {Intent.QUOTE, Intent.LEAD_TIME}
    assert [one.ids for one in frame.of_kind("product")] == [("00516",)]


def test_a_second_request_of_another_kind_is_found(reader: Reader) -> None:
    frame = reader.read("椒麻酱油多少钱,另外看看今天跑哪几家", "idle", TODAY)

    assert frame.wishes == (Intent.QUOTE, Intent.PLAN)


def test_a_clause_that_tells_is_kept_apart_from_what_is_asked(reader: Reader) -> None:
    frame = reader.read("张总上周说要换PLC品牌,查下X7-1500报价和交期", "idle", TODAY)

    assert frame.note == "张总上周说要换PLC品牌"
    assert set(frame.facets) == {Intent.QUOTE, Intent.LEAD_TIME}
    assert frame.of_kind("contact")[0].ids == ("C1", "C2")
    assert frame.spans == (Span("上周", date(2026, 11, 16), date(2026, 11, 22)),)


def test_a_passed_on_question_tells_nothing(reader: Reader) -> None:
    assert reader.read("张总问X7-1500多少钱", "idle", TODAY).note == ""


def test_an_unknown_product_is_no_known_one_but_has_near_ones(reader: Reader) -> None:
    frame = reader.read("查一下X7-1600的报价", "idle", TODAY)

    assert frame.unknown == "X7-1600"
    assert frame.near[:2] == ("P1511", "P1513")
    assert frame.of_kind("product", "series") == []


def test_what_is_known_is_not_unknown(reader: Reader) -> None:
    frame = reader.read("查一下X7-1500的报价", "idle", TODAY)

    assert (frame.unknown, frame.near) == ("", ())


@pytest.mark.parametrize("text", ["", "?", "长" * 500, "\x00\ud83d", "椒麻酱油" * 100])
def test_any_text_is_read(reader: Reader, text: str) -> None:
    frame = reader.read(text, "idle", TODAY)

    assert frame.text == text
    assert 0 <= frame.confidence <= 1


@pytest.mark.parametrize("state", [*STATES, "no such state"])
def test_probabilities_are_such_and_best_first(reader: Reader, state: str) -> None:
    frame = reader.read("看看还差什么,顺便查个报价", state, TODAY)

    chances = [chance for _, chance in frame.top]
    assert len(chances) == 3
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1 + 1e-3
    assert frame.top[0] == (frame.intent.value, frame.confidence)


def test_what_somebody_is_in_the_middle_of_makes_its_words_likelier(reader: Reader) -> None:
    def chance(state: str) -> float:
        return dict(reader.read("东西都在这了", state, TODAY).top).get("visit_submit", 0.0)

    assert chance("visit_in_progress") > chance("contract_pending")


def test_the_same_words_are_read_alike(reader: Reader) -> None:
    words = "张总上周说要换PLC品牌,查下X7-1500报价和交期"

    assert reader.read(words, "idle", TODAY) == Reader(small_company()).read(words, "idle", TODAY)


# figures


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], Frame]]:
    """Sentences of the development set as they are read."""
    folder = Path(__file__).parents[4] / "shared" / "eval" / "nlu"
    if not folder.exists():
        pytest.skip("needs ../shared/eval/nlu")
    catalogue = json.loads((folder / "entities.json").read_text("utf-8"))
    today = datetime.fromisoformat(catalogue["ref_now"]).date()
    reader = Reader(of_file(catalogue))
    lines = (folder / "dev.jsonl").read_text("utf-8").splitlines()
    return [(row, reader.read(row["text"], row["state"], today)) for row in map(json.loads, lines)]


def test_three_of_four_sentences_are_understood(read: list[tuple[dict[str, Any], Frame]]) -> None:
    right = [frame.intent == row["intent"] for row, frame in read]

    assert sum(right) / len(right) >= 0.75, f"n={len(right)}"


def test_four_of_five_slots_are_found(read: list[tuple[dict[str, Any], Frame]]) -> None:
    count: Counter[str] = Counter()
    for row, frame in read:
        wanted = {k: v for k, v in row["slots"].items() if k != "talk_track"}
        found = {k: v for k, v in frame.slots.items() if k != "talk_track"}
        count["right"] += sum(_alike(k, v, wanted) for k, v in found.items())
        count["all"] += len(wanted) + len(found)

    assert 2 * count["right"] / count["all"] >= 0.80, count


def test_no_idle_talk_is_read_as_something_that_writes(
    read: list[tuple[dict[str, Any], Frame]],
) -> None:
    wrong = [row["text"] for row, f in read if row["intent"] == "oos" and f.intent in WRITES]

    assert wrong == []


def _alike(name: str, value: Any, wanted: Mapping[str, Any]) -> bool:
    if name in IN_OWN_WORDS and name in wanted:
        return fuzz.ratio(str(value), str(wanted[name])) >= 80
    return name in wanted and str(value) == str(wanted[name])
