"""The other commands: import, doctor, photos, upkeep, bench."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.database import newest_revision
from tests.bot.commands import Terminal, demo_book
from tests.fakes import storefront

WHAT = (
    "visits",
    "items",
    "prices",
    "contracts",
    "flags",
    "outbox",
    "timers",
    "rules",
    "audit",
    "people",
)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return demo_book(tmp_path / "demo.xlsx")


def test_importing_twice_changes_nothing(terminal: Terminal, tmp_path: Path, book: Path) -> None:
    data = tmp_path / "data"
    first = {r["as"]: r for r in terminal.types("import", book, "--data", data)}

    second = terminal.types("import", book, "--data", data)

    assert first["门店"]["added"] == 10
    assert first["门店"]["file"] == str(book)
    assert all(r["added"] == r["changed"] == 0 for r in second)
    assert len(first) == 16


def test_a_dry_run_shows_all_and_keeps_nothing(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"

    shown = terminal.types("import", book, "--dry-run", "--data", data)
    people = terminal.types("dump", "people", "--data", data)

    assert sum(r["added"] for r in shown) > 50
    assert people == []


def test_an_undone_import_leaves_the_company_as_before(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    batch = terminal.types("import", book, "--data", data)[0]["batch"]

    report = terminal.types("import", "--undo", batch, "--data", data)[0]
    people = terminal.types("dump", "people", "--data", data)
    again = terminal.types("import", "--undo", batch, "--data", data)[0]

    assert report["state"] == "undone"
    assert people == []
    assert again["state"] == "already_undone"
    assert terminal.exit_code == 1


def test_settings_of_the_workbook_become_the_next_rule_version(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    terminal.types("import", book, "--data", data)

    rules = [r for r in terminal.types("dump", "rules", "--data", data) if r["kind"] == "company"]

    assert [r["number"] for r in rules] == [1, 2]
    assert rules[1]["body"]["公司名称"] == "青岚食品(演示)"


def test_a_bad_file_among_good_ones_is_named_and_the_rest_goes_on(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    lines = terminal.types("import", "nowhere.xlsx", book, "--data", tmp_path / "data")

    assert lines[0]["error"] == "not_found"
    assert lines[0]["file"] == "nowhere.xlsx"
    assert len(lines) == 17
    assert terminal.exit_code == 0


def test_nothing_but_bad_files_is_an_error(terminal: Terminal, tmp_path: Path) -> None:
    terminal.types("import", "nowhere.xlsx", "--data", tmp_path / "data")
    assert terminal.exit_code == 1

    terminal.types("import", "--data", tmp_path / "data")
    assert terminal.exit_code == 1


def test_a_person_who_is_named_in_a_private_field_is_in_no_dump(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    terminal.types("import", book, "--data", data)

    for what in WHAT:
        assert "后厨换了主厨" not in str(terminal.types("dump", what, "--data", data))


def test_doctor_names_what_is_missing_and_how_to_mend_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    found = {line["check"]: line for line in terminal.types("doctor", "--data", tmp_path / "none")}

    assert terminal.exit_code == 0
    assert found["data directory"]["state"] == "missing"
    assert "python -m bot run" in found["data directory"]["fix"]
    assert all(set(line) == {"check", "state", "need_for", "fix"} for line in found.values())
    assert all(line["fix"] for line in found.values() if line["state"] != "ok")


def test_doctor_knows_a_healthy_installation(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    terminal.types("import", book, "--data", data)

    states = {line["check"]: line["state"] for line in terminal.types("doctor", "--data", data)}

    assert states[f"schema {newest_revision()}"] == "ok"


def test_doctor_lists_what_broke_and_the_line_that_replays_it(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    terminal.types("import", book, "--data", data)
    with sqlite3.connect(data / "bihuan.sqlite") as database:
        database.execute(
            "insert into inbox (channel, key, conversation, address, chat, kind, body, at,"
            " received_at, state, note) values ('console', 'k', 'c', 'a', 'private', 'said', '{}',"
            " '2026-11-23 02:00:00', '2026-11-23 02:00:00', 'broken', 'KeyError: x')"
        )
        database.execute(
            "insert into work (kind, key, payload, conversation, cause, state, attempts, note)"
            " values ('watermark', 'k', '{}', 'c', 1, 'failed', 3, 'crashed')"
        )

    found = [line for line in terminal.types("doctor", "--data", data) if line["state"] == "wrong"]

    assert [line["check"] for line in found] == [
        "broken message 1: KeyError: x",
        "watermark 1 was not drawn: crashed",
    ]
    assert found[0]["fix"].startswith("python -m bot retry 1")


def test_check_photo_measures_and_names_what_it_can_not_read(
    terminal: Terminal, tmp_path: Path
) -> None:
    good, bad = tmp_path / "door.jpg", tmp_path / "note.jpg"
    good.write_bytes(storefront().data)
    bad.write_text("no picture")

    lines = terminal.types("check-photo", good, bad)

    assert set(lines[0]) == {
        "file", "kind", "kind_p", "score", "verdict", "reasons", "phash", "dhash"
    }  # fmt: skip
    assert lines[0]["file"] == str(good)
    assert (lines[1]["file"], lines[1]["error"]) == (str(bad), "not_image")
    assert terminal.exit_code == 0

    terminal.types("check-photo", bad)
    assert terminal.exit_code == 1


@pytest.mark.slow
def test_read_price_reads_the_shared_tag(terminal: Terminal, shared: Path) -> None:
    tag = shared / "eval/photos/scenario/tag_c901_12.80.jpg"

    line = terminal.types("read-price", tag)[0]

    assert (line["product"], line["price"], line["promo_price"]) == (
        "海鲜牌特级生抽1L", "12.80", None
    )  # fmt: skip
    assert line["engine"] == "rapidocr"


def test_retry_says_whether_there_was_anything_to_retry(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    terminal.types("retry", 7, "--data", data)
    assert terminal.exit_code == 1

    terminal.types("import", book, "--data", data)
    assert terminal.types("retry", 7, "--data", data) == [{"number": 7, "retried": False}]


def test_migrate_brings_a_directory_to_the_newest_schema(
    terminal: Terminal, tmp_path: Path
) -> None:
    line = terminal.types("migrate", "--data", tmp_path / "data")[0]

    assert line["migrated"]


def test_dump_without_data_is_an_error(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.types("dump", "visits", "--data", tmp_path / "none") == []
    assert terminal.exit_code == 1


def test_the_photo_bench_prints_its_ratio_to_decoding(terminal: Terminal) -> None:
    line = terminal.types("bench", "photo")[0]

    assert set(line) == {"name", "n", "figure", "unit", "floor", "ratio"}
    assert line["ratio"] > 1


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    data = tmp_path / "data"
    terminal.types("import", book, "--data", data)

    dump = subprocess.Popen(
        [sys.executable, "-m", "bot", "dump", "people", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert dump.stdout is not None
    dump.stdout.close()
    _, said = dump.communicate(timeout=60)

    assert said == b""
