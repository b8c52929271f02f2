"""``parse``: sentences in, one JSON line each out."""

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.bot.commands import Terminal, demo_book

CATALOGUE = {
    "ref_now": "2026-11-23T10:00:00+08:00",
    "skus": [
        {"sku": "00516", "name": "藤香椒麻酱油500ml", "brand": "青岚", "aliases": ["椒麻酱油"]}
    ],
    "customers": [{"id": "C101", "name": "渔歌餐饮管理有限公司", "contacts": ["方建平(方总)"]}],
}


class Parsing(Terminal):
    """Pipes lines into ``parse``."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(capsys)
        self._monkeypatch = monkeypatch

    def reads(self, lines: Sequence[object], *options: object) -> list[dict[str, Any]]:
        piped = "\n".join(
            line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            for line in lines
        )
        stdin = SimpleNamespace(buffer=io.BytesIO(piped.encode()))
        self._monkeypatch.setattr(sys, "stdin", stdin)
        return self.types("parse", *options)


@pytest.fixture
def parsing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Parsing:
    return Parsing(capsys, monkeypatch)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "entities.json"
    path.write_text(json.dumps(CATALOGUE, ensure_ascii=False), "utf-8")
    return path


def test_a_sentence_is_answered_by_its_fields(parsing: Parsing, catalogue: Path) -> None:
    asked = {"id": "a1", "text": "椒麻酱油多少钱,交期多久", "state": "idle"}

    (line,) = parsing.reads([asked], "--catalogue", catalogue)

    assert parsing.exit_code == 0
    assert list(line) == ["id", "intent", "also_intents", "slots", "top3", "confidence"]
    assert line["id"] == "a1"
    assert {line["intent"], *line["also_intents"]} == {"quote_lookup", "lead_time"}
    assert line["slots"]["product"] == "藤香椒麻酱油500ml"
    assert len(line["top3"]) == 3
    assert line["top3"][0] == [line["intent"], line["confidence"]]


def test_lines_come_back_in_their_order_and_empty_ones_do_not(
    parsing: Parsing, catalogue: Path
) -> None:
    lines = [{"id": n, "text": text} for n, text in enumerate(("谢谢", "提交", "今天跑哪几家"))]

    found = parsing.reads([lines[0], "", *lines[1:]], "--catalogue", catalogue)

    assert [line["id"] for line in found] == [0, 1, 2]
    assert [line["intent"] for line in found] == ["oos", "visit_submit", "plan_today"]


@pytest.mark.parametrize("bad", ["no json", "[1]", '{"id": 1}', '{"text": 5}'])
def test_a_bad_line_is_named_and_the_others_are_read(
    parsing: Parsing, catalogue: Path, bad: str
) -> None:
    found = parsing.reads([bad, {"id": "b", "text": "谢谢"}], "--catalogue", catalogue)

    assert (found[0]["line"], found[0]["error"]) == (1, "bad_line")
    assert found[1]["id"] == "b"
    assert parsing.exit_code == 0


def test_half_a_character_stops_nobody(parsing: Parsing, catalogue: Path) -> None:
    found = parsing.reads(
        [r'{"id": "a", "text": "\ud83d"}', {"id": "b", "text": "谢谢"}], "--catalogue", catalogue
    )

    assert [line["id"] for line in found] == ["a", "b"]


def test_bad_lines_alone_are_a_failure(parsing: Parsing, catalogue: Path) -> None:
    parsing.reads(["no json"], "--catalogue", catalogue)

    assert parsing.exit_code == 1


def test_nothing_to_read_is_none(parsing: Parsing, catalogue: Path) -> None:
    assert parsing.reads([], "--catalogue", catalogue) == []
    assert parsing.exit_code == 0


@pytest.mark.parametrize("content", [None, "no json", "[]", '{"ref_now": "never"}'])
def test_a_catalogue_that_can_not_be_read_is_said(
    parsing: Parsing, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "broken.json"
    if content is not None:
        path.write_text(content, "utf-8")

    found = parsing.reads([{"text": "谢谢"}], "--catalogue", path)

    assert (found, parsing.exit_code) == ([], 1)
    assert "broken.json" in parsing.stderr


def test_without_a_company_nothing_is_read(parsing: Parsing, tmp_path: Path) -> None:
    found = parsing.reads([{"text": "谢谢"}], "--data", tmp_path / "nowhere")

    assert (found, parsing.exit_code) == ([], 1)
    assert "no data yet" in parsing.stderr
    assert not (tmp_path / "nowhere" / "bihuan.sqlite").exists()


def test_the_names_of_the_company_are_known(parsing: Parsing, tmp_path: Path) -> None:
    data = tmp_path / "data"
    parsing.types("import", demo_book(tmp_path / "demo.xlsx"), "--data", data)

    (line,) = parsing.reads([{"id": 1, "text": "给渔歌餐饮报一下头道鲜生抽的价格"}], "--data", data)

    assert line["intent"] == "quote_lookup"
    assert line["slots"]["product"] == "头道鲜生抽1L"
    assert line["slots"]["customer"] == "渔歌餐饮管理"
