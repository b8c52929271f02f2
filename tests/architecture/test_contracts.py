"""The arrows between the packages hold, and each contract notices when one is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT

_BREAKS = [
    ("Arrows point to the domain", "storage/broken.py", "import handlers.chat"),
    ("Conversations reach data through ports only", "handlers/broken.py", "import sqlalchemy"),
    ("The domain does no I/O", "domain/broken.py", "import logging"),
    ("Only channels know a chat vendor", "nlu/broken.py", "import aiohttp"),
    ("Flows don't know each other", "handlers/flows/broken.py", "import handlers.flows.plan"),
]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _broken(output: str) -> list[str]:
    lines = (line.rstrip() for line in output.splitlines())
    return [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the five packages, to break things in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=_all_but_modules)
    return tmp_path


def _all_but_modules(folder: str, names: list[str]) -> list[str]:
    inside = Path(folder)
    return [n for n in names if (inside / n).is_file() and not n.endswith(".py")]


def test_the_contracts_hold() -> None:
    result = _lint(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "file", "line"), _BREAKS, ids=[b[0] for b in _BREAKS])
def test_a_contract_notices_when_it_is_broken(
    house: Path, contract: str, file: str, line: str
) -> None:
    (house / file).write_text(f'"""Breaks a contract."""\n\n{line}\n', "utf-8")

    result = _lint(house)

    assert result.returncode != 0
    assert _broken(result.stdout) == [contract]


def test_every_contract_is_broken_once_by_these_tests() -> None:
    names = [line for line in _lint(ROOT).stdout.splitlines() if line.endswith(" KEPT")]

    assert sorted(n.removesuffix(" KEPT") for n in names) == sorted(b[0] for b in _BREAKS)
