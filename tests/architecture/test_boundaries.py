"""Who may commit, and who may speak SQL."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, imports, modules, name_of, parsed

_TRANSACTION = {"commit", "rollback", "begin", "begin_nested"}
_STATEMENTS = {"select", "insert", "update", "delete", "text", "func"}
_PASSES_CONNECTIONS_AROUND = {"Connection", "Engine"}
_RUNS_SQL = {"exec_driver_sql", "execute", "executemany", "scalar", "scalars"}
_YARDSTICKS = {ROOT / "bot" / "bench" / name for name in ("floor.py", "reading.py")}
"""Measure what the library alone could do, so they must not use our storage."""


def _calls(path: Path) -> Iterator[str]:
    """The methods that a module calls on objects; ``place.begin()`` of a flow module is none."""
    siblings = {name for module, name in imports(path) if module.startswith("handlers")}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if not (isinstance(owner, ast.Name) and owner.id in siblings):
                yield node.func.attr


def _uses_sqlalchemy(path: Path) -> list[tuple[str, str]]:
    return [(m, n) for m, n in imports(path) if m.split(".")[0] in {"sqlalchemy", "sqlite3"}]


def test_no_handler_opens_commits_or_rolls_back() -> None:
    found = {name_of(p): _TRANSACTION & set(_calls(p)) for p in modules("handlers")}

    assert {p: calls for p, calls in found.items() if calls} == {}


def test_no_repository_commits_or_rolls_back() -> None:
    found = {name_of(p): _TRANSACTION & set(_calls(p)) for p in modules("storage")}
    committing = {name for name, calls in found.items() if calls}

    assert committing <= {"storage/database.py", "storage/migrations/env.py"}


def test_only_storage_and_the_outside_know_the_database_library() -> None:
    found = [name_of(p) for p in modules("handlers", "domain", "nlu") if _uses_sqlalchemy(p)]

    assert found == []


def test_the_outside_only_passes_connections_around() -> None:
    found = {name_of(p): {n for _, n in _uses_sqlalchemy(p)} for p in _outside()}

    assert {p: n for p, n in found.items() if n - _PASSES_CONNECTIONS_AROUND} == {}


def test_statements_are_written_in_storage_only() -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in _outside()
        for module, name in _uses_sqlalchemy(path)
        if name in _STATEMENTS or module == "sqlite3"
    ]

    assert found == []


def test_nothing_outside_storage_runs_sql() -> None:
    found = {name_of(p): _RUNS_SQL & set(_calls(p)) for p in _outside()}

    assert {p: calls for p, calls in found.items() if calls} == {}


def _outside() -> list[Path]:
    return [p for p in modules("bot", "handlers", "domain", "nlu") if p not in _YARDSTICKS]
