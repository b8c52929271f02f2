"""docs/coverage.md names every required capability once, and only tests that exist."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, parsed

_LEDGER = ROOT / "docs" / "coverage.md"
_REQUIREMENTS = ROOT.parent / "shared" / "requirements.md"
_ROW = re.compile(r"^\| ([RD]\d+) \|.*\| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
_NOT_YET = re.compile(r"not yet \(step \d+\)")


def _rows() -> list[tuple[str, str]]:
    return _ROW.findall(_LEDGER.read_text("utf-8"))


def _functions(path: Path) -> set[str]:
    """Its test functions and the methods of its state machines and test classes."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {n.name for n in ast.walk(parsed(path)) if isinstance(n, kinds)} | _assigned(path)


def _assigned(path: Path) -> set[str]:
    targets = (t for n in parsed(path).body if isinstance(n, ast.Assign) for t in n.targets)
    return {t.id for t in targets if isinstance(t, ast.Name)}


def test_every_capability_stands_in_the_ledger_once() -> None:
    numbered = [f"R{n:03}" for n in range(1, 139)] + [f"D{n:02}" for n in range(1, 9)]

    assert [name for name, _ in _rows()] == numbered


def test_the_ledger_has_the_rows_of_the_requirements() -> None:
    if not _REQUIREMENTS.exists():
        pytest.skip(f"{_REQUIREMENTS} is absent")
    wanted = re.findall(r"^\| ([RD]\d+) \|", _REQUIREMENTS.read_text("utf-8"), re.MULTILINE)

    assert sorted(name for name, _ in _rows()) == sorted(wanted)


def test_every_row_names_a_test_or_the_step_that_brings_it() -> None:
    assert [
        n for n, shown in _rows() if not _TEST.search(shown) and not _NOT_YET.search(shown)
    ] == []


def test_every_test_that_is_named_exists() -> None:
    named = {pair for _, shown in _rows() for pair in _TEST.findall(shown)}
    missing = [
        f"{file}::{function}"
        for file, function in sorted(named)
        if not (ROOT / file).exists() or (function and function not in _functions(ROOT / file))
    ]

    assert missing == []
