"""``doctor`` on a disk that is full, read-only or broken."""

import json
from pathlib import Path

import pytest

from bot.cli.doctor import doctor


def found(data: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    doctor(data)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["check"]: line["state"] + " " + line["fix"] for line in lines}


def test_doctor_names_a_disk_that_is_nearly_full(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = found(small_disk, capsys)

    assert any(
        check.startswith("disk space") and said == f"wrong free some space under {small_disk}"
        for check, said in checks.items()
    )


def test_doctor_names_a_directory_that_can_not_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = found(tmp_path, capsys)
    not_a_directory = tmp_path / "file"
    not_a_directory.write_text("x")
    wrong = found(Path("/proc/data"), capsys)
    in_a_file = found(not_a_directory / "data", capsys)

    assert fine["writing"] == "ok "
    assert wrong["writing"].startswith("wrong make /proc writable")
    assert in_a_file["writing"].startswith(f"wrong make {not_a_directory} writable")


def test_doctor_names_a_database_that_can_not_be_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bihuan.sqlite").write_bytes(b"no database at all" * 500)

    checks = found(tmp_path, capsys)

    assert any(c.startswith("database") and s.startswith("wrong") for c, s in checks.items())
